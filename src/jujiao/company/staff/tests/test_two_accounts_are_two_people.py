"""An export that needs two persons is not approved by an account that the first person can sign in with."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP

from jujiao.company.accounts.operations import password_link, reset_second_factor
from jujiao.company.staff.asking import viewer_of
from jujiao.company.staff.models import ExportState, WorkbookExport
from jujiao.company.staff.operations import (
    NewPost,
    UnableToExport,
    appoint_deputy,
    approve_export,
    ask_for_export,
    assign_post,
    hire,
    refuse_export,
)
from jujiao.company.staff.queries import today
from jujiao.company.staff.tests.test_contact_data_leave_with_a_reason import _crowd as crowd
from jujiao.kernel.record.access import SYSTEM, Role, Viewer
from jujiao.testing.cast import Cast

DAY = timedelta(days=1)


def waiting(cast: Cast, actor: Viewer, now: datetime) -> WorkbookExport:
    row = ask_for_export(estate=cast.estate, contacts=True, reason="消防演习通知", actor=actor, now=now)
    assert row.state == ExportState.WAITING
    return row


def is_refused(row: WorkbookExport, actor: Viewer, now: datetime) -> bool:
    try:
        approve_export(request=row, actor=actor, now=now)
    except UnableToExport as refused:
        assert "third person" in str(refused)  # noqa: PT017 - both ways are looked at
        assert WorkbookExport.objects.get(pk=row.pk).state == ExportState.WAITING
        return True
    assert WorkbookExport.objects.get(pk=row.pk).state == ExportState.APPROVED
    return False


def reset(cast: Cast, now: datetime) -> None:
    TOTP.activate(cast.manager.user, "JBSWY3DPEHPK3PXP")
    reset_second_factor(user=cast.manager.user, actor=cast.hr.viewer, now=now, reason="手机丢失")


def link(cast: Cast, now: datetime) -> None:
    password_link(user=cast.manager.user, actor=cast.hr.viewer, now=now)


def link_by_another(cast: Cast, now: datetime) -> None:
    password_link(user=cast.manager.user, actor=cast.sysadmin.viewer, now=now)


@pytest.mark.parametrize("help_in", [reset, link, link_by_another])
def test_who_was_helped_in_does_not_approve_for_a_week(
    cast: Cast, now: datetime, help_in: Callable[[Cast, datetime], None]
) -> None:
    crowd(cast, 182)
    help_in(cast, now)
    row = waiting(cast, cast.hr.viewer, now)
    assert is_refused(row, cast.manager.viewer, now + 7 * DAY - timedelta(seconds=1))
    assert not is_refused(row, cast.manager.viewer, now + 7 * DAY)


def test_nor_is_what_they_ask_for_approved(cast: Cast, now: datetime) -> None:
    crowd(cast, 182)
    link(cast, now)
    assert is_refused(waiting(cast, cast.manager.viewer, now), cast.hr.viewer, now)


def test_an_account_opened_for_somebody_made_up_does_not_approve(cast: Cast, now: datetime) -> None:
    crowd(cast, 182)
    post = NewPost(Role.ADMINISTRATION, "行政", today(now), cast.estate)
    made_up = hire(
        company=cast.company,
        number="99",
        name="钱多",
        joined_on=today(now),
        posts=[post],
        actor=cast.hr.viewer,
        now=now,
    )
    row = waiting(cast, cast.hr.viewer, now)
    assert is_refused(row, viewer_of(made_up.user, now), now)
    assert not is_refused(row, cast.manager.viewer, now)


def test_a_post_given_by_the_one_who_asks_does_not_approve(cast: Cast, now: datetime) -> None:
    crowd(cast, 182)
    post = NewPost(Role.ADMINISTRATION, "行政", today(now), cast.estate)
    assign_post(employee=cast.clerk.employee, post=post, actor=cast.hr.viewer, now=now)
    clerk = viewer_of(cast.clerk.user, now)
    assert is_refused(waiting(cast, cast.hr.viewer, now), clerk, now)
    # The clerk is somebody real, though: what another person asks for they may decide.
    assert not is_refused(waiting(cast, cast.manager.viewer, now), clerk, now)


def test_nor_does_a_deputy_whom_they_appointed(cast: Cast, now: datetime) -> None:
    crowd(cast, 182)
    appoint_deputy(
        absent=cast.manager.employee,
        deputy=cast.clerk.employee,
        starts_at=now,
        ends_at=now + 3 * DAY,
        actor=cast.hr.viewer,
        now=now,
    )
    assert is_refused(waiting(cast, cast.hr.viewer, now), viewer_of(cast.clerk.user, now), now)


def test_what_the_operator_did_at_the_command_line_holds_up_nobody(cast: Cast, now: datetime) -> None:
    crowd(cast, 182)
    password_link(user=cast.manager.user, actor=SYSTEM, now=now)
    assert not is_refused(waiting(cast, cast.hr.viewer, now), cast.manager.viewer, now)


def test_refusing_is_always_possible(cast: Cast, now: datetime) -> None:
    crowd(cast, 182)
    link(cast, now)
    row = waiting(cast, cast.hr.viewer, now)
    refuse_export(request=row, actor=cast.manager.viewer, now=now)
    assert WorkbookExport.objects.get(pk=row.pk).state == ExportState.REFUSED
