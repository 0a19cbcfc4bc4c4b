"""Workers on many hosts let one robot speak at the same moment: the bucket in the database counts for all of them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from jujiao.notices.robots.pacing import BURST, take_token
from jujiao.notices.robots.proof import a_robot
from jujiao.testing.cast import NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_token_is_given_twice(cast: Cast) -> None:
    robot = a_robot(cast.company)

    def take(_number: int) -> bool:
        try:
            return take_token(robot.pk, now=NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as workers:
        taken = list(workers.map(take, range(24)))
    assert sum(taken) == BURST
