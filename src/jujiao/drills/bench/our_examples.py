"""`python -m jujiao.drills.bench.our_examples ESTATE`: homes, and complaints that went their ways by the product's own
operations, twenty to where they wait for somebody and some to their end. The many are written after their pattern.
Prints the examples' ids, in order, as JSON."""

import json
import os
import sys
from datetime import datetime, timedelta
from typing import Any

import django

from jujiao.drills.bench.words import STEPS

WORKS = (
    ("leak", "engineer"), ("lift", "engineer2"), ("safety", "guard"), ("cleaning", "cleaner"), ("power", "engineer"),
    ("parking", "guard"), ("waste", "cleaner"),
)  # fmt: skip
COMPLEX_EVERY = 7
TO_THE_END = 6
"""Steps of a case that is closed."""
CLOSED = 7
"""So many of the examples are, one for each kind of work."""
ANSWER = "师傅已经上门查看，配件明天到货，安装后再回电说明。"


def main(estate_code: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    django.setup()
    from django.db import transaction

    from jujiao.company.accounts.models import User
    from jujiao.company.estates.models import Estate
    from jujiao.drills.bench.our_places import settle
    from jujiao.kernel.machine import clock

    estate = Estate.objects.get(code=estate_code)
    with transaction.atomic():
        User.objects.update(email="")  # the peer sends no mail either; both write to their own pages
        settle(estate)
        made = [
            _example(estate, place, steps, clock.now()) for place, steps in enumerate((*STEPS, *[TO_THE_END] * CLOSED))
        ]
    print(json.dumps(made))


def _example(estate: Any, place: int, steps: int, now: datetime) -> int:
    """One complaint with so many entries in its timeline, the last of them some minutes ago."""
    from jujiao.company.accounts.models import User
    from jujiao.company.estates.models import Residency
    from jujiao.company.staff.asking import viewer_of
    from jujiao.service.complaints import operations
    from jujiao.service.complaints.models import Category
    from jujiao.service.complaints.queries import department_for

    code, handler = WORKS[place % len(WORKS)]
    category = Category.objects.get(code=code)
    home = (
        Residency.objects.filter(household__room__estate=estate)
        .select_related("household__room")
        .order_by("-id")[place]
    )
    begun = now - timedelta(hours=3)
    clerk, other_clerk, worker = (
        viewer_of(User.objects.get(username=name), now) for name in ("clerk", "clerk2", handler)
    )
    complaint = operations.register(
        actor=clerk, now=begun, estate=estate, category=category, text="卫生间天花板漏水。", channel="phone",
        room=home.household.room, person=home.person,
    )  # fmt: skip
    at = [begun + timedelta(minutes=20 * step) for step in range(6)]
    one: dict[str, Any] = {"complaint_id": complaint.pk, "version": None}
    if steps > 1:
        department = department_for(estate.pk, category)
        assert department is not None, f"{estate} has no department for {category}"
        operations.dispatch(actor=clerk, now=at[1], department=department, **one)
    if steps > 2:
        operations.accept(actor=worker, now=at[2], **one)
    if steps > 3 and place % COMPLEX_EVERY == 1:
        operations.convert_to_complex(
            actor=worker, now=at[3], agreed_by=home.person.name, agreed_at=at[3], channel="phone",
            due_at=now + timedelta(days=6), report_every_hours=48, reason="需要更换水泵", **one,
        )  # fmt: skip
    elif steps > 3:
        operations.reply(actor=worker, now=at[3], text=ANSWER, channel="phone", **one)
    if steps > 4:
        operations.resolve(actor=worker, now=at[4], text=ANSWER, channel="phone", **one)
    if steps == TO_THE_END:
        operations.record_follow_up(actor=other_clerk, now=at[5], channel="phone", reached=True, score=5, **one)
    return complaint.pk


if __name__ == "__main__":
    main(sys.argv[1])
