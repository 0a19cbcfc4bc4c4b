"""Ten thousand people who must be told something about some cases: half of them by number alone, half with an account
and an address for mails."""

from datetime import datetime
from itertools import batched, islice, product
from typing import Any, Final

from jujiao.drills import database
from jujiao.drills.stage import Stage

KIND: Final = "complaint.replied"
CASES: Final = 100
"""Cases that they are told about; sending one message holds its case."""
TOGETHER: Final = 500


def tell_everybody(it: Stage, messages: int) -> int:
    """Tells so many, each something of their own; how many notices that made."""
    with database.on(it.url):
        return tell_about(it.cast(), messages)


def tell_about(cast: Any, messages: int) -> int:
    """The same in the database that is at hand."""
    from jujiao.kernel.machine import clock
    from jujiao.notices.operations import tell

    tellings = islice(_tellings(cast, messages, clock.now()), messages)
    return sum(len(tell(*together, now=clock.now())) for together in batched(tellings, TOGETHER))


def _tellings(cast: Any, messages: int, now: datetime) -> Any:
    from jujiao.company.accounts.models import User
    from jujiao.kernel.record.subjects import Subject
    from jujiao.notices.operations import Outsider, Telling
    from jujiao.service.complaints.models import SUBJECT

    cases = [_case(cast, number, now) for number in range(max(1, min(CASES, messages // 4)))]
    each = -(-messages // len(cases))
    users = [
        User(username=f"drill{number}", name=f"住户{number}", phone=_phone(number), email=f"drill{number}@example.org")
        for number in range(0, each, 2)
    ]
    by_number = dict(zip(range(0, each, 2), User.objects.bulk_create(users), strict=True))
    for number, case in product(range(each), cases):
        yield Telling(
            kind=KIND,
            key=f"drill:{case.pk}:{number}",
            subject=Subject(SUBJECT, case.pk),
            params={"number": case.number, "said": f"第{number}条"},
            estate_id=case.estate_id,
            must_reach=True,
            by="sms",
            users=[by_number[number]] if number in by_number else [],
            outsiders=[] if number in by_number else [Outsider(None, _phone(number))],
        )


def _phone(number: int) -> str:
    return f"139{number:08}"


def _case(cast: Any, number: int, now: datetime) -> Any:
    from jujiao.service.complaints.models import Category
    from jujiao.service.complaints.operations import register

    return register(
        actor=cast.clerk.viewer,
        now=now,
        estate=cast.estate,
        category=Category.objects.get(code="leak"),
        text=f"天花板漏水 {number}",
        channel="phone",
        room=cast.room,
        person=cast.resident.person,
    )
