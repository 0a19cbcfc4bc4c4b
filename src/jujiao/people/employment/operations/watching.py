"""2.1.3: what comes of itself: papers that end are spoken of in time, and what holders lack is owed to be closed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Final

from django.db import transaction
from django.urls import reverse

from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.duty.staffing import Debtor, Staffing
from jujiao.company.estates.models import Company
from jujiao.company.estates.place import Place
from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.rulebook.queries import figures, in_force
from jujiao.company.staff.eligibility import Eligibility, Rule, Unmet
from jujiao.company.staff.models import Assignment, Credential, CredentialKind, Employee, PrimaryPost
from jujiao.company.staff.operations.gate import lacking
from jujiao.company.staff.queries import current, employed, today
from jujiao.kernel.record.access import SYSTEM, Role
from jujiao.kernel.record.subjects import Subject
from jujiao.kernel.record.timeline import note
from jujiao.notices.operations import Telling, tell
from jujiao.people.employment.queries import running_of
from jujiao.promises.models import Promise, PromiseState
from jujiao.promises.operations import Owed, end, give
from jujiao.rules.figure import Figures
from jujiao.rules.people.renewals import (
    RENEWALS,
    Owing,
    PromiseKind,
    clause_2_1_3_gap_promise,
    clause_2_1_3_owing,
    clause_2_1_3_renewal,
    clause_2_1_3_renewal_promise,
)

SUBJECT: Final = "credential"
POSTING_SUBJECT: Final = "posting"


def hold_credential(credential_id: int) -> Credential:
    return Credential.objects.select_for_update(of=("self",)).get(pk=credential_id)


def hold_posting(post_id: int) -> Assignment:
    return Assignment.objects.select_for_update(of=("self",)).get(pk=post_id)


def watch(company: Company, *, now: datetime) -> int:
    """Brings the promises about the papers and posts of a company to what they are to be today; how many changed.
    Done again, it changes nothing. Nothing is promised in a company that has no rules yet."""
    version = in_force(company.pk, now)
    if version is None:
        return 0
    watching = _Watching(company, version, now)
    return watching.renewals() + watching.gaps()


@dataclass(frozen=True)
class _Home:
    """Where somebody belongs: the place and department of the first post, else of the oldest that they hold."""

    place: Place
    department_id: int | None


class _Watching:
    """One look at a company. Each promise is given or ended in a transaction of its own, its subject held."""

    def __init__(self, company: Company, version: RulebookVersion, now: datetime) -> None:
        self.company = company
        self.version = version
        self.now = now
        self.day = today(now)
        self.limits: Figures = figures(version.pk, None)
        self.staffing = Staffing(now)
        serving = Employee.objects.filter(employed(self.day), company=company).select_related("user", "company")
        self.serving = {each.pk: each for each in serving}
        held = Assignment.objects.filter(current(self.day), employee__in=self.serving)
        held = held.select_related("post", "department", "estate").order_by("employee_id", "starts_on", "id")
        self.held = list(held)
        for each in self.held:
            each.employee = self.serving[each.employee_id]

    def renewals(self) -> int:
        """Of each kind of paper that somebody in service holds, the one that counts longest is renewed before it
        ends. What was renewed is met; of who left, or what was revoked, nothing is owed any more."""
        longest = self._longest()
        wanted = {each.pk: each for each in longest.values() if each.last_day is not None}
        running = {each.subject_id: each for each in running_of(SUBJECT, RENEWALS, self.company.pk)}
        count = 0
        for credential_id, promise in running.items():
            if credential_id not in wanted:
                count += self._end_renewal(credential_id, longest)
            elif (kind := self._kind(wanted[credential_id])) and kind != promise.kind:
                count += self._remind(wanted[credential_id], kind)
        for credential_id, credential in wanted.items():
            if credential_id not in running and (kind := self._kind(credential)):
                count += self._remind(credential, kind)
        return count

    def gaps(self) -> int:
        """What the holder of each post lacks today. A paper whose renewal is owed is no gap beside; the induction is
        asked once of a person, at the first of their posts."""
        eligibility = Eligibility(self.serving.values())
        lapsing = self._lapsing()
        found = {}
        for employee_id, posts in groupby(self.held, key=lambda each: each.employee_id):
            for place, post in enumerate(posts):
                lacks = [
                    each
                    for each in lacking(post, (self.day, self.day), eligibility=eligibility)
                    if not (each.kinds & lapsing.get(employee_id, frozenset()))
                    and (place == 0 or each.rule is not Rule.INDUCTION)
                ]
                if lacks:
                    found[post.pk] = (post, lacks)
        running = {each.subject_id for each in running_of(POSTING_SUBJECT, [PromiseKind.GAP], self.company.pk)}
        count = sum(self._close(post_id) for post_id in sorted(running - found.keys()))
        return count + sum(self._find(*found[post_id]) for post_id in sorted(found.keys() - running))

    def _kind(self, credential: Credential) -> PromiseKind | None:
        last = credential.last_day
        return clause_2_1_3_renewal(last, self.day, self.limits) if last else None

    def _longest(self) -> Mapping[tuple[int, str], Credential]:
        """By holder and kind."""
        rows = Credential.objects.filter(employee__in=self.serving, revoked_as="").exclude(
            kind=CredentialKind.INDUCTION
        )
        longest: dict[tuple[int, str], Credential] = {}
        for each in _verified(rows.order_by("id")):
            key = each.employee_id, each.kind
            if key not in longest or _end(each) > _end(longest[key]):
                each.employee = self.serving[each.employee_id]
                longest[key] = each
        return longest

    def _lapsing(self) -> Mapping[int, frozenset[str]]:
        """By employee: the kinds of papers whose renewal is owed and late."""
        ids = running_of(SUBJECT, RENEWALS, self.company.pk).values_list("subject_id", flat=True)
        rows = Credential.objects.filter(pk__in=list(ids)).order_by("employee_id")
        return {
            employee_id: frozenset(each.kind for each in papers)
            for employee_id, papers in groupby(rows, key=lambda each: each.employee_id)
        }

    def _home(self, employee_id: int) -> _Home:
        first = set(
            PrimaryPost.objects.filter(current(self.day), employee=employee_id).values_list("assignment_id", flat=True)
        )
        held = [each for each in self.held if each.employee_id == employee_id]
        posts = [each for each in held if each.pk in first] or held
        post = posts[0] if posts else None
        place = Place(self.company.pk, post.estate_id if post else None)
        return _Home(place, post.department_id if post else None)

    @transaction.atomic
    def _remind(self, credential: Credential, kind: PromiseKind) -> int:
        """The next reminder takes the place of the one before."""
        if hold_credential(credential.pk).revoked_as or credential.last_day is None:
            return 0
        home, employee = self._home(credential.employee_id), credential.employee
        limits = figures(self.version.pk, home.place.estate_id)
        promised = clause_2_1_3_renewal_promise(kind, credential.last_day, limits, LoadedCalendar())
        holder = clause_2_1_3_owing(kind) is Owing.HOLDER
        debtor = (
            Debtor(home.department_id, employee.pk) if holder else Debtor(home.department_id, role=Role.ADMINISTRATION)
        )
        note(
            credential, "remind", SYSTEM, self.now, estate_id=home.place.estate_id, promise=kind,
            last_day=credential.last_day,
        )  # fmt: skip
        self._end(SUBJECT, credential.pk, RENEWALS, PromiseState.SUPERSEDED)
        (given,) = give(
            [Owed(promised, limits[kind].value, debtor)],
            subject_kind=SUBJECT,
            subject_id=credential.pk,
            subject_label=employee.number,
            round_number=1,
            rulebook_version_id=self.version.pk,
            place=home.place,
            owed_to=None,
        )
        self._tell(given, employee, home, {"name": employee.name, "day": credential.last_day.isoformat()})
        return 1

    @transaction.atomic
    def _end_renewal(self, credential_id: int, longest: Mapping[tuple[int, str], Credential]) -> int:
        credential = hold_credential(credential_id)
        renewed = (credential.employee_id, credential.kind) in longest and not credential.revoked_as
        note(credential, "renewed", SYSTEM, self.now, renewed=renewed)
        state = PromiseState.MET if renewed else PromiseState.CANCELLED
        return self._end(SUBJECT, credential_id, RENEWALS, state)

    @transaction.atomic
    def _find(self, post: Assignment, lacks: list[Unmet]) -> int:
        if PromiseKind.GAP not in self.limits:
            return 0
        hold_posting(post.pk)
        home = _Home(Place(self.company.pk, post.estate_id), post.department_id)
        limits = figures(self.version.pk, post.estate_id)
        promised = clause_2_1_3_gap_promise(self.now, limits, LoadedCalendar())
        note(post, "find_gap", SYSTEM, self.now, rules=sorted({each.rule for each in lacks}))
        (given,) = give(
            [Owed(promised, limits[PromiseKind.GAP].value, Debtor(post.department_id, role=Role.ADMINISTRATION))],
            subject_kind=POSTING_SUBJECT,
            subject_id=post.pk,
            subject_label=post.employee.number,
            round_number=1,
            rulebook_version_id=self.version.pk,
            place=home.place,
            owed_to=None,
        )
        self._tell(given, post.employee, home, {"name": post.employee.name, "title": post.title})
        return 1

    @transaction.atomic
    def _close(self, post_id: int) -> int:
        """Met where nothing is lacking; of a post that is held no more nothing is owed."""
        held = any(each.pk == post_id for each in self.held)
        note(hold_posting(post_id), "close_gap", SYSTEM, self.now, held=held)
        state = PromiseState.MET if held else PromiseState.CANCELLED
        return self._end(POSTING_SUBJECT, post_id, [PromiseKind.GAP], state)

    def _end(self, subject: str, subject_id: int, kinds: Iterable[str], state: PromiseState) -> int:
        return len(end(subject_kind=subject, subject_id=subject_id, kinds=kinds, state=state, at=self.now))

    def _tell(self, promise: Promise, holder: Employee, home: _Home, params: dict[str, str]) -> None:
        """The holder of a paper, and administration: each is led to what they may open, by the subject's page."""
        debtor = Debtor(role=Role.ADMINISTRATION)
        administration = self.staffing.answerers("handler", debtor, place=home.place, kept_from=())
        people = [holder, *administration] if promise.kind in RENEWALS else administration
        page = "employment:credential" if promise.kind in RENEWALS else "employment:posting"
        tell(
            Telling(
                users=[each.user for each in people],
                kind=promise.kind,
                key=f"{promise.subject_kind}:{promise.subject_id}:{promise.kind}:{promise.seq}",
                params=params,
                url=reverse(page, args=[promise.subject_id]),
                estate_id=home.place.estate_id,
                subject=Subject(promise.subject_kind, promise.subject_id),
                promise_id=promise.pk,
                due_at=promise.due_at,
            ),
            now=self.now,
        )


def _verified(rows: Iterable[Credential]) -> Iterable[Credential]:
    """What nobody has verified renews nothing, and ends nothing."""
    return (each for each in rows if each.verified_at is not None)


def _end(credential: Credential) -> date:
    return credential.last_day or date.max
