"""What proves the notices."""

from collections.abc import Iterator

from jujiao.company.estates.models import Person
from jujiao.notices.models import CallTask, Delivery, Notice
from jujiao.testing.canaries import Canary, everybody_but
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.drilled import Drilled
from jujiao.testing.proofs import Call, List, Proof
from jujiao.testing.rows import SUBJECT, a_call, a_delivery, a_notice

COLLEAGUE, OTHER, CALLED = "canary-notice-colleague", "canary-notice-other", "canary-called"


def canaries(cast: Cast) -> Iterator[Canary]:
    """A marked notice of a colleague, and one of the other company that also goes by mail."""
    own = a_notice(cast.clerk2, params={"number": COLLEAGUE})
    yield Canary(mark=COLLEAGUE, kept_from=everybody_but(), at={"notice_id": own.pk}, row=own)
    other = a_notice(cast.outsider, params={"number": OTHER}, estate_id=cast.other_estate.pk)
    delivery = Delivery.objects.create(notice=other, channel="email", created_at=NOW)
    yield Canary(
        mark=OTHER,
        kept_from=everybody_but("outsider"),
        at={"notice_id": other.pk, "delivery_id": delivery.pk},
        read=("outsider", "notices:inbox"),
    )
    person = Person.objects.create(company=cast.other_estate.company, name=CALLED, phone="13877770009")
    call = a_call(cast, estate_id=cast.other_estate.pk, person=person, phone=person.phone)
    yield Canary(
        mark=CALLED, kept_from=everybody_but("outsider"), at={"call_id": call.pk}, read=("outsider", "notices:calls")
    )
    yield _number(call, "outsider")
    yield _number(a_call(cast), "clerk", "manager")


def _number(call: CallTask, *callers: str) -> Canary:
    """The number of whom the desk of an estate is to call: it is shown in full to those alone who make its calls."""
    return Canary(
        mark=call.phone,
        kept_from=everybody_but(*callers),
        at={"call_id": call.pk},
        revealed_at=frozenset({"notices:call_number"}),
    )


def a_case(cast: Cast) -> None:
    """Two notices of a case for the clerk: one row in the inbox."""
    number = Notice.objects.count() + 1
    for _ in range(2):
        a_notice(cast.clerk, subject_kind=SUBJECT, subject_id=number)


def to_the_resident(cast: Cast) -> Notice:
    """One that they have not read."""
    return a_notice(cast.resident)


PROOF = Proof(
    case=to_the_resident,
    drilled=Drilled(row=to_the_resident),
    calls={
        "notice_read": Call(seen=False),
        "notice_read_all": Call(seen=False),
        "notice_choose_ways": Call(body={"quiet_from": "22:00", "quiet_until": "07:00"}, seen=False),
        "notice_give_consent": Call(body={"offers": True}, seen=False),
    },
    samples={
        "notices:consent_of_person": lambda scene: {"person_id": scene.cast.resident.person.pk},
        "notices:open": lambda scene: {"notice_id": a_notice(scene.member).pk},
        "notices:others": lambda scene: {"notice_id": a_notice(scene.member).pk},
        "notices:call_number": lambda scene: {"call_id": a_call(scene.cast).pk},
        "notices:end_call": lambda scene: {"call_id": a_call(scene.cast).pk, "outcome": "reached"},
        "notices:retry": lambda scene: {"delivery_id": a_delivery(scene.cast).pk},
        "receipts:receive": {"way": "tencent", "secret": "of-nobody"},
    },
    own=frozenset({"notices:open", "notices:others", "receipts:receive"}),
    canaries=canaries,
    lists={
        "notices:calls": List("clerk", a_call),
        "notices:deliveries": List("sysadmin", a_delivery),
        "notices:inbox": List("clerk", a_case),
    },
)
