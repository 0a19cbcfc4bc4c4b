"""A chapter is added by adding files: one of the tests alone is everywhere, and what it forgets is named."""

from collections.abc import Iterator
from dataclasses import replace
from importlib import reload
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test.utils import isolate_apps
from django.urls import clear_url_caches, reverse
from ninja import NinjaAPI

from jujiao.company.estates.models import Person
from jujiao.company.rulebook import promised
from jujiao.kernel import chapters, subjects
from jujiao.kernel.chapters import Chapter, Founded, Menu, chapter_of
from jujiao.notices import sentences
from jujiao.notices.models import Notice
from jujiao.portal import hearing, navigation, start, urls
from jujiao.portal.api import offer
from jujiao.portal.audit.words import table_words, without_owners_name, words_of
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.chapters import gaps, models_of, recorded_models
from jujiao.testing.fixtures import SignIn
from jujiao.testing.tea.chapter import CHAPTER
from jujiao.testing.tea.founding import BOILED
from jujiao.testing.tea.operations import serve

PACKAGE = "jujiao.testing.tea"
WITHOUT: dict[str, Any] = {
    "subjects": (),
    "addresses": {},
    "api": None,
    "places": (),
    "topics": (),
    "notices": {},
    "tables": {},
    "columns": {},
    "names_of_owners": frozenset(),
    "personal_data": None,
    "founding": None,
    "demonstration": None,
}
"""Each part that can be forgotten. Nobody can tell whether `starts` and `commitments` were forgotten, or not meant."""


def forget_what_was_read() -> None:
    for read in (navigation.menu_of, navigation.target, start.elsewhere, sentences.sentences, promised.commitments):
        read.cache_clear()
    clear_url_caches()
    reload(urls)


@pytest.fixture
def declare(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Registers a chapter until the test is over."""
    monkeypatch.setattr(chapters, "_chapters", {**chapters._chapters})
    monkeypatch.setattr(subjects, "_kinds", {**subjects._kinds})

    def declare(chapter: Chapter) -> None:
        chapters.register(chapter)
        forget_what_was_read()

    yield declare
    monkeypatch.undo()
    forget_what_was_read()


@pytest.fixture
def tea(declare: Any, db: None) -> Chapter:
    declare(CHAPTER)
    return CHAPTER


@isolate_apps()
def cup() -> type[models.Model]:
    class Cup(models.Model):
        guest = models.ForeignKey(Person, models.PROTECT, "+", verbose_name="guest")
        guest_name = models.CharField(max_length=20)
        poured = models.BooleanField()

        class Meta:
            app_label = "tea"

    return Cup


def gaps_of(chapter: Chapter) -> set[str]:
    model = cup()
    return gaps(chapter, PACKAGE, [model], {model: ["guest", "guest_name", "poured"]})


@pytest.mark.parametrize("key", [chapter.key for chapter in chapters.chapters()])
def test_no_chapter_forgets_a_part(key: str) -> None:
    package = apps.get_app_config(key).name
    assert gaps(chapter_of(key), package, models_of(key), recorded_models(key)) == set()


def test_a_whole_chapter_has_no_gaps(tea: Chapter) -> None:
    whole = replace(tea, columns={**tea.columns, "guest": "guest", "guest_name": "guest"})
    assert gaps_of(whole) == set()


@pytest.mark.parametrize("part", WITHOUT)
def test_what_a_chapter_forgets_is_named(part: str, declare: Any) -> None:
    whole = replace(CHAPTER, columns={**CHAPTER.columns, "guest": "guest", "guest_name": "guest"})
    forgetful = replace(whole, **{part: WITHOUT[part]})
    declare(forgetful)
    assert gaps_of(forgetful) == {part}


def test_a_new_chapter_is_everywhere(tea: Chapter, cast: Cast, sign_in: SignIn) -> None:
    clerk = sign_in(cast.clerk)
    assert reverse("tea:cups") == "/tea/"
    assert clerk.get("/tea/").text == "tea"
    assert sign_in(cast.engineer).get("/tea/").status_code == 404
    pages = [place.page for place in navigation.menu_of(Menu.STAFF)]
    assert pages[:4] == ["portal:home", "complaints:board", "tea:cups", "complaints:queue"]
    assert "/tea/" in [item.url for item in navigation.places(cast.clerk.viewer, "/")]
    assert start.start_of(cast.engineer.viewer) == "tea:cups"
    assert f"kettle:{cast.estate.pk}" in hearing.topics_of(cast.clerk.viewer)
    assert "The water boils" in str(navigation.live(cast.clerk.viewer))
    assert [one.rank for one in promised.commitments()] == [50, 100, 200, 300, 400]
    assert sign_in(cast.resident).get(reverse("owner:export")).json()["tea"] == ["oolong"]
    assert "tea" in [kind.key for kind in sign_in(cast.auditor).get("/audit/").context["subjects"]]
    assert (table_words(cup()), words_of(cup(), "poured")) == ("Cups", "poured")
    assert without_owners_name(cup(), "guest_name", "林晓梅") == "林*"


def test_a_new_chapter_tells_offers_and_is_founded(tea: Chapter, cast: Cast) -> None:
    serve(guest=cast.resident.user, estate_id=cast.estate.pk, actor=cast.clerk.viewer, now=NOW)
    assert sentences.sentence(Notice.objects.get()) == "Tea is served"
    root = NinjaAPI(urls_namespace="tea")
    assert tea.api
    offer(root, tea.key, tea.api)
    [listed] = root.get_openapi_schema(path_prefix="")["paths"].values()
    assert (listed["get"]["operationId"], listed["get"]["tags"]) == ("tea_list", ["tea"])
    BOILED.clear()
    founded = Founded(company_id=cast.company.pk, estate_id=cast.estate.pk, now=NOW, in_force_from=NOW)
    chapters.found(founded)
    assert [founded] == BOILED


def test_without_its_chapter_nothing_of_it_is_there(cast: Cast, sign_in: SignIn) -> None:
    """The control: the same files, and nobody declared them."""
    assert sign_in(cast.clerk).get("/tea/").status_code == 404
    with pytest.raises(subjects.UnknownKindError), transaction.atomic():
        serve(guest=cast.resident.user, estate_id=cast.estate.pk, actor=cast.clerk.viewer, now=NOW)
    assert not Notice.objects.exists()
