"""What proves the rulebook."""

from collections.abc import Iterator
from typing import Any

from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.rulebook.operations import draft_version, ship_first_version
from jujiao.company.rulebook.queries import draft_of
from jujiao.rules.figures import SHIPPED
from jujiao.testing.canaries import NOBODY, Canary, entered, everybody_but
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


OTHER, DRAFT = "canary-rules-other", "canary-rules-draft"


def canaries(cast: Cast) -> Iterator[Canary]:
    """A marked version of the other company, and a marked draft, which residents do not see."""
    ship_first_version(company=cast.other_company, now=NOW)
    other = RulebookVersion.objects.create(company=cast.other_company, number=9, note=OTHER)
    yield Canary(
        mark=OTHER,
        kept_from=everybody_but("outsider"),
        at={"version_id": other.pk},
        subjects=(entered("rulebook", other.pk, OTHER),),
        read=("outsider", "rulebook:versions"),
    )
    draft = draft_version(company=cast.company, note=DRAFT, actor=cast.hr.viewer, now=NOW)
    kept_from = frozenset({"resident", "neighbour", "tenant", "outsider", NOBODY})
    yield Canary(mark=DRAFT, kept_from=kept_from, at={"version_id": draft.pk}, read=("clerk", "rulebook:versions"))


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
    canaries=canaries,
    lists={"rulebook:versions": List("clerk", a_version)},
)
