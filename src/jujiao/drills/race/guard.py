"""The guards that the race is about, and taking them out of this process: for the drill's control alone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pgtrigger

from jujiao.kernel.database import freshness

RULES = ("complaints.Complaint:joins_a_case_at_work", "complaints.Complaint:group_stays_whole")


def one_lock() -> None:
    """From now on this process locks a group of complaints by one statement alone, and a merge leaves the version of
    the main complaint as it was."""
    from jujiao.service.complaints.operations import merging, steps  # a web server reads this before its apps are there

    setattr(steps, "check_none_joined", lambda *_group: None)  # noqa: B010 - a function is not for assigning to
    setattr(merging, "take_in", lambda *_joining, **_by: None)  # noqa: B010


def unruled() -> None:
    """From now on the database at hand refuses no double that nobody could answer."""
    pgtrigger.disable(*RULES)


@contextmanager
def grouped_by_one_lock() -> Iterator[None]:
    """Both while inside."""
    from jujiao.service.complaints.operations import merging, steps

    kept = steps.check_none_joined, merging.take_in
    one_lock()
    unruled()
    try:
        yield
    finally:
        setattr(steps, "check_none_joined", kept[0])  # noqa: B010
        setattr(merging, "take_in", kept[1])  # noqa: B010
        pgtrigger.enable(*RULES)


def off() -> None:
    """From now on this process takes every edit, whatever version it was made on."""
    setattr(freshness, "check", lambda **_looked_at: None)  # noqa: B010 - a function is not for assigning to


@contextmanager
def taken_out() -> Iterator[None]:
    """The same while inside."""
    kept = freshness.check
    off()
    try:
        yield
    finally:
        setattr(freshness, "check", kept)  # noqa: B010
