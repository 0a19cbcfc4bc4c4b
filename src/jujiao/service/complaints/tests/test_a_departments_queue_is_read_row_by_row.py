"""What a department ever held only grows; its queue asks of each row that it shows, and never reads all of it."""

from itertools import pairwise

import pytest
from django.db.models import Exists, OuterRef, Q

from jujiao.promises.custody import custodies_of
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.service.complaints.queries import visible_to
from jujiao.service.complaints.tests.scene import Scene
from jujiao.testing.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("person", ["engineer", "head_of_engineering"])
def test_the_custodies_are_no_hash_table(person: str, cast: Cast) -> None:
    Scene(cast).register()
    plan = visible_to(getattr(cast, person).viewer).explain()
    assert "custody_of_subject" in plan or "promises_custody" in plan
    assert not in_a_hash_table(plan)


def test_the_look_sees_a_hash_table(cast: Cast) -> None:
    """The control: the same asked by the id alone."""
    held = Exists(custodies_of(SUBJECT, OuterRef("pk")).filter(department=cast.engineering))
    plan = Complaint.objects.filter(Q(urges=1) | Q(held)).explain()
    assert in_a_hash_table(plan)


def in_a_hash_table(plan: str) -> bool:
    """Whether the subplan that reads custodies is one of those that are hashed."""
    return any(
        f"hashed {line.strip()}" in plan
        for line, below in pairwise(plan.splitlines())
        if line.strip().startswith("SubPlan") and "promises_custody" in below
    )
