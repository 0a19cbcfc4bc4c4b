"""The timeline of a place or a person in sentences."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from jujiao.company.estates.models import Person, Settled
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.pages.part_values import Entry, Side, who_did
from jujiao.kernel.pages.words import day_words, moment_words
from jujiao.kernel.pages.written import data
from jujiao.kernel.record.timeline import entries_of

LATEST = 50

SENTENCES: Mapping[str, tuple[str, str]] = {
    "add_building": ("building", gettext_noop("Building %(name)s added")),
    "add_unit": ("building", gettext_noop("Unit %(name)s added")),
    "add_room": ("door", gettext_noop("Room %(name)s added")),
    "rename_building": ("pencil", gettext_noop("Building %(before)s is now called %(name)s")),
    "rename_unit": ("pencil", gettext_noop("Unit %(building)s %(before)s is now called %(name)s")),
    "rename_room": ("pencil", gettext_noop("Room %(before)s is now %(name)s")),
    "set_desk_phone": ("phone", gettext_noop("Phone of the front desk: %(phone)s")),
    "clear_desk_phone": ("phone-off", gettext_noop("Phone of the front desk removed")),
    "settle": ("home", gettext_noop("New household from %(day)s")),
    "move_in": ("login", gettext_noop("%(person)s moves in on %(day)s")),
    "move_out": ("logout", gettext_noop("%(person)s moves out on %(day)s")),
    "end_household": ("logout", gettext_noop("The household moves out on %(day)s")),
    "correct_person": ("pencil", gettext_noop("Corrected: %(fields)s")),
    "confirm_phone": ("check", gettext_noop("New number confirmed: %(how)s")),
    "refuse_phone": ("x", gettext_noop("New number refused from the former one, and taken back")),
    "add_number": ("phone", gettext_noop("Further number added: %(word)s")),
    "end_number": ("phone-off", gettext_noop("Further number removed: %(word)s")),
    "pass_on_number": ("phone-off", gettext_noop("The number has passed to somebody else")),
    "reveal_phone": ("eye", gettext_noop("Phone number shown")),
    "add_department": ("users-group", gettext_noop("Department %(name)s added")),
    "take_over_workbook": ("file-import", gettext_noop("Workbook taken over")),
    "ask_for_export": ("file-export", gettext_noop("Export asked for, rows with phone numbers: %(rows)s")),
    "approve_export": ("check", gettext_noop("Export approved, rows with phone numbers: %(rows)s")),
    "refuse_export": ("x", gettext_noop("Export refused, rows with phone numbers: %(rows)s")),
    "take_export": ("download", gettext_noop("Export downloaded, rows with phone numbers: %(rows)s")),
}
FIELDS = {
    "name": gettext_noop("name"),
    "phone": gettext_noop("phone"),
    "number": gettext_noop("staff number"),
    "email": gettext_noop("e-mail"),
    "joined_on": gettext_noop("first day"),
    "sex": gettext_noop("sex"),
    "born_on": gettext_noop("born on"),
    "identity_mark": gettext_noop("identity number"),
    "registered_address": gettext_noop("registered address"),
    "current_address": gettext_noop("present address"),
}


type Sentences = Mapping[str, tuple[str, str]]
type Named = Mapping[str, Any]
type Names = Mapping[str, Mapping[int, str]]


PEOPLE: Named = {"person": Person}


def story(kind: str, subject_id: int, sentences: Sentences = SENTENCES, named: Named = PEOPLE) -> list[Entry]:
    """The latest entries of a subject's timeline, newest first. The details that stand in `named` are ids of people,
    who are called as they are called now."""
    rows = list(entries_of(kind, subject_id).order_by("-seq")[:LATEST])
    names = {key: _names(rows, key, model) for key, model in named.items()}
    return [_entry(row, names, sentences) for row in rows]


def _entry(row: TimelineEntry, names: Names, sentences: Sentences) -> Entry:
    icon, sentence = sentences.get(row.verb, ("history", row.verb))
    # The sentence is ours, what fills it is data: escaped, and marked as no words of the page.
    title = SafeString(escape(_(sentence)) % {key: _word(key, value, names) for key, value in row.details.items()})
    return Entry(row.at, who_did(row.actor_name), Side.EVENT, title=title, text=row.text, icon=icon)


def _names(rows: Iterable[TimelineEntry], key: str, model: Any) -> dict[int, str]:
    ids = {row.details[key] for row in rows if key in row.details}
    return dict(model.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _word(key: str, value: Any, names: Names) -> Any:
    """A detail as the sentence says it."""
    if key in names:
        return data(names[key].get(value, "?"))
    if key == "day":
        return escape(day_words(date.fromisoformat(value)))
    if key in ("starts_at", "ends_at"):
        return escape(moment_words(datetime.fromisoformat(value)))
    if key == "how":
        return escape(Settled(value).label)
    if key == "fields":
        return escape(_(", ").join(_(FIELDS.get(name, name)) for name in value))
    return data(value)
