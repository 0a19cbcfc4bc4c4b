"""Every read of files and papers; whose files somebody keeps is `company.staff.directory.files_of`."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.directory import KEEP_FILES, files_of
from jujiao.company.staff.eligibility import Eligibility, Gate, Unmet
from jujiao.company.staff.models import Assignment, Bar, Contract, Credential, Employee, Employment, PersonalFile
from jujiao.company.staff.queries import current, employed, today
from jujiao.kernel.record.access import Viewer
from jujiao.promises.models import Promise, PromiseState


@dataclass(frozen=True)
class File:
    """All that is on file about an employee, and what they lack today of what their posts ask."""

    employee: Employee
    personal: PersonalFile | None
    spells: list[Employment]
    credentials: list[Credential]
    bars: list[Bar]
    lacks: list[Unmet]
    posts: list[Assignment]


def file_of(employee: Employee, now: datetime) -> File:
    """The whole file, the latest first."""
    day = today(now)
    contracts = Prefetch("contracts", Contract.objects.order_by("-starts_on"))
    posts = Assignment.objects.filter(current(day), employee=employee).select_related("post", "estate", "department")
    return File(
        employee=employee,
        personal=PersonalFile.objects.filter(pk=employee.pk).first(),
        spells=list(employee.employments.prefetch_related(contracts).order_by("-starts_on")),
        credentials=list(credentials().filter(employee=employee).order_by("revoked_as", "kind", "-starts_on", "-id")),
        bars=list(Bar.objects.filter(employee=employee).order_by("-since")),
        lacks=Eligibility([employee]).unmet(None, employee, (day, day), Gate.WORK) if _serves(employee, day) else [],
        posts=list(posts.order_by("starts_on", "id")),
    )


def own_file(viewer: Viewer, now: datetime) -> File:
    """The viewer's own; Http404 for who is no employee."""
    employees = Employee.objects.select_related("user", "company")
    return file_of(get_object_or_404(employees, pk=viewer.employee_id or 0), now)


def credentials() -> QuerySet[Credential]:
    return Credential.objects.select_related("employee__company", "recorded_by", "verified_by")


def kept_for(viewer: Viewer) -> QuerySet[Credential]:
    """The papers of those whose files the viewer keeps."""
    return credentials().filter(employee__in=files_of(viewer).order_by())


def get_credential_for(viewer: Viewer, credential_id: int) -> Credential:
    return get_object_or_404(kept_for(viewer), pk=credential_id)


def get_spell_for(viewer: Viewer, spell_id: int) -> Employment:
    spells = Employment.objects.filter(employee__in=files_of(viewer).order_by())
    return get_object_or_404(spells.select_related("employee__company"), pk=spell_id)


def get_contract_for(viewer: Viewer, contract_id: int) -> Contract:
    contracts = Contract.objects.filter(employment__employee__in=files_of(viewer).order_by())
    return get_object_or_404(contracts.select_related("employment__employee__company"), pk=contract_id)


def get_bar_for(viewer: Viewer, bar_id: int) -> Bar:
    bars = Bar.objects.filter(employee__in=files_of(viewer).order_by())
    return get_object_or_404(bars.select_related("employee__company"), pk=bar_id)


def get_estate_for(viewer: Viewer, estate_id: int) -> Estate:
    """An estate whose roll the viewer keeps."""
    return get_object_or_404(estates_of(viewer, *KEEP_FILES).select_related("company"), pk=estate_id)


def holder_of(viewer: Viewer, employee_id: int) -> int:
    """The employee's id, where the viewer keeps the file or it is their own; Http404."""
    if employee_id != viewer.employee_id and not files_of(viewer).filter(pk=employee_id).exists():
        raise Http404
    return employee_id


def on_the_roll(estate: Estate, now: datetime) -> list[Employee]:
    """Who works at the estate today, those for all estates included, by staff number: each with `file` and `running`,
    the time of employment with its contracts."""
    day = today(now)
    at_all = Q(estate__isnull=True, employee__company=estate.company_id)
    held = Assignment.objects.filter(Q(estate=estate) | at_all, current(day)).values("employee_id")
    spells = Employment.objects.filter(current(day)).prefetch_related(
        Prefetch("contracts", Contract.objects.order_by("-starts_on"))
    )
    people = Employee.objects.filter(employed(day), pk__in=held).select_related("file", "company")
    return list(people.prefetch_related(Prefetch("employments", spells, to_attr="running")).order_by("number"))


def credential_headlines(viewer: Viewer, credential_ids: Collection[int]) -> dict[int, str]:
    """Whose paper, and of which kind, for those who may see it."""
    found = credentials().filter(_theirs(viewer, "employee"), pk__in=credential_ids)
    return {each.pk: f"{each.employee.name} · {each.kind_choice.label}" for each in found}


def posting_headlines(viewer: Viewer, post_ids: Collection[int]) -> dict[int, str]:
    """Whose post, and what it is called, for those who may see it."""
    found = Assignment.objects.filter(_theirs(viewer, "employee"), pk__in=post_ids).select_related("employee")
    return {each.pk: f"{each.employee.name} · {each.title}" for each in found}


def running_of(kind: str, keys: Iterable[str], company_id: int) -> QuerySet[Promise]:
    """The running promises of these kinds in a company."""
    running = Promise.objects.filter(subject_kind=kind, state=PromiseState.RUNNING, company=company_id)
    return running.filter(kind__in=list(keys)).order_by("subject_id")


def _theirs(viewer: Viewer, to: str) -> Q:
    return Q(**{f"{to}__in": files_of(viewer).order_by()}) | Q(**{f"{to}_id": viewer.employee_id or 0})


def _serves(employee: Employee, day: date) -> bool:
    return employee.left_on is None or employee.left_on >= day
