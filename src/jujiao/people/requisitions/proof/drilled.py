"""What the drills ask of requisitions."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from jujiao.people.requisitions.models import SUBJECT, Requisition
from jujiao.people.requisitions.proof.rows import SAID, Maker, a_requisition
from jujiao.testing.drilled import Acting, Drilled, Once

HEAD, HR, DIRECTOR = (("head_of_engineering",) * 4, ("hr",) * 4, ("director",) * 4)


def once(acting: Acting) -> Iterator[Once]:
    """Each step, taken once."""
    make = Maker(acting.estate, acting.now, acting.viewer)
    needed_by = make.wanted().needed_by.isoformat()
    position = {"name": "水电工", "number": 1, "needed_by": needed_by, **SAID}

    def answer_on_page(_row: Requisition) -> dict[str, Any]:
        card = {f"positions-0-{name}": value for name, value in position.items()}
        return {"positions-TOTAL_FORMS": 1, "positions-INITIAL_FORMS": 0, **card}

    def path(verb: str) -> Any:
        return lambda row: f"/api/v1/requisitions/{row.pk}/{verb}"

    def page(verb: str) -> Any:
        return lambda row: reverse("requisitions:step", args=[row.pk, verb])

    def nothing(_row: Requisition) -> dict[str, Any]:
        return {}

    def why(_row: Requisition) -> dict[str, Any]:
        return {"reason": "请写明原因"}

    said: dict[str, Any] = {"subject": SUBJECT}
    yield Once(
        verb="answer", row=make.asked, path=path("answer"), fields=lambda _row: {"positions": [position]}, who=HEAD,
        api=True, **said,
    )  # fmt: skip
    yield Once(
        verb="answer", row=make.asked, path=lambda row: reverse("requisitions:answer", args=[row.pk]),
        fields=answer_on_page, who=HEAD, **said,
    )  # fmt: skip
    yield Once(verb="accept", row=make.answered, path=page("accept"), fields=nothing, who=HR, **said)
    yield Once(verb="take_note", row=make.nobody, path=page("take_note"), fields=nothing, who=HR, **said)
    yield Once(verb="approve", row=make.accepted, path=page("approve"), fields=nothing, who=DIRECTOR, **said)
    yield Once(verb="refuse", row=make.accepted, path=page("refuse"), fields=why, who=DIRECTOR, **said)
    yield Once(verb="send_back", row=make.answered, path=page("send_back"), fields=why, who=HR, **said)
    yield Once(
        verb="take_back", row=make.answered_again, path=path("take-back"), fields=nothing, who=HEAD, api=True, **said
    )
    yield Once(verb="withdraw", row=make.answered, path=path("withdraw"), fields=why, who=HEAD, api=True, **said)


DRILLED = Drilled(row=a_requisition, once=once)
