"""The look for marked rows, where it is about complaints alone: alarms elsewhere, and the look without its guard."""

import pytest
from django.core import mail

from jujiao.company.staff.asking import viewer_of
from jujiao.company.staff.models import Assignment
from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.record.access import Role, Viewer
from jujiao.notices.jobs import send_once
from jujiao.notices.models import Delivery, Notice
from jujiao.notices.queries_sent import deliveries_for
from jujiao.portal.tests.test_nobody_sees_anothers import everything
from jujiao.promises.jobs import Alarms
from jujiao.promises.models import Promise
from jujiao.service.complaints import queries
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.proof.canaries import OTHER
from jujiao.testing.canaries import Planted, plant
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.rows import a_notice


@pytest.fixture
def planted(cast: Cast) -> Planted:
    return plant(cast)


def test_no_news_of_another_company_reaches_anybody(cast: Cast, planted: Planted) -> None:
    """Whom alarms, mails and the page of deliveries tell of a company that has neither manager nor director."""
    case = planted.one(OTHER).row
    promises = Promise.objects.filter(subject_id=case.pk, subject_kind="complaint")
    while promises.filter(next_alarm_at__isnull=False).exists():
        Alarms()(max(each.due_at + (each.due_at - each.started_at) for each in promises))
    assert {promise.alarms.latest("fired_at").rung for promise in promises} == {"company"}
    heard = Notice.objects.filter(params__number=case.number)
    assert set(heard.values_list("recipient__name", flat=True)) == {cast.outsider.user.name}
    # What is about no estate is its reader's company's.
    nowhere = a_notice(cast.outsider, params={"number": OTHER})
    Delivery.objects.create(notice=nowhere, channel="email", created_at=NOW)
    mail.outbox.clear()
    for delivery in Delivery.objects.filter(channel="email", notice__in=heard):
        send_once(delivery_id=delivery.pk)
    assert {address for letter in mail.outbox for address in letter.to} == {cast.outsider.user.email}

    def listed(viewer: Viewer) -> set[str]:
        return {delivery.notice.params.get("number") for delivery in deliveries_for(viewer)} & {case.number, OTHER}

    assert [listed(member.viewer) for member in (cast.director, cast.auditor, cast.sysadmin)] == [set()] * 3
    Assignment.objects.filter(employee=cast.outsider.employee).update(role=Role.AUDITOR, estate=None, department=None)
    assert listed(viewer_of(cast.outsider.user, NOW)) == {case.number, OTHER}


def test_without_the_guard_they_sing(cast: Cast, planted: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: where everybody may see every complaint, the same look finds the other company's."""
    monkeypatch.setattr(queries, "visible_to", lambda _viewer: Complaint.objects.all())
    for name in ("_seen_by", "_read_by"):  # made anew: neither by what was kept, nor kept for others
        monkeypatch.setattr(queries, name, compiled(getattr(queries, name).__wrapped__))
    found = everything(cast.engineer, "engineer", cast, planted)
    assert any(leak.endswith(OTHER) for leak in found)
