"""Sessions, tries and devices go when they are over, and not before."""

from datetime import timedelta

from django.contrib.sessions.models import Session

from jujiao.company.accounts.jobs import forget
from jujiao.company.accounts.models import KnownSource, Tally
from jujiao.company.accounts.operations.guessing import Account, Source, begin_try, remember_source
from jujiao.rules.guessing import DAY, Kind
from jujiao.testing.cast import NOW, Cast

SECOND = timedelta(seconds=1)


def test_a_session_that_ended_is_forgotten(cast: Cast) -> None:
    for key, left in (("over", -SECOND), ("at-once", 0 * SECOND), ("running", SECOND)):
        Session.objects.create(session_key=key, session_data="", expire_date=NOW + left)
    forget(now=NOW)
    assert [session.session_key for session in Session.objects.all()] == ["running"]


def test_tries_are_forgotten_when_they_count_no_more(cast: Cast) -> None:
    source = Source(device="", address="198.51.100.9")
    begin_try(kind=Kind.PASSWORD, account=Account.of(cast.clerk.user), source=source, now=NOW)
    counts = [Tally.objects.count()]
    for later in (15 * 60 * SECOND - SECOND, 15 * 60 * SECOND, DAY - SECOND, DAY):
        forget(now=NOW + later)
        counts.append(Tally.objects.count())
    assert counts == [4, 4, 3, 2, 0]


def test_a_device_that_is_not_seen_for_half_a_year_is_forgotten(cast: Cast) -> None:
    source = Source(device="mark", address="203.0.113.7")
    remember_source(user=cast.clerk.user, source=source, now=NOW)
    remember_source(user=cast.engineer.user, source=source, now=NOW + DAY)
    forget(now=NOW + 180 * DAY)
    assert KnownSource.objects.count() == 4
    forget(now=NOW + 180 * DAY + SECOND)
    assert {known.user_id for known in KnownSource.objects.all()} == {cast.engineer.user.pk}
