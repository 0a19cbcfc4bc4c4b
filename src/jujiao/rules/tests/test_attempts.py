"""What must reach an owner does not wait on a way that fails; all else is tried for a while."""

from datetime import timedelta

import pytest

from jujiao.rules.attempts import HURRIED, PATIENT, next_try


def test_the_next_way_has_it_within_a_minute() -> None:
    waits, failed = [], 1
    while (wait := next_try(failed, again=True, hurried=True)) is not None:
        waits.append(wait)
        failed += 1
    assert tuple(waits) == HURRIED
    assert sum(waits, timedelta()) < timedelta(minutes=1)


def test_a_mail_is_tried_longer_and_longer_and_then_stays_failed() -> None:
    waits = [next_try(failed, again=True, hurried=False) for failed in range(1, 7)]
    assert waits == [*PATIENT, None]
    assert sorted(PATIENT) == list(PATIENT)


@pytest.mark.parametrize("hurried", [True, False])
def test_what_a_way_will_never_take_is_not_tried_again(hurried: bool) -> None:
    assert next_try(1, again=False, hurried=hurried) is None
