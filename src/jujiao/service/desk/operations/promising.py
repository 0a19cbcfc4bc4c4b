"""3.1.1: what is promised about duties and gaps, given and ended with its subject held."""

from datetime import datetime

from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.duty.models import Duty, DutyPost
from jujiao.company.duty.staffing import Debtor
from jujiao.company.rulebook.queries import figures, in_force
from jujiao.kernel.record.access import Role
from jujiao.kernel.record.subjects import Subject
from jujiao.promises.models import Promise, PromiseState
from jujiao.promises.operations import Owed, end, give, of_subject
from jujiao.rules.service.desk import PromiseKind, clause_3_1_1_promise
from jujiao.service.desk.models import Gap
from jujiao.service.desk.queries import DUTY, GAP


def hold_duty(duty_id: int) -> Duty:
    duties = Duty.objects.select_for_update(of=("self",)).select_related("duty_post__estate", "employee")
    return duties.get(pk=duty_id)


def hold_gap(gap_id: int) -> Gap:
    return Gap.objects.select_for_update(of=("self",)).select_related("duty_post__estate").get(pk=gap_id)


def promise_sign_on(duty: Duty, now: datetime) -> Promise | None:
    """That whoever is planned signs on, counted from the start of the duty, once for each who was: whoever was before
    owes nothing more. None where it was promised before, or where the rules of then ask for nothing."""
    kinds = [PromiseKind.SIGN_ON]
    if of_subject(DUTY, duty.pk).filter(kind__in=kinds, employee=duty.employee_id).exists():
        return None
    end(subject_kind=DUTY, subject_id=duty.pk, kinds=kinds, state=PromiseState.CANCELLED, at=now)
    return _about_duty(PromiseKind.SIGN_ON, duty, duty.starts_at)


def promise_handover(duty: Duty) -> Promise | None:
    """That the duty is handed over, counted from its end, once."""
    given = of_subject(DUTY, duty.pk).filter(kind=PromiseKind.HANDOVER)
    return None if given.exists() else _about_duty(PromiseKind.HANDOVER, duty, duty.ends_at)


def promise_cover(gap: Gap, since: datetime) -> Promise | None:
    """That somebody covers a post for which nobody is planned: its head owes that, once for each gap."""
    if of_subject(GAP, gap.pk).exists():
        return None
    debtor = Debtor(gap.duty_post.department_id, role=Role.HEAD)
    return _give(PromiseKind.COVER, Subject(GAP, gap.pk), gap.duty_post, debtor, since)


def _about_duty(kind: PromiseKind, duty: Duty, start: datetime) -> Promise | None:
    debtor = Debtor(duty.duty_post.department_id, duty.employee_id)
    return _give(kind, Subject(DUTY, duty.pk), duty.duty_post, debtor, start)


def _give(kind: PromiseKind, about: Subject, duty_post: DutyPost, debtor: Debtor, start: datetime) -> Promise | None:
    version = in_force(duty_post.estate.company_id, start)
    limits = figures(version.pk, duty_post.estate_id) if version else None
    if version is None or limits is None or kind not in limits:
        return None
    promised = clause_3_1_1_promise(kind, start, limits, LoadedCalendar())
    (given,) = give(
        [Owed(promised, limits[kind].value, debtor)],
        subject_kind=about.kind,
        subject_id=about.id,
        subject_label=duty_post.name,
        round_number=1,
        rulebook_version_id=version.pk,
        place=duty_post.estate.place,
        owed_to=None,
    )
    return given
