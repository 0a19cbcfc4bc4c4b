"""A roster is opened, published, told, acknowledged, changed and withdrawn."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from jujiao.company.duty.models import Duty, DutyPost, DutyState
from jujiao.company.duty.queries import on_duty
from jujiao.company.staff.models import Employee
from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.notices.models import Notice
from jujiao.people.rosters import operations
from jujiao.people.rosters.models import Roster, RosterPost, RosterReceipt, RosterState
from jujiao.people.rosters.operations import Averaged, UnableToAcknowledge, UnableToPublish, UnableToRoster
from jujiao.people.rosters.proof.rows import Maker, maker
from jujiao.people.rosters.queries import visible_to
from jujiao.testing.browser import Moment
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def make(cast: Cast) -> Maker:
    return maker(cast)


@pytest.fixture
def roster(cast: Cast, make: Maker) -> Roster:
    return make.drafted(cast.engineer.employee)


def publish(roster: Roster, cast: Cast) -> Roster:
    actor = cast.head_of_engineering.viewer
    return operations.publish(roster_id=roster.pk, version=roster.version, actor=actor, now=NOW)


def told(kind: str) -> list[int | None]:
    return [notice.recipient_id for notice in Notice.objects.filter(kind=kind).order_by("pk")]


def test_drafts_count_for_nothing_before_and_planned_after(cast: Cast, roster: Roster) -> None:
    duty = Duty.objects.get()
    later = duty.starts_at + timedelta(hours=1)
    assert on_duty([duty.duty_post], later)[duty.duty_post_id] == []
    publish(roster, cast)
    assert [one.employee for one in on_duty([duty.duty_post], later)[duty.duty_post_id]] == [cast.engineer.employee]


def test_everybody_in_it_is_told_once_and_acknowledges(cast: Cast, make: Maker, roster: Roster) -> None:
    make.draft(roster, cast.engineer.employee, day=2)
    published = publish(roster, cast)
    assert told("roster.published") == [cast.engineer.user.pk]
    receipt = RosterReceipt.objects.get()
    assert (receipt.employee, receipt.acknowledged_at) == (cast.engineer.employee, None)
    operations.acknowledge(roster_id=published.pk, told_at=None, actor=cast.engineer.viewer, now=NOW + DAY)
    operations.acknowledge(roster_id=published.pk, told_at=None, actor=cast.engineer.viewer, now=NOW + 2 * DAY)
    receipt.refresh_from_db()
    assert receipt.acknowledged_at == NOW + DAY
    with pytest.raises(UnableToAcknowledge):
        operations.acknowledge(roster_id=published.pk, told_at=None, actor=cast.engineer2.viewer, now=NOW)


def test_a_change_afterwards_is_told_to_those_concerned(cast: Cast, make: Maker, roster: Roster) -> None:
    make.draft(roster, cast.engineer2.employee, day=1)
    published = publish(roster, cast)
    for one in (cast.engineer, cast.engineer2):
        operations.acknowledge(roster_id=published.pk, told_at=None, actor=one.viewer, now=NOW)
    with transaction.atomic():
        held = operations.hold_roster(published.pk)
        operations.edited(
            held, [cast.engineer2.employee.pk], verb="take_over_roster", actor=cast.hr.viewer, now=NOW + DAY
        )
    assert told("roster.changed") == [cast.engineer2.user.pk]
    waiting = RosterReceipt.objects.filter(acknowledged_at=None)
    assert [each.employee for each in waiting] == [cast.engineer2.employee]


def test_nobody_acknowledges_what_changed_behind_the_page(
    cast: Cast, roster: Roster, sign_in: SignIn, moment: Moment
) -> None:
    published, client = publish(roster, cast), sign_in(cast.engineer)
    seen_url = client.get(reverse("rosters:roster", args=[published.pk])).context["seen_url"]
    with transaction.atomic():
        held = operations.hold_roster(published.pk)
        concerned = [cast.engineer.employee.pk]
        operations.edited(held, concerned, verb="edit_roster", actor=cast.hr.viewer, now=NOW + timedelta(seconds=1))
    form = client.get(seen_url).context["form"]
    given = {"told_at": form["told_at"].value()}
    assert client.post(seen_url, given, headers={"HX-Request": "true"}).status_code == 409
    receipt = RosterReceipt.objects.get()
    assert receipt.acknowledged_at is None
    given = {"told_at": receipt.told_at.isoformat()}
    assert client.post(seen_url, given, headers={"HX-Request": "true"}).status_code == 204
    receipt.refresh_from_db()
    assert receipt.acknowledged_at == receipt.told_at  # the clock of the page was behind


def test_two_heads_at_once_publish_once(cast: Cast, roster: Roster) -> None:
    publish(roster, cast)
    with pytest.raises(Stale):
        operations.publish(roster_id=roster.pk, version=1, actor=cast.manager.viewer, now=NOW)
    with pytest.raises(UnableToRoster):
        operations.publish(roster_id=roster.pk, version=2, actor=cast.manager.viewer, now=NOW)
    assert told("roster.published") == [cast.engineer.user.pk]


def test_an_empty_roster_and_one_that_is_over_are_not_published(cast: Cast, make: Maker, roster: Roster) -> None:
    with pytest.raises(UnableToPublish):
        publish(make.roster(), cast)
    with pytest.raises(UnableToPublish):
        operations.publish(roster_id=roster.pk, version=1, actor=cast.hr.viewer, now=NOW + 30 * DAY)


def test_who_has_left_or_works_elsewhere_by_then_is_not_put_in_force(cast: Cast, roster: Roster) -> None:
    duty = Duty.objects.get()
    cast.engineer.employee.assignments.update(ends_on=roster.first - DAY)
    with pytest.raises(UnableToPublish, match=cast.engineer.employee.name):
        publish(roster, cast)
    cast.engineer.employee.assignments.update(ends_on=None)
    Employee.objects.filter(pk=duty.employee_id).update(left_on=roster.first - DAY)
    with pytest.raises(UnableToPublish, match=duty.duty_post.name):
        publish(roster, cast)
    assert Duty.objects.get().state == DutyState.DRAFT


def test_a_post_out_of_use_is_not_put_in_force(cast: Cast, roster: Roster) -> None:
    DutyPost.objects.update(in_use=False)
    with pytest.raises(UnableToPublish, match="not covered any more"):
        publish(roster, cast)


def test_nobody_is_planned_for_what_is_over(cast: Cast, make: Maker, roster: Roster) -> None:
    """Published on its third day: nobody is said to have been missing on the first."""
    late = make.draft(roster, cast.engineer2.employee, day=3)
    operations.publish(roster_id=roster.pk, version=1, actor=cast.hr.viewer, now=NOW + 3 * DAY)
    assert [duty.pk for duty in Duty.objects.all()] == [late.pk]
    assert told("roster.published") == [cast.engineer2.user.pk]


def test_a_withdrawn_draft_leaves_its_days_free(cast: Cast, make: Maker, roster: Roster) -> None:
    post = roster.posts.get()
    with pytest.raises(UnableToRoster, match=post.name):
        make.roster(post)
    other = Roster.objects.create(estate=cast.estate, first=roster.last, last=roster.last + DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        RosterPost.objects.create(roster=other, duty_post=post, first=other.first, last=other.last)
    operations.withdraw(roster_id=roster.pk, version=1, actor=cast.head_of_engineering.viewer, now=NOW)
    assert not Duty.objects.exists()
    assert make.roster(post).draft
    roster.refresh_from_db()
    assert roster.state == RosterState.WITHDRAWN


def test_what_is_published_is_not_withdrawn(cast: Cast, roster: Roster) -> None:
    published = publish(roster, cast)
    with pytest.raises(UnableToRoster):
        operations.withdraw(roster_id=published.pk, version=published.version, actor=cast.hr.viewer, now=NOW)
    assert Duty.objects.get().state == DutyState.PLANNED


def test_days_that_make_no_sense_are_refused(cast: Cast, make: Maker) -> None:
    post, first = make.duties.post(), make.tomorrow
    for days in ((first - DAY, first), (first, first - DAY), (first, first + 62 * DAY)):
        with pytest.raises(UnableToRoster):
            operations.open_roster(posts=[post], first=days[0], last=days[1], actor=cast.hr.viewer, now=NOW)
    with pytest.raises(UnableToRoster):
        operations.open_roster(posts=[], first=first, last=first, actor=cast.hr.viewer, now=NOW)
    assert not Roster.objects.exists()


def test_averaged_hours_need_an_approval_that_holds(cast: Cast, make: Maker) -> None:
    post, first, last = make.duties.post(), make.tomorrow, make.tomorrow + 6 * DAY
    for averaged in (Averaged(" ", first, last), Averaged("沪人社综字 12", first + DAY, last)):
        with pytest.raises(UnableToRoster):
            operations.open_roster(
                posts=[post], first=first, last=last, averaged=averaged, actor=cast.hr.viewer, now=NOW
            )
    approved = Averaged("沪人社综字 12", first - DAY, last)
    found = operations.open_roster(
        posts=[post], first=first, last=last, averaged=approved, actor=cast.hr.viewer, now=NOW
    )
    assert (found.scheme, found.approval_number) == ("averaged", "沪人社综字 12")


def test_heads_make_rosters_of_their_own_department_alone(cast: Cast, make: Maker) -> None:
    ours, theirs = make.duties.post(), Maker(cast.customer_service, NOW).duties.post()
    head = cast.head_of_engineering.viewer
    days: dict[str, Any] = {"first": make.tomorrow, "last": make.tomorrow + DAY}
    with pytest.raises(NotAllowed):
        operations.open_roster(posts=[ours, theirs], **days, actor=head, now=NOW)
    assert operations.open_roster(posts=[ours], **days, actor=head, now=NOW).draft
    assert operations.open_roster(posts=[theirs], **days, actor=cast.hr.viewer, now=NOW).draft


def test_who_works_there_sees_it_once_it_is_published(cast: Cast, roster: Roster) -> None:
    def seers() -> set[str]:
        return {name for name, one in cast.staff.items() if roster in visible_to(one.viewer)}

    keepers = {"head_of_engineering", "hr", "manager", "director", "auditor"}
    assert seers() == keepers
    publish(roster, cast)
    assert seers() == keepers | {"engineer", "engineer2"}
