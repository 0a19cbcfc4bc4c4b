"""Garbage to every door, in short: what `./jujiao drill garbage` throws, with the application in this process."""

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import reverse

from jujiao.company.accounts.operations import issue_token
from jujiao.drills.garbage import guards, pages
from jujiao.drills.garbage.api import Findings, described, throw
from jujiao.drills.garbage.course import at_exports, at_pages, at_uploads, browser
from jujiao.drills.garbage.formulas import payloads
from jujiao.drills.garbage.pages import LARGE, VALUES
from jujiao.kernel import clock
from jujiao.kernel.access import Role
from jujiao.service.complaints.models import Photo
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.every_url import PEOPLE
from jujiao.wsgi import application

EXAMPLES = 12


@pytest.fixture(autouse=True)
def _connection_kept() -> Iterator[None]:
    """The end of a request leaves the test's own connection open, in which its rows are."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("role", PEOPLE)
def test_the_api_answers_garbage_as_it_says(role: Role, cast: Cast) -> None:
    found = thrown(cast, PEOPLE[role])
    assert "\n".join(found.wrong.values()) == ""
    assert found.server_errors == 0
    assert found.cases >= 2_000 / len(PEOPLE)


def thrown(cast: Cast, who: str, examples: int = EXAMPLES) -> Findings:
    member, findings = getattr(cast, who), Findings()
    token = issue_token(user=member.user, label="garbage", actor=member.viewer, now=clock.now())
    rows = [(each.pk, each.version) for each in (a_complaint(cast), a_complaint(cast))]
    throw(described(app=application), who=who, token=token, examples=examples, rows=rows, findings=findings)
    return findings


def test_no_page_breaks_on_what_no_browser_sends(cast: Cast) -> None:
    found = list(at_pages(cast, VALUES, every=40))
    assert [what for _sent, wrong in found for what in wrong] == []
    assert sum(sent for sent, _wrong in found) > 300


def test_a_million_characters_break_nothing(cast: Cast) -> None:
    url = reverse("complaints:step", args=[a_complaint(cast).pk, "note"])
    assert list(pages.throw(browser(cast.clerk), url, LARGE)) == []


def test_of_sixty_hostile_files_only_pictures_drawn_anew_are_kept(cast: Cast) -> None:
    found = list(at_uploads(cast))
    assert [what for _name, wrong in found for what in wrong] == []
    assert len(found) > 60
    assert Photo.objects.count() > 5


def test_of_five_hundred_formulas_none_lives_in_an_export(cast: Cast) -> None:
    assert at_exports(cast) == []
    assert len(set(payloads())) == 500


def test_without_the_guards_files_and_formulas_live(cast: Cast) -> None:
    with guards.taken_out():
        assert any("not a picture" in what for _name, wrong in at_uploads(cast) for what in wrong)
        assert any(what.startswith("workbook: xl/worksheets") for what in at_exports(cast))
