"""A roster that cannot be done says so in numbers; one that can is found by the solver itself."""

import pytest
from django.utils.translation import override

from jujiao.company.duty.models import Duty, DutyState
from jujiao.people.rosters import operations
from jujiao.people.rosters.comparing import shares_of
from jujiao.people.rosters.covering import gaps_of
from jujiao.people.rosters.jobs import search_for
from jujiao.people.rosters.models import Roster, RosterRun, RunState
from jujiao.people.rosters.operations.publishing import UnableToPublish
from jujiao.people.rosters.proof.rows import SECONDS, Maker, maker
from jujiao.people.rosters.sentences import said_all
from jujiao.testing.cast import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def make(cast: Cast) -> Maker:
    return maker(cast)


def searched(roster: Roster, cast: Cast) -> RosterRun:
    actor = cast.head_of_engineering.viewer
    run = operations.ask(roster_id=roster.pk, seed=1, seconds=SECONDS, version=roster.version, actor=actor, now=NOW)
    search_for(run_id=run.pk)
    run.refresh_from_db()
    return run


def test_more_duties_than_people_are_counted_before_any_search(cast: Cast, make: Maker) -> None:
    post = make.duties.post()
    make.need(post, count=9)
    run = searched(make.roster(post), cast)
    assert (run.state, run.proposal) == (RunState.IMPOSSIBLE, None)
    with override("en"):
        (first, *_rest) = said_all(run.sentences, NOW)
    assert "9 duties" in first
    assert f">{post.name}</bdi>" in first
    assert "3 people there" in first


def test_what_the_solver_finds_covers_all_and_is_fair(cast: Cast, make: Maker) -> None:
    post = make.duties.post()
    operations.keep_weekly_need(
        duty_post=post, shift_kind=make.shift(), counts=[1] * 7, version=0, actor=cast.hr.viewer, now=NOW
    )
    roster = make.roster(post)
    assert len(gaps_of(roster)) == 7
    run = searched(roster, cast)
    assert (run.state, run.proved) == (RunState.ENDED, True)
    operations.take_over(run_id=run.pk, version=1, actor=cast.hr.viewer, now=NOW)
    assert gaps_of(roster) == []
    shares = shares_of(roster, NOW)
    assert sorted(share.duties for share in shares) == [2, 2, 3]
    assert {share.hours["normal"] for share in shares} == {"40"}
    assert not any(share.breaches for share in shares)


def test_duties_against_the_law_are_named_and_not_published(cast: Cast, make: Maker) -> None:
    roster = make.roster(days=14)  # from a Thursday: the week from the Monday after has no day of rest
    for day in range(4, 11):
        make.draft(roster, cast.engineer.employee, day=day)
    with override("en"):
        (share,) = shares_of(roster, NOW)
        assert [str(each) for each in share.says] == ["No day of rest in the week from Mar 16."]
        with pytest.raises(UnableToPublish, match="No day of rest in the week"):
            operations.publish(roster_id=roster.pk, version=1, actor=cast.hr.viewer, now=NOW)
    assert not Duty.objects.filter(state=DutyState.PLANNED).exists()
