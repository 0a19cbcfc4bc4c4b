"""The page parts: what their HTML says, and that a mistake in a page is loud."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.utils.translation import gettext_lazy

import jujiao
from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.pages import icons
from jujiao.kernel.pages.timeleft import render, stage

NOW = datetime(2026, 10, 9, 6, 0, tzinfo=UTC)
H = timedelta(hours=1)


class Fruit(ColouredChoices):
    """Choices for these tests."""

    APPLE = "apple", "red", gettext_lazy("Apple <green>")


class Basket(forms.Form):
    """A form for these tests."""

    fruit = forms.CharField(label="Fruit", help_text="One a day.")
    note = forms.CharField(label="Note", required=False)


def draw(source: str, **context: object) -> str:
    template = engines["django"].from_string(source)
    return template.render(context)


def test_a_badge_carries_its_words_and_colour() -> None:
    assert draw("{% badge it %}", it=Fruit.APPLE) == '<span class="j-badge is-red">Apple &lt;green&gt;</span>'


def test_a_colour_that_no_badge_has_is_refused_where_it_is_declared() -> None:
    with pytest.raises(ValueError, match="mauve is no colour of a badge"):

        class Odd(ColouredChoices):
            ONE = "one", "mauve", "One"


@pytest.mark.parametrize(
    ("due_in", "done_in", "expected"),
    [
        (H, None, "calm"),
        (timedelta(minutes=20), None, "soon"),
        (timedelta(0), None, "soon"),
        (-timedelta(seconds=1), None, "late"),
        (H, H, "kept"),
        (H, H + timedelta(seconds=1), "missed"),
    ],
)
def test_the_stages_of_a_promise(due_in: timedelta, done_in: timedelta | None, expected: str) -> None:
    done_at = NOW + done_in if done_in is not None else None
    assert stage(NOW + due_in, NOW, NOW - H, done_at) == expected


def test_what_was_taken_back_in_time_is_not_called_kept() -> None:
    assert "is-ended" in render(NOW + H, NOW, done_at=NOW, taken_back=True)
    assert "kept" not in render(NOW + H, NOW, done_at=NOW, taken_back=True)
    assert "is-missed" in render(NOW - H, NOW, done_at=NOW, taken_back=True)


def test_late_is_said_in_words_not_in_colour_alone() -> None:
    html = render(NOW - 2 * H, NOW, started_at=NOW - 26 * H)
    assert "is-late" in html
    assert "2 h late" in html
    assert "<svg" in html
    assert '<progress class="j-due-bar" max="100" value="100" aria-hidden="true">' in html


def test_a_provisional_time_is_marked() -> None:
    assert "provisional" in render(NOW + H, NOW, provisional=True)
    assert "provisional" not in render(NOW + H, NOW)


def test_a_running_promise_ticks_and_a_finished_one_does_not() -> None:
    assert f'data-due="{int((NOW + H).timestamp())}"' in render(NOW + H, NOW)
    assert "data-due" not in render(NOW + H, NOW, done_at=NOW)


def test_the_reasons_open_in_the_dialog() -> None:
    html = render(NOW + H, NOW, why_url="/why/?a=1&b=2")
    assert html.startswith('<button class="j-due is-calm"')
    assert ' type="button" ' in html
    assert 'hx-get="/why/?a=1&amp;b=2" hx-target="#dialog-body"' in html


def test_time_left_takes_what_a_row_has_and_passes_over_what_is_not_there() -> None:
    source = "{% time_left row.due_at started_at=row.started_at done_at=row.done_at due=False %}"
    html = draw(source, row={"due_at": NOW + H}, now=NOW)
    assert "1 h left" in html
    assert "j-due-at" not in html


def test_a_page_without_the_moment_cannot_say_what_is_left() -> None:
    with pytest.raises(KeyError):
        draw("{% time_left due %}", due=NOW)


def test_a_field_names_its_help_and_its_error_to_the_control() -> None:
    html = draw("{% field form.fruit %}", form=Basket({"fruit": ""}))
    assert 'aria-describedby="id_fruit_helptext id_fruit_error"' in html
    assert 'aria-invalid="true"' in html
    assert "This field is required." in html
    assert 'class="form-control"' in html


def test_an_optional_field_says_so_and_asks_its_check_on_leaving() -> None:
    html = draw("{% field form.note check='/check/' %}", form=Basket())
    assert '<span class="j-optional">optional</span>' in html
    assert 'hx-post="/check/"' in html
    assert 'hx-target="#id_note_error"' in html


def test_a_person_is_signed_by_the_first_character_of_the_name() -> None:
    assert draw("{{ a|initial }}{{ b|initial }}{{ c|initial }}", a="陈女士", b="ouyang", c="") == "陈O"


def test_what_people_wrote_keeps_its_paragraphs_and_none_of_its_markup() -> None:
    html = draw("{{ text|said }}", text="漏水<b>\n\nagain")
    assert html == '<div class="j-prose" lang="zh"><p>漏水&lt;b&gt;</p>\n\n<p>again</p></div>'


def test_an_icon_that_is_not_on_the_list_is_refused() -> None:
    with pytest.raises(icons.UnknownIcon, match="not in jujiao/kernel/pages/icons"):
        icons.svg("unicorn")


@pytest.mark.parametrize("name", sorted(icons.NAMES))
def test_every_icon_on_the_list_is_there(name: str) -> None:
    drawing = icons.svg(name)
    assert drawing.startswith('<svg class="icon" viewBox="0 0 24 24"')
    assert 'aria-hidden="true"' in drawing
    assert "<path" in drawing


def test_every_icon_that_a_template_names_is_on_the_list() -> None:
    root = Path(jujiao.__file__).parent
    named = {
        name
        for page in root.rglob("templates/**/*.html")
        for name in re.findall(r'{%-? icon "([^"]+)"', page.read_text(encoding="utf-8"))
    }
    assert named - icons.NAMES == set()


def test_no_template_carries_style_or_script_of_its_own() -> None:
    root = Path(jujiao.__file__).parent
    inline = re.compile(r"\sstyle=|\son\w+=|\shx-on|<style|<script(?![^>]*\ssrc=)(?![^>]*\snonce=)")
    found = {
        f"{page.relative_to(root)}: {match.group().strip()}"
        for page in root.rglob("templates/**/*.html")
        if "mail" not in page.parts
        for match in inline.finditer(page.read_text(encoding="utf-8"))
    }
    assert found == set()
