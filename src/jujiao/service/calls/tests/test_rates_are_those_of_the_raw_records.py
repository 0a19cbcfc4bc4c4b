"""Calls that exchanges told of with loss, doubling, disorder and over midnights: rates are those that SQL over the raw
records gives. `./jujiao drill calls` does the same with 50,000."""

from datetime import timedelta

import pytest

from jujiao.rules.clocks import midnight
from jujiao.service.calls.models import Call, Record, Vendor
from jujiao.service.calls.proof.apart import apart
from jujiao.service.calls.proof.generated.courses import DESK
from jujiao.service.calls.proof.generated.delivery import delivered
from jujiao.service.calls.proof.generated.feeding import feed
from jujiao.service.calls.proof.rows import maker
from jujiao.service.calls.queries_rates import By, grid, parts
from jujiao.testing.cast import NOW, Cast

DAYS = 20
CALLS = 700
FIRST = midnight(NOW.date()) - timedelta(days=DAYS + 3)


@pytest.mark.django_db
@pytest.mark.parametrize("vendor", ["grandstream", "freeswitch", "yeastar_p"])
def test_rates_of_what_was_told_in_disorder_are_those_of_the_raw_records(cast: Cast, vendor: str) -> None:
    make = maker(cast)
    source, post = make.source(Vendor(vendor)), make.post()
    telephones = [make.telephone(source, each, duty_post=post) for each in DESK]
    arrived = delivered(vendor, CALLS, FIRST, DAYS, seed=1)
    assert min(arrived.lost, arrived.doubled) > 5
    new = feed(source, arrived.bodies, NOW)
    assert new == Record.objects.filter(source=source).count() < len(arrived.bodies)
    expected, calls = apart(source), Call.objects.filter(source=source)
    assert calls.count() == expected.calls > CALLS * 0.9
    found = grid(calls)
    assert found.hours == expected.hours
    assert {each.value: each.rate for each in parts(calls, By.QUEUE)} == expected.queues
    names = {"": "", **{str(each.pk): each.extension for each in telephones}}
    assert {names[each.value]: each.rate for each in parts(calls, By.TELEPHONE)} == expected.extensions
    whole = found.whole
    by_leg = vendor != "yeastar_p"
    assert min(whole.kept, whole.missed, whole.not_rung, whole.late if by_leg else whole.unknown) > 20
    assert whole.given_up > (10 if by_leg else 0)


@pytest.mark.django_db
def test_records_that_are_not_linked_give_other_rates(cast: Cast) -> None:
    """The control."""
    make = maker(cast)
    source, post = make.source(Vendor.FREESWITCH), make.post()
    for each in DESK:
        make.telephone(source, each, duty_post=post)
    feed(source, delivered("freeswitch", 40, FIRST, DAYS, seed=1).bodies, NOW, linked=False)
    assert grid(Call.objects.filter(source=source)).whole != apart(source).whole
