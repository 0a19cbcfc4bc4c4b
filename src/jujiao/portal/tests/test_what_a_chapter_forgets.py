"""What a chapter forgets is named: each part is taken away from the chapter of the tests in turn."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps

from jujiao.kernel.record import chapters
from jujiao.kernel.record.chapters import Chapter, chapter_of
from jujiao.testing.canaries import Planted, plant
from jujiao.testing.cast import Cast
from jujiao.testing.chapters import gaps, models_of, recorded_models
from jujiao.testing.every_url import addresses
from jujiao.testing.fixtures import SignIn
from jujiao.testing.proofs import Proof, proofs
from jujiao.testing.proven import ASKED, missing, uncounted, unmarked
from jujiao.testing.tea import installed

WITHOUT: dict[str, Any] = {
    "subjects": (),
    "addresses": {},
    "api": None,
    "places": (),
    "finders": (),
    "help": None,
    "topics": (),
    "notices": {},
    "tables": {},
    "columns": {},
    "verbs": {},
    "names_of_owners": frozenset(),
    "personal_data": None,
    "in_hand": (),
    "founding": None,
    "demonstration": None,
}
"""Each part that can be forgotten. Nobody can tell whether `starts` and `commitments` were forgotten, or not meant."""


@pytest.fixture
def tea(db: None) -> Iterator[Chapter]:
    with installed.installed():
        installed.make_tables()
        yield installed.chapter()


def gaps_of(chapter: Chapter) -> set[str]:
    with installed.declared(chapter):
        return gaps(chapter, installed.PACKAGE, models_of("tea"), recorded_models("tea"))


@pytest.mark.parametrize("key", [chapter.key for chapter in chapters.chapters()])
def test_no_chapter_forgets_a_part(key: str) -> None:
    package = apps.get_app_config(key).name
    assert gaps(chapter_of(key), package, models_of(key), recorded_models(key)) == set()


def test_a_whole_chapter_has_no_gaps(tea: Chapter) -> None:
    assert gaps_of(tea) == set()


@pytest.mark.parametrize("part", WITHOUT)
def test_what_a_chapter_forgets_is_named(part: str, tea: Chapter) -> None:
    assert gaps_of(replace(tea, **{part: WITHOUT[part]})) == {part}


def test_a_forgotten_kind_of_promise_is_named(tea: Chapter) -> None:
    [subject] = tea.subjects
    assert gaps_of(replace(tea, subjects=(replace(subject, promises=()),))) == {"promises"}


def test_a_forgotten_kind_of_measurement_is_named(tea: Chapter) -> None:
    [subject] = tea.subjects
    assert gaps_of(replace(tea, subjects=(replace(subject, measurements=()),))) == {"measurements"}


def lacking(proof: Proof) -> dict[str, list[str]]:
    return {part: said for part, said in missing("tea", proof).items() if said}


def test_a_whole_proof_lacks_nothing(tea: Chapter) -> None:
    with installed.declared(tea):
        assert lacking(proofs()["tea"]) == {}


@pytest.mark.parametrize("part", [part for part in ASKED if part != "changes"])
def test_what_a_proof_forgets_is_named_with_its_file(part: str, tea: Chapter) -> None:
    with installed.declared(tea):
        whole = proofs()["tea"]
        found = lacking(replace(whole, **{part: getattr(Proof(), part)}))
    assert set(found) == {part}
    file = f"{part}.toml" if part in {"doors", "api_doors", "query_counts"} else "__init__.py"
    assert all(said.endswith(f"Write it into src/jujiao/testing/tea/proof/{file}.") for said in found[part])


@pytest.mark.parametrize("part", ["doors", "api_doors", "changes"])
def test_a_line_of_what_is_not_there_is_named(part: str, tea: Chapter) -> None:
    stale: dict[str, Any] = {"changes": {"raced": ["tea:drink"]}}.get(part, {"tea:drink": "staff"})
    with installed.declared(tea):
        whole = proofs()["tea"]
        more: dict[str, Any] = {part: {**getattr(whole, part), **stale}}
        found = lacking(replace(whole, **more))
    assert found == {
        part: [f"tea:drink: src/jujiao/testing/tea/proof/{part}.toml has a line for what tea does not have."]
    }


def test_a_list_that_nobody_counts_is_named(tea: Chapter, cast: Cast, sign_in: SignIn) -> None:
    with installed.declared(tea):
        page = next(address for address in addresses() if address.name == "tea:cups")
        context, whole = sign_in(cast.clerk).get("/tea/").context, proofs()["tea"]
        assert uncounted(page, whole, context) == []
        uncounted_now = uncounted(page, replace(whole, query_counts={}, lists={}), context)
    assert uncounted_now == [
        "tea:cups: how many queries does it ask? Write it into src/jujiao/testing/tea/proof/query_counts.toml."
    ]


def test_rows_and_subjects_that_nobody_marked_are_named(tea: Chapter, cast: Cast) -> None:
    with installed.declared(tea):
        planted = plant(cast)
        assert unmarked("tea", planted) == []
        without = Planted({**planted.by_app, "tea": []}, planted.phones)
        said = unmarked("tea", without)
    assert [one.removesuffix(": plant a canary in src/jujiao/testing/tea/proof/__init__.py.") for one in said] == [
        "Nobody looks for rows named cup_id of others",
        "Nobody looks for the subject tea of others",
        "Nobody looks for the rows of its operations of others",
    ]
