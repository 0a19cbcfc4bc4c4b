"""What proves rosters."""

from typing import Any

from jujiao.company.staff.models import Employee
from jujiao.people.rosters.proof.asked_rows import AskedMaker
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


def _asked(scene: Scene) -> AskedMaker:
    return AskedMaker(maker(scene.cast))


def _me(scene: Scene) -> Employee:
    """Whoever asks, or somebody whom owners must not know anything of."""
    return scene.member.works_as or scene.cast.engineer.employee


def _own_duty(scene: Scene) -> dict[str, Any]:
    return {"duty_id": _asked(scene).duty(_me(scene)).pk}


def _asked_of_me(scene: Scene) -> dict[str, Any]:
    return {"swap_id": _asked(scene).swap(other=_me(scene)).pk}


def _asked_by_me(scene: Scene) -> dict[str, Any]:
    return {"swap_id": _asked(scene).swap(asker=_me(scene)).pk}


def _accepted(scene: Scene) -> dict[str, Any]:
    return {"swap_id": _asked(scene).accepted().pk}


def _leave(scene: Scene) -> dict[str, Any]:
    return {"asked_id": _asked(scene).leave().pk}


PROOF = Proof(
    samples={
        "rosters:accept": _asked_of_me,
        "rosters:approve": _accepted,
        "rosters:ask_swap": _own_duty,
        "rosters:cell": lambda scene: _asked(scene).cell(),
        "rosters:decline": _asked_of_me,
        "rosters:edit": _draft,
        "rosters:grant_leave": _leave,
        "rosters:refuse": _accepted,
        "rosters:refuse_leave": _leave,
        "rosters:sheet": _published,
        "rosters:unwish": lambda scene: {"wish_id": _asked(scene).wish(_me(scene)).pk},
        "rosters:withdraw_leave": lambda scene: {"asked_id": _asked(scene).leave(_me(scene)).pk},
        "rosters:withdraw_swap": _asked_by_me,
        "rosters:workbook": _published,
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
    own=frozenset(
        {
            "rosters:accept",
            "rosters:ask_swap",
            "rosters:decline",
            "rosters:unwish",
            "rosters:withdraw_leave",
            "rosters:withdraw_swap",
        }
    ),
    lists={"rosters:list": List("hr", lambda cast: maker(cast).roster())},
    canaries=plant,
    drilled=DRILLED,
)
