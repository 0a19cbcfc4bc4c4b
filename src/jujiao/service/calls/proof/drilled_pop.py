"""What the drills ask of scripts: their steps that can be taken once."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse

from jujiao.service.calls.models import Script
from jujiao.service.calls.proof.rows_pop import script
from jujiao.testing.drilled import Acting, Once

WRITERS = ("manager", "director", "manager", "director")


def once(acting: Acting) -> Iterator[Once]:
    """A version is published once, a wording withdrawn once: four ask, one is taken."""
    estate = acting.estate

    def page(name: str) -> Callable[[Any], str]:
        return lambda row: reverse(name, args=[row.pk])

    def row() -> Script:
        Script.objects.filter(company=estate.company, estate=estate).update(in_use=True)
        return script(estate.company, estate, now=acting.now)

    def wording(row: Script) -> dict[str, Any]:
        return {"text": f"{{小区}}您好，第 {row.version} 版"}

    def nothing(_row: Script) -> dict[str, Any]:
        return {}

    said: dict[str, Any] = {"subject": "script", "row": row, "who": WRITERS}
    yield Once(verb="publish_script", path=page("telephony:publish_script"), fields=wording, **said)
    yield Once(verb="withdraw_script", path=page("telephony:withdraw_script"), fields=nothing, **said)
