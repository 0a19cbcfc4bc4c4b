"""What stands in the addresses of exchanges and their telephones."""

from collections.abc import Mapping
from typing import Any

from jujiao.service.calls.models import Source
from jujiao.service.calls.proof.rows import maker
from jujiao.testing.cast import Cast
from jujiao.testing.proofs import List, Sample, Scene


def a_source(cast: Cast) -> Source:
    return maker(cast).source()


def _source(scene: Scene) -> dict[str, Any]:
    return {"source_id": a_source(scene.cast).pk}


SAMPLES: Mapping[str, Sample] = {
    "telephony:add_telephone": _source,
    "telephony:bring": _source,
    "telephony:change_source": _source,
    "telephony:change_telephone": lambda scene: {"telephone_id": maker(scene.cast).telephone().pk},
    "telephony:renew_secret": _source,
    "telephony:source": _source,
    "telephony:tell": {"source_id": 1, "secret": "of-nobody"},
}
LISTS: Mapping[str, List] = {"telephony:sources": List("sysadmin", a_source)}
OWN = frozenset({"telephony:tell"})
