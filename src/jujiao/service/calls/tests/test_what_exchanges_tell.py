"""The page `docs/what-exchanges-tell.md`: each record on it is read and folded, and says what a person would say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from django.utils.timezone import localtime

from jujiao.kernel.machine.paths import ROOT
from jujiao.service.calls.models import Call, Refusal, Source, Vendor
from jujiao.service.calls.operations.receiving import receive
from jujiao.service.calls.operations.settling import settle_calls
from jujiao.service.calls.proof.rows import maker
from jujiao.service.calls.sources.readers import READERS
from jujiao.testing.cast import NOW, Cast

PAGE = Path(ROOT) / "docs" / "what-exchanges-tell.md"
VENDOR = re.compile(r"^## (.+)$", re.MULTILINE)
CASE = re.compile(r"^### (\d+\. .+)$", re.MULTILINE)
TOLD = re.compile(r"^Told at (\S+ \S+):\n\n```\w+\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
DESK = ("801", "802", "803")
NOTHING = "—"


@dataclass(frozen=True)
class Case:
    """A call on the page: what a person says of it (the cells of its table), and the messages as they came."""

    title: str
    vendor: Vendor
    said: tuple[str, ...]
    messages: list[tuple[datetime, bytes]]


def parts(text: str, heading: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    found = list(heading.finditer(text))
    for one, following in zip(found, [*found[1:], None], strict=True):
        yield one[1], text[one.end() : following.start() if following else None]


def cases() -> Iterator[Case]:
    vendors = {str(vendor.label): vendor for vendor in Vendor}
    for label, part in parts(PAGE.read_text("utf-8"), VENDOR):
        for title, one in parts(part, CASE):
            cells = next(line for line in reversed(one.splitlines()) if line.startswith("| "))
            said = tuple(cell.strip() for cell in cells.strip("|").split("|"))
            messages = [(moment(at), body.encode()) for at, body in TOLD.findall(one)]
            yield Case(title, vendors[label], said, messages)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NOW.tzinfo)


def what_is_said(call: Call) -> tuple[str, ...]:
    ring = NOTHING if call.ring_seconds is None else f"{plain(call.ring_seconds)} s"
    telephone = call.telephone.extension if call.telephone else NOTHING
    hour = f"{localtime(call.began_at):%Y-%m-%d %H}"
    return ring, str(call.verdict_choice.label), str(call.grade_choice.label), telephone, hour


def plain(seconds: Decimal) -> str:
    return f"{seconds.normalize():f}"


def test_each_record_on_the_page_says_what_a_person_would_say(cast: Cast) -> None:
    found = list(cases())
    make = maker(cast)
    said = {}
    for case in found:
        source = make.source(case.vendor, name=case.title)
        post = make.post()
        for extension in DESK:
            make.telephone(source, extension, duty_post=post)
        for at, body in case.messages:
            receive(source=source, body=body, now=at)
    settle_calls(cast.company, now=NOW + timedelta(hours=1))
    for case in found:
        call = Call.objects.select_related("telephone").get(source__name=case.title)
        said[case.title] = what_is_said(call)
    assert said == {case.title: case.said for case in found}
    assert not Refusal.objects.exists()
    assert not Source.objects.filter(calls__settled_at=None).exists()


def test_the_page_shows_every_kind_of_exchange_and_twenty_records() -> None:
    found = list(cases())
    assert len(found) >= 20
    assert {case.vendor for case in found} == set(Vendor)
    assert {vendor.value for vendor in Vendor} == READERS.keys()


def test_told_in_any_order_and_twice_a_call_is_the_same(cast: Cast) -> None:
    """By clocks of exchanges: what is measured by receipt is its order."""
    ours = [case for case in cases() if case.vendor in (Vendor.FREESWITCH, Vendor.GRANDSTREAM)]
    said = {}
    for case in ours:
        source = maker(cast).source(case.vendor, name=case.title)
        for extension in DESK:
            maker(cast).telephone(source, extension)
        for _at, body in [*reversed(case.messages), *case.messages]:
            receive(source=source, body=body, now=NOW)
        call = Call.objects.select_related("telephone").get(source=source)
        said[case.title] = what_is_said(call)
    assert said == {case.title: case.said for case in ours}
