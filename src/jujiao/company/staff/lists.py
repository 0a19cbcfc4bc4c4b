"""The list of employees: what one may filter it by."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.company.accounts.number_search import by_number
from jujiao.company.estates.searching import folded, name_meant
from jujiao.company.staff.directory import departments_of
from jujiao.company.staff.models import Assignment, Employee
from jujiao.company.staff.queries import current, employed, today
from jujiao.kernel.pages.filters import Choice, Switch, Words
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import Role, Viewer


def employees_table(viewer: Viewer, now: datetime, *, among: QuerySet[Employee]) -> Table:
    """Employees by the sound of their names, or by staff number; `among` are all those whom the viewer may see."""
    day = today(now)

    def by_words(people: QuerySet[Employee], text: str) -> QuerySet[Employee]:
        return employees_by_words(people, text, by_number(viewer, among, text, now))

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
            Words(
                "q",
                _("Name, pinyin, number or phone"),
                by=by_words,
            ),
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


def employees_by_words(people: QuerySet[Employee], text: str, has_number: Q | None) -> QuerySet[Employee]:
    """Those who have the phone number that was typed; else every word must fit the name, how it sounds, the staff
    number, the user name, or a department or post."""
    text = folded(text)
    for word in [text] if has_number else text.split():
        held = Assignment.objects.filter(
            Q(department__name__icontains=word) | Q(title__icontains=word), employee=OuterRef("pk")
        )
        found = Q(number__istartswith=word) | Q(user__username__istartswith=word) | Q(Exists(held))
        people = people.filter(found | (name_meant(word) or Q(pk__in=[])) | (has_number or Q(pk__in=[])))
    return people
