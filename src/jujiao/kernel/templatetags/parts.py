"""The template tags of the page parts. They build their HTML directly: a list of fifty rows calls them often."""

import json
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.forms.widgets import Widget
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join, json_script
from django.utils.safestring import SafeString

from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.pages import icons, nearness, timeleft, words, written
from jujiao.kernel.pages.filters import Control
from jujiao.rules import phones

register = template.Library()

register.filter("due", words.due_words)
register.filter("moment", words.moment_words)
register.filter("near_due", nearness.near_due)
register.filter("near_moment", nearness.near_moment)
register.filter("day", words.day_words)
register.filter("weekday", words.weekday_words)
register.filter("duration", words.duration_words)
register.filter("data", written.data)
register.filter("said", written.said)
register.filter("number", phones.shown)
register.filter("dialled", phones.dialled)


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "bell" %}`: the drawing alone, for beside words."""
    return icons.svg(name)


@register.simple_tag
def badge(choice: ColouredChoices) -> SafeString:
    """`{% badge case.state_choice %}`: a choice in its colour and words."""
    return SafeString(f'<span class="j-badge is-{choice.colour}">{conditional_escape(choice.label)}</span>')


@register.simple_tag(takes_context=True)
def time_left(context: Context, due_at: datetime, **options: Any) -> SafeString:
    """`{% time_left p.due_at started_at=… done_at=… provisional=… why_url=url due=False %}`, the rest optional.

    Needs `now` in the page's context: the moment that the view read."""
    given = {name: value for name, value in options.items() if value not in ("", None)}
    return timeleft.render(due_at, given.pop("now", None) or context["now"], **given)


@register.simple_tag
def due_time(due_at: datetime, now: datetime | None = None) -> SafeString:
    """`{% due_time p.due_at %}`: the due time as a `<time>`."""
    return format_html('<time datetime="{}">{}</time>', due_at.isoformat(), words.due_words(due_at, now or None))


@register.simple_tag
def moment_time(at: datetime, now: datetime | None = None) -> SafeString:
    """`{% moment_time entry.at %}`: a moment as a `<time>`."""
    return SafeString(
        f'<time datetime="{at.isoformat()}">{conditional_escape(words.moment_words(at, now or None))}</time>'
    )


@register.simple_tag
def opens(url: str) -> SafeString:
    """`<a href="{{ url }}" {% opens url %}>`: opens what `url` renders by `render_dialog` in the dialog."""
    return format_html('hx-get="{}" hx-target="#dialog-body" hx-swap="innerHTML" aria-haspopup="dialog"', url)


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField, check: str = "", hint: str = "") -> dict[str, Any]:
    """`{% field form.phone check=url %}`: label, control, help and errors; `check` is asked on leaving the field.

    A field that is not required is called optional, unless its form says by `asked_for` that something else does."""
    widget = bound.field.widget
    kind = _kind(widget)
    described = [f"{bound.auto_id}_helptext"] if bound.help_text or hint else []
    attrs: dict[str, Any] = {"aria-describedby": " ".join([*described, f"{bound.auto_id}_error"])}
    if kind in CLASSES:
        attrs["class"] = f"{CLASSES[kind]} {widget.attrs.get('class', '')}".strip()
    if check:
        attrs |= {
            "hx-post": check,
            "hx-trigger": "change",
            "hx-target": f"#{bound.auto_id}_error",
            "hx-swap": "innerHTML",
            "hx-sync": "closest form:abort",
        }
    group = kind == "group"
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=None if group else attrs),
        "kind": kind,
        "help": hint or bound.help_text,
        "optional": not (bound.field.required or kind == "check" or getattr(bound.field, "asked_for", False)),
    }


CLASSES = {"text": "form-control", "select": "form-select", "check": "form-check-input"}


def _kind(widget: Widget) -> str:
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        return "group"
    if isinstance(widget, Select):
        return "select"
    if isinstance(widget, CheckboxInput):
        return "check"
    return "text"


@register.simple_tag
@lru_cache(maxsize=500)
def filter_options(control: Control) -> SafeString:
    """`{% filter_options control %}`: the menu of a filter, drawn once for as long as it offers the same."""
    return render_to_string("parts/filter_options.html", {"control": control})


SCRIPTS = ("toasts", "dialogs", "forms", "drafts", "connection", "due", "menus", "files", "lightbox", "listing")


@register.simple_tag
def scripts() -> SafeString:
    """Our own modules, in the order of the page; each stands alone and listens for events."""
    return format_html_join(
        "\n", '<script type="module" src="{}"></script>', ((static(f"jujiao/{name}.js"),) for name in SCRIPTS)
    )


@register.simple_tag
def script_words() -> SafeString:
    """The words that scripts say, as a data block that they read."""
    return json_script(words.script_words(), "script-words")


@register.filter
def as_json(value: Any) -> str:
    """A value for an attribute such as hx-vals."""
    return json.dumps(value, ensure_ascii=False)


@register.filter
def initial(name: str) -> str:
    """The sign for a person in a small circle: the first character of the name."""
    return name.strip()[:1].upper()
