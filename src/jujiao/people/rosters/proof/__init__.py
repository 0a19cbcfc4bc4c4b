"""What proves rosters."""

from typing import Any

from jujiao.people.rosters.proof.canaries import plant
from jujiao.people.rosters.proof.drilled import DRILLED
from jujiao.people.rosters.proof.rows import a_roster, maker
from jujiao.testing.proofs import List, Proof, Scene


def _draft(scene: Scene) -> dict[str, Any]:
    return {"roster_id": maker(scene.cast).drafted().pk}


def _run(scene: Scene) -> dict[str, Any]:
    return {"run_id": maker(scene.cast).run().pk}


def _published(scene: Scene) -> dict[str, Any]:
    """One that everybody who works there sees: a post of the engineers, or of the desk for its clerks."""
    return {"roster_id": a_roster(scene.cast, scene.member).pk}


def _post_and_shift(scene: Scene) -> dict[str, Any]:
    make = maker(scene.cast)
    return {"duty_post_id": make.duties.post().pk, "shift_kind_id": make.shift().pk}


def _need(scene: Scene) -> dict[str, Any]:
    return {"need_id": maker(scene.cast).need().pk}


PROOF = Proof(
    samples={
        "rosters:acknowledge": _published,
        "rosters:add_dated": lambda scene: {"duty_post_id": maker(scene.cast).duties.post().pk},
        "rosters:change_dated": _need,
        "rosters:change_shift": lambda scene: {"shift_kind_id": maker(scene.cast).shift().pk},
        "rosters:publish": _draft,
        "rosters:remove_dated": _need,
        "rosters:roster": _published,
        "rosters:run": _draft,
        "rosters:search": _draft,
        "rosters:stop": _run,
        "rosters:take_over": _run,
        "rosters:weekly": _post_and_shift,
        "rosters:withdraw": _draft,
    },
    lists={"rosters:list": List("hr", lambda cast: maker(cast).roster())},
    canaries=plant,
    drilled=DRILLED,
)
