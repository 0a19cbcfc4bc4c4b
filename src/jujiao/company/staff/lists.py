"""The list of employees: what one may filter it by."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.company.estates.names import pinyin_pattern
from jujiao.company.staff.directory import departments_of
from jujiao.company.staff.models import Assignment, Employee
from jujiao.company.staff.queries import current, employed
from jujiao.kernel.access import Role, Viewer
from jujiao.kernel.filters import Choice, Switch, Words
from jujiao.kernel.tables import Order, Table

FEWEST_DIGITS = 4


def employees_table(viewer: Viewer, day: date) -> Table:
    """Employees by the sound of their names, or by staff number."""
    posts = Assignment.objects.filter(current(day), employee=OuterRef("pk"))
    departments = list(departments_of(viewer))
    several = len({each.estate_id for each in departments}) > 1
    names = [(each.pk, f"{each.estate.name} {each.name}" if several else each.name) for each in departments]
    return Table(
        orders=[
            Order("name", _("Sorted by name"), ("pinyin", "id")),
            Order("number", _("By staff number"), ("number", "id")),
        ],
        filters=[
            Words("q", _("Name, pinyin, number or phone"), by=_by_words),
            Choice(
                "department",
                pgettext_lazy("of an employee", "Department"),
                names,
                by=lambda people, values: people.filter(Exists(posts.filter(department__in=values))),
                named=True,
            ),
            Choice(
                "role",
                _("Role"),
                [choice for choice in Role.choices if choice[0] != Role.OWNER],
                by=lambda people, values: people.filter(Exists(posts.filter(role__in=values))),
            ),
            Switch("left", _("Left"), by=lambda people: people.exclude(employed(day))),
        ],
        size=60,
    )


def _by_words(people: QuerySet[Employee], text: str) -> QuerySet[Employee]:
    for word in text.split():
        found = Q(name__icontains=word) | Q(number__istartswith=word) | Q(user__username__istartswith=word)
        if word.isascii() and any(letter.isalpha() for letter in word):
            found |= Q(pinyin__regex=pinyin_pattern(word))
        if word.isdigit() and len(word) >= FEWEST_DIGITS:
            found |= Q(phone__contains=word)
        people = people.filter(found)
    return people
