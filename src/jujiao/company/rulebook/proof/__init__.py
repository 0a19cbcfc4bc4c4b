"""What proves the rulebook."""

from typing import Any

from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.rulebook.operations import draft_version
from jujiao.company.rulebook.queries import draft_of
from jujiao.rules.figures import SHIPPED
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.proofs import List, Proof, Scene


def a_draft(cast: Cast) -> RulebookVersion:
    """The draft of the company's rulebook, made where there is none."""
    found = draft_of(cast.company.pk)
    return found or draft_version(company=cast.company, note="", actor=cast.hr.viewer, now=NOW)


def a_version(cast: Cast) -> RulebookVersion:
    """One more version of the rulebook."""
    number = cast.company.rulebook_versions.count() + 1
    return RulebookVersion.objects.create(company=cast.company, number=number)


def _version(scene: Scene) -> dict[str, Any]:
    return {"version_id": scene.cast.version.pk}


def _draft(scene: Scene) -> dict[str, Any]:
    return {"version_id": a_draft(scene.cast).pk}


def _figure(scene: Scene) -> dict[str, Any]:
    return {**_draft(scene), "key": SHIPPED[0].key}


PROOF = Proof(
    samples={
        "rulebook:acknowledge": _version,
        "rulebook:clause": {"number": "3.2.2"},
        "rulebook:discard": _draft,
        "rulebook:figure": _figure,
        "rulebook:promises_of": _version,
        "rulebook:publish": _draft,
        "rulebook:remove": _figure,
        "rulebook:version": _version,
    },
    own=frozenset({"rulebook:clause"}),
    lists={"rulebook:versions": List("clerk", a_version)},
)
