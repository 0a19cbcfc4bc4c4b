"""The table of steps, the rules of access and the state machine hold together."""

from typing import Any

import pytest

from jujiao.cases.errors import UnableToTakeStep
from jujiao.cases.steps import Step, Steps
from jujiao.kernel.errors import UnableTo
from jujiao.rules.service.complaint_steps import OF_THE_GROUP, STEPS
from jujiao.service.complaints import operations, schemas
from jujiao.service.complaints.errors import HandledElsewhere
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.permissions import ACCESS, ON_ITS_OWN
from jujiao.service.complaints.steps import COMPLAINT_STEPS
from jujiao.service.complaints.subjects import COMPLAINT
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.complaints import a_complaint

pytestmark = pytest.mark.django_db


def test_each_rule_of_access_belongs_to_a_step() -> None:
    assert set(ACCESS) == {*COMPLAINT_STEPS, "reveal_phone"}
    assert {kind.step for kind in COMPLAINT.promises} <= set(COMPLAINT_STEPS)


def test_a_step_without_a_rule_or_outside_the_machine_is_refused_at_the_start() -> None:
    dance = Step[Complaint](verb="dance", operation=operations.note, summary="Dance", schema=schemas.Said)
    with pytest.raises(KeyError):
        Steps(STEPS, ACCESS, dance)
    with pytest.raises(KeyError):
        Steps(STEPS, {**ACCESS, "dance": ACCESS["note"]}, dance)


def test_steps_of_the_group_are_taken_where_it_is_handled(cast: Cast) -> None:
    """The rule for pages, the rule for operations and the regulation's own list are one."""
    by_people = OF_THE_GROUP - {"hand_back"}  # the worker's, when a handler leaves
    assert {verb for verb, access in ACCESS.items() if ON_ITS_OWN in access.conditions} == by_people | {"merge"}
    main, double, other = (a_complaint(cast) for _number in range(3))
    merged: dict[str, Any] = {"complaint_id": double.pk, "version": None, "now": NOW, "actor": cast.manager.viewer}
    operations.merge(**merged, into_id=main.pk)
    double.refresh_from_db()
    assert not COMPLAINT_STEPS.possible("merge", cast.manager.viewer, double)
    with pytest.raises(HandledElsewhere, match=main.number):
        operations.merge(**merged, into_id=other.pk)


def test_what_no_page_offers_the_operation_refuses(cast: Cast) -> None:
    """For everybody: a step that the state lets be taken, but no page offers, is refused by the operation's rules."""
    complaint = a_complaint(cast)
    offered = {
        name: {step.verb for step in COMPLAINT_STEPS.offered(member.viewer, complaint)}
        for name, member in cast.staff.items()
    }
    assert "resolve" in offered["engineer"]
    assert "report_progress" not in offered["engineer"]
    with pytest.raises(UnableToTakeStep, match="complex complaints"):
        ACCESS["report_progress"].check(cast.engineer.viewer, complaint)
    for name, member in cast.staff.items():
        for verb in set(COMPLAINT_STEPS) - offered[name]:
            if COMPLAINT_STEPS[verb].form and COMPLAINT_STEPS.fits(complaint.state, verb):
                with pytest.raises(UnableTo):
                    ACCESS[verb].check(member.viewer, complaint)
