"""Every read of complaints; `get_for` is the only way from a request to one."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.text import Truncator

from jujiao.company.staff.models import Department, Employee
from jujiao.company.staff.queries import current, employed
from jujiao.kernel.database.compiled import compiled, only
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.knowing import hidden
from jujiao.kernel.record.live import sees
from jujiao.promises.custody import custodies_of
from jujiao.promises.models import Custody
from jujiao.rules.service.complaint_steps import AT_WORK
from jujiao.service.complaints.models import OPEN, SUBJECT, Category, Complaint, Nature, category_label, place_words
from jujiao.service.complaints.models.complaint import Member

SAID = 60
"""Characters of the owner's words in a headline."""
SEES_ESTATE = (Role.CLERK, Role.MANAGER, Role.COMPANY, Role.AUDITOR)
SEES_DEPARTMENT = (Role.MEMBER, Role.HEAD)


def visible_to(viewer: Viewer) -> QuerySet[Complaint]:
    """The complaints that a member of staff may see: their estates', or those their department holds or held and those
    that they took down themselves. Never one that is about them."""
    estates = viewer.estate_ids(*SEES_ESTATE)
    if estates is None:
        found = Complaint.objects.filter(estate__company=viewer.company_id)
    else:
        found = Complaint.objects.filter(Q(estate__in=estates) if estates else _of_department(viewer))
    return found.exclude(pk__in=concealed(viewer))


def seen_by(complaint: Complaint) -> set[str]:
    """The same the other way round: the marks of those who may see a complaint, for their open pages."""
    marks = {sees(role, complaint.estate_id) for role in SEES_ESTATE} | {f"user:{complaint.registered_by_id}"}
    departments = {complaint.department_id}
    if complaint.version > 1:  # nobody held one that has just come
        departments.update(_holders(complaint=complaint.pk))
    return marks | {f"department:{each}" for each in departments if each is not None}


@compiled
def _holders(*, complaint: int) -> QuerySet[Custody, int | None]:
    return custodies_of(SUBJECT, complaint).order_by().values_list("department_id", flat=True).distinct()


def concealed(viewer: Viewer) -> Any:
    """The ids of the complaints about the viewer, and of all that are handled together with one."""
    return hidden(subjects.of(SUBJECT), viewer.employee_id)


def own(viewer: Viewer) -> QuerySet[Complaint]:
    """The complaints that the viewer made as an owner or resident, or somebody for whom the same number speaks."""
    return Complaint.objects.filter(_theirs(viewer)) if viewer.person_id is not None else Complaint.objects.none()


def _theirs(viewer: Viewer) -> Q:
    one = Q(person_id=viewer.person_id)
    return one | Q(person_id__in=viewer.shares) if viewer.shares else one


def get_for(viewer: Viewer, complaint_id: int) -> Complaint:
    """The complaint for a member of staff; Http404 for whoever may not know that it exists."""
    case = only(_seen_by(viewer.shape, pk=complaint_id, **viewer.who))
    if case.merged_into_id is None and not getattr(case, "leads", True):  # most cases: their group needs no query
        case.group = [_alone(case)]
    return case


def get_own(viewer: Viewer, complaint_id: int) -> Complaint:
    """The complaint for its complainant; Http404 for everybody else."""
    return only(_owned_by(people=list(viewer.own_people), pk=complaint_id) if viewer.own_people else [])


def open_ones(complaints: QuerySet[Complaint]) -> QuerySet[Complaint]:
    return complaints.filter(OPEN)


def waiting_praise(viewer: Viewer) -> bool:
    """Whether praise waits to be passed on: nothing is due of it, so no list of what is urgent shows it."""
    return open_ones(visible_to(viewer)).filter(nature=Nature.PRAISE, next_due_at__isnull=True).exists()


def similar_open(
    viewer: Viewer, *, estate_id: int, room_id: int | None, building_id: int | None, category_id: int | None
) -> QuerySet[Complaint]:
    """Open cases of the same room, or of the same building and topic: perhaps a double."""
    same = Q(room_id=room_id) if room_id else Q(pk__in=[])
    if category_id is not None:
        near = (
            Q(building_id=building_id) | Q(room__unit__building_id=building_id) if building_id else Q(room_id=room_id)
        )
        same |= near & Q(category_id=category_id)
    return open_ones(visible_to(viewer)).filter(same, estate_id=estate_id).order_by("-id")


def similar_to(viewer: Viewer, complaint: Complaint) -> QuerySet[Complaint]:
    """What a complaint could be merged into: similar ones that are still worked on and are no doubles themselves."""
    building_id = complaint.room.unit.building_id if complaint.room else complaint.building_id
    similar = similar_open(
        viewer,
        estate_id=complaint.estate_id,
        room_id=complaint.room_id,
        building_id=building_id,
        category_id=complaint.category_id,
    )
    at_work = similar.filter(state__in=AT_WORK, merged_into__isnull=True, nature=complaint.nature)
    return at_work.exclude(pk=complaint.pk).select_related("room", "building")


def suggested_department(complaint: Complaint) -> Department | None:
    """The department of the estate that the category points to."""
    return department_for(complaint.estate_id, complaint.category)


def department_for(estate_id: int, category: Category) -> Department | None:
    """The department of an estate that answers for a category."""
    kind = category.department_kind
    return Department.objects.filter(estate_id=estate_id, kind=kind).order_by("id").first()


def told_with(complaint: Complaint) -> QuerySet[Complaint]:
    """The doubles whose owners hear what this one's owner is told."""
    doubles = Complaint.objects.filter(merged_into=complaint.pk, state__in=AT_WORK)
    return doubles.select_related("person__user").order_by("id")


def colleagues_for(complaint: Complaint, day: date) -> QuerySet[Employee]:
    """Who may be named to take it in hand: whoever works in its department on that local day and can sign in, never
    a person complained of."""
    return working_in(complaint.department_id, day).exclude(pk__in=complaint.complained_of)


def working_in(department: Department | int | None, day: date) -> QuerySet[Employee]:
    """Who works in a department on that local day and can sign in."""
    return _at_work(Q(assignments__department=department), day)


def working_in_any(department_ids: Collection[int], day: date) -> QuerySet[Employee]:
    """The same for several departments."""
    return _at_work(Q(assignments__department__in=department_ids), day)


def _at_work(posts: Q, day: date) -> QuerySet[Employee]:
    posts &= current(day, "assignments__")
    found = Employee.objects.filter(posts, employed(day), user__is_active=True).distinct()
    return found.order_by("pinyin", "id")


def employees_of(estate_ids: Collection[int]) -> QuerySet[Employee]:
    """Who works at these estates, to be named as the person complained of."""
    posts = Q(assignments__estate__in=estate_ids) | Q(assignments__estate__isnull=True, company__estates__in=estate_ids)
    return Employee.objects.filter(posts, left_on__isnull=True).distinct().order_by("pinyin", "id")


WHOLE = ("estate", "room", "building", "category", "person__user", "department", "handler", "rulebook_version")
"""What is read with a complaint that somebody opens."""


def _leads() -> dict[str, Any]:
    """Whether others are handled with a complaint."""
    return {"leads": Exists(Complaint.objects.filter(merged_into=OuterRef("pk")))}


@compiled
def _seen_by(shape: Viewer, /, *, pk: int, **who: int) -> QuerySet[Complaint]:
    return visible_to(shape.filled(who)).filter(pk=pk).select_related(*WHOLE).annotate(**_leads())


@compiled
def _owned_by(*, people: list[int], pk: int) -> QuerySet[Complaint]:
    return Complaint.objects.filter(person_id__any_of=people, pk=pk).select_related(*WHOLE)


@compiled
def _read_by(shape: Viewer, /, *, pk: int, **who: int) -> QuerySet[Complaint]:
    return readable_by(shape.filled(who)).filter(pk=pk).select_related(*WHOLE)


def _of_department(viewer: Viewer) -> Q:
    departments = viewer.department_ids(*SEES_DEPARTMENT)
    mine = Q(registered_by=viewer.user_id) if viewer.employee_id is not None else Q(pk__in=[])
    return mine | Q(department__in=departments) | Q(_once_held(departments)) if departments else mine


def _once_held(departments: frozenset[int]) -> Exists:
    # Asked row by row: a list reads some hundred rows, while what a department ever held only grows. PostgreSQL would
    # read all of that first, into a hash table, did the answer depend on the id alone. No custody is of a later round.
    held = custodies_of(SUBJECT, OuterRef("pk")).filter(department__in=departments, round__lte=OuterRef("round"))
    return Exists(held)


def numbers_of(viewer: Viewer, complaint_ids: Collection[int | None]) -> dict[int, str]:
    """The numbers (案号) of complaints that others were merged into, where the viewer may see them. Few are, so mostly
    nothing is asked."""
    ids = [each for each in complaint_ids if each is not None]
    return dict(_numbers(viewer.shape, ids=ids, **viewer.who)) if ids else {}


@compiled
def _numbers(shape: Viewer, /, *, ids: list[int], **who: int) -> QuerySet[Complaint, Any]:
    return visible_to(shape.filled(who)).filter(pk__any_of=ids).values_list("pk", "number")


def known_of(viewer: Viewer, numbers: Collection[str]) -> set[str]:
    """Of these numbers of complaints those that the viewer may read."""
    return set(_known(viewer.shape, numbers=list(numbers), **viewer.who)) if numbers else set()


@compiled
def _known(shape: Viewer, /, *, numbers: list[str], **who: int) -> QuerySet[Complaint, str]:
    return visible_to(shape.filled(who)).filter(number__any_of=numbers).values_list("number", flat=True)


@compiled
def _members(*, mains: list[int]) -> QuerySet[Complaint, Any]:
    together = Q(pk__any_of=mains) | Q(merged_into__any_of=mains)
    return Complaint.objects.filter(together).values_list(*Member._fields)


def headlines(viewer: Viewer, complaint_ids: Collection[int]) -> dict[int, str]:
    """What and where, and the first of what the owner said, of those complaints that the viewer may see."""
    found = _headed(viewer.shape, ids=list(complaint_ids), **viewer.who)
    return {
        pk: " · ".join((category_label(*names), place_words(room or "", building or "", place), _shortened(text)))
        for pk, *names, room, building, place, text in found
    }


@lru_cache(maxsize=4000)
def _shortened(text: str) -> str:
    return Truncator(text).chars(SAID)


@compiled
def _headed(shape: Viewer, /, *, ids: list[int], **who: int) -> QuerySet[Complaint, Any]:
    columns = ("category__name_zh", "category__name_en", "room__code", "building__name", "place", "text")
    return visible_to(shape.filled(who)).filter(pk__any_of=ids).values_list("pk", *columns)


def in_short(viewer: Viewer, complaint_ids: Collection[int]) -> dict[int, str]:
    """What and where, of those complaints that the viewer may read, be it as their complainant."""
    found = _in_short(viewer.shape, ids=list(complaint_ids), **viewer.who)
    return {one.pk: " · ".join(part for part in (str(one.category), one.where) if part) for one in found}


@compiled
def _in_short(shape: Viewer, /, *, ids: list[int], **who: int) -> QuerySet[Complaint]:
    found = readable_by(shape.filled(who)).filter(pk__any_of=ids)
    return found.select_related("category", "room", "building")


def seen_with_groups(viewer: Viewer, complaint_ids: Collection[int]) -> list[Complaint]:
    """Those of the complaints that the viewer may see, each with its group (see `Complaint.group`), and whether its
    complainant left a number (`reachable`): one query for however many, and one where any is handled with another one;
    of their columns those that a step is decided by."""
    found = _seen(viewer.shape, ids=list(complaint_ids), **viewer.who)
    mains = {one.merged_into_id or one.pk for one in found if one.merged_into_id is not None or one.leads}
    groups: dict[int, list[Member]] = {}
    for row in _members(mains=list(mains)) if mains else ():
        member = Member(*row)
        main = member.merged_into_id if member.merged_into_id in mains else member.id
        groups.setdefault(main or member.id, []).append(member)
    for one in found:
        one.group = groups.get(one.merged_into_id or one.pk) or [_alone(one)]
    return found


def _alone(case: Complaint) -> Member:
    """A complaint that is handled with no other one, as its group."""
    return Member(case.pk, case.merged_into_id, case.state, case.about_employee_id)


DECIDES = (
    "estate_id", "department_id", "handler_id", "person_id", "contact_phone", "nature", "kind", "state", "round",
    "rulebook_version_id", "merged_into_id", "about_employee_id", "replied_at", "resolved_at", "registered_by_id",
)  # fmt: skip
"""What a step is decided by. Anything else would be read for each complaint alone."""


@compiled
def _seen(shape: Viewer, /, *, ids: list[int], **who: int) -> QuerySet[Complaint]:
    found = visible_to(shape.filled(who)).filter(pk__any_of=ids).only(*DECIDES)
    number = Q(contact_phone__gt="") | Q(person__phone__gt="")
    beside: dict[str, Any] = {"reachable": ExpressionWrapper(number, output_field=BooleanField()), **_leads()}
    return found.annotate(**beside)


def readable_by(viewer: Viewer) -> QuerySet[Complaint]:
    """What a person may read in either part: as staff, and as the complainant."""
    if viewer.employee_id is None:
        return own(viewer)
    if viewer.person_id is None:
        return visible_to(viewer)
    return Complaint.objects.filter(Q(pk__in=visible_to(viewer).values("pk")) | _theirs(viewer))


def get_either(viewer: Viewer, complaint_id: int) -> Complaint:
    """The complaint for staff or for its complainant; Http404 for everybody else."""
    return only(_read_by(viewer.shape, pk=complaint_id, **viewer.who))
