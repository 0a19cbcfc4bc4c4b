"""The short form of `./jujiao drill crowd`, against a whole start over the database of the test."""

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from jujiao.drills.crowd import SHORT, drill
from jujiao.drills.crowd.house import one_machine
from jujiao.drills.crowd.office import ATTACKED, OTHERS
from jujiao.drills.founding import told
from jujiao.drills.stage import Stage, lend_static_files
from jujiao.testing.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db(transaction=True)

LIMIT = 12.0
"""Seconds for a page: other tests run beside it."""


def test_a_colleague_works_on_while_a_crowd_presses(cast: Cast, stage: Stage) -> None:
    hasher = PBKDF2PasswordHasher()
    kept = hasher.encode(PASSWORD, hasher.salt())  # as the start checks it; tests have a quicker way
    for name in (ATTACKED, *OTHERS):
        cast.staff[name].user.password = kept
        cast.staff[name].user.save(update_fields=["password"])
    stage.facts = told(cast)
    stage.environment["JUJIAO_SECRET_KEY"] = settings.SECRET_KEY
    lend_static_files(stage.home)
    with one_machine(stage) as house:
        outcome = drill(stage, house, SHORT, limit=LIMIT)
    assert outcome.faults == ()
    assert outcome.figures["MB left of it"] == 0
    assert outcome.figures["kept of one person"] == 12
