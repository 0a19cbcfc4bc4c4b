"""Garbage to every door, in short: what `./jujiao drill garbage` throws, with the application in this process."""

import json
import os
from collections.abc import Iterator
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, connections
from django.test import Client
from django.urls import reverse

from jujiao.company.accounts.operations import issue_token
from jujiao.drills.garbage import guards, memory, pages
from jujiao.drills.garbage.api import Findings, described, operations_of, shares, throw
from jujiao.drills.garbage.course import Found
from jujiao.drills.garbage.exports import at_exports
from jujiao.drills.garbage.formulas import payloads
from jujiao.drills.garbage.memory import Memory
from jujiao.drills.garbage.pages import LARGE, VALUES, at_pages
from jujiao.drills.garbage.rows import Rows, ids_of
from jujiao.drills.garbage.texts import Call, at_texts
from jujiao.drills.garbage.texts import texts as texts_of_the_api
from jujiao.drills.garbage.uploads import at_uploads
from jujiao.drills.garbage.visiting import in_process
from jujiao.kernel.machine import clock
from jujiao.kernel.models import Attachment
from jujiao.kernel.record.access import Role
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.every_url import PEOPLE, addresses
from jujiao.testing.proofs import proofs, where
from jujiao.wsgi import application

CASES = 2_000
"""Cases of the API in the test run, over all roles."""

CHECKS = {
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection", "positive_data_acceptance", "missing_required_header",
    "unsupported_method", "allow_header_conformance", "use_after_free", "ensure_resource_availability", "ignored_auth",
    "object_level_authorization",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _connection_kept() -> Iterator[None]:
    """The end of a request leaves the test's own connection open, in which its rows are."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


class Quiet(WSGIRequestHandler):
    def log_message(self, *_line: object) -> None:
        """Says nothing of each request."""


@pytest.fixture
def here() -> Iterator[str]:
    """The address of a web server in this process, which sees the rows of the test: it takes its connection."""
    connection.inc_thread_sharing()
    own = connections["default"]

    def answer(environ: Any, start_response: Any) -> Any:
        connections["default"] = own
        return application(environ, start_response)

    with make_server("127.0.0.1", 0, answer, handler_class=Quiet) as server:
        serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        serving.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        serving.join()
    connection.dec_thread_sharing()


@pytest.mark.parametrize("role", PEOPLE)
def test_the_api_answers_garbage_as_it_says(role: Role, cast: Cast, here: str) -> None:
    found = thrown(cast, role, here)
    assert "\n".join(found.wrong.values()) == ""
    assert found.server_errors == 0
    assert found.cases >= CASES / len(PEOPLE)
    assert min(found.phases[phase] for phase in ("coverage", "fuzzing", "stateful")) > 0
    assert set(found.checks) == CHECKS


def thrown(cast: Cast, role: Role, here: str) -> Findings:
    member, findings = getattr(cast, PEOPLE[role]), Findings()
    token = issue_token(user=member.user, label="garbage", actor=member.viewer, now=clock.now())
    rows = Rows([ids_of(cast), ids_of(cast)])
    share = shares(CASES, len(operations_of(described(here))), len(PEOPLE))[list(PEOPLE).index(role)]
    throw(here, who=PEOPLE[role], token=token, share=share, rows=rows, findings=findings)
    return findings


def test_the_roles_together_cover_every_operation() -> None:
    for cases in (CASES, 8_000, 20_000):
        every = shares(cases, 20, 9)
        assert all(any(share.covers(number) for share in every) for number in range(20))
        assert sum(share.cases for share in every) >= cases
    assert all(share.covers(number) for share in shares(20_000, 20, 9) for number in range(20))


def test_texts_that_no_database_keeps_are_refused(cast: Cast) -> None:
    assert [what for _sent, what in at_texts(ids_of(cast), as_manager(cast)) if what] == []


def as_manager(cast: Cast) -> Call:
    token = issue_token(user=cast.manager.user, label="texts", actor=cast.manager.viewer, now=clock.now())
    client = Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})

    def call(method: str, path: str, body: bytes) -> tuple[int, Any]:
        got = client.generic(method, path, body, "application/json")
        is_json = got.content and "json" in got["Content-Type"]
        return got.status_code, json.loads(got.content) if is_json else got.content

    return call


def test_no_page_breaks_on_what_no_browser_sends(cast: Cast) -> None:
    found = list(at_pages(cast, in_process, VALUES, every=40))
    assert [what for _sent, what in found if what] == []
    assert sum(sent for sent, _what in found) > 300


def test_a_million_characters_break_nothing(cast: Cast) -> None:
    url = reverse("complaints:step", args=[a_complaint(cast).pk, "note"])
    assert [what for _sent, what in pages.throw(in_process(cast.clerk), url, LARGE) if what] == []


def test_of_seventy_hostile_files_what_is_kept_is_what_it_is_served_as(cast: Cast) -> None:
    found = list(at_uploads(cast, in_process, Memory(lambda: [os.getpid()])))
    assert [what for _name, _grown, wrong in found for what in wrong] == []
    assert len(found) > 60
    assert Attachment.objects.count() > 5


def test_files_are_sent_wherever_they_are_taken(cast: Cast) -> None:
    sent = {door.address for proof in proofs().values() for door in proof.drilled.uploads(cast)}
    lacking = {
        page.name: where(page.app, "drilled")
        for page in addresses()
        if getattr(page.view, "takes", 0) and page.name not in sent
    }
    assert lacking == {}, "Write into these files what is sent to the door that takes files."


def test_memory_is_watched_where_it_can_be() -> None:
    """Some machines page out what lies idle, and by chance as much in the very moment."""
    assert not memory.possible() or any(_seen(50_000_000) for _time in range(4))


def _seen(size: int) -> bool:
    watched = Memory(lambda: [os.getpid()])
    watched.begin()
    held = bytearray(b"x" * size)
    return watched.grown() * 1024 > len(held) * 0.9


def test_of_five_hundred_formulas_none_lives_in_an_export(cast: Cast) -> None:
    assert dict(at_exports(cast, in_process)) == {name: [] for name in EXPORTS}
    assert len(set(payloads())) == 500


EXPORTS = ("queue", "workbook", "workbook with contacts", "own data")


def test_without_the_guards_files_formulas_and_texts_live(cast: Cast) -> None:
    complaint = a_complaint(cast)
    with guards.taken_out():
        body = f"version={complaint.version}&text=a%00b".encode()
        noted = in_process(cast.clerk)(
            "POST", reverse("complaints:step", args=[complaint.pk, "note"]), body, pages.FORM
        )
        texts = [what for _one, what in at_texts(ids_of(cast) | {"complaint_id": complaint}, as_manager(cast)) if what]
        files = list(at_uploads(cast, in_process, Memory(list)))
        exports = dict(at_exports(cast, in_process))
    assert noted.status == 500
    assert len(texts) >= 2 * len(list(texts_of_the_api()))
    assert any("not a picture" in what for _name, _grown, wrong in files for what in wrong)
    assert [name for name, alive in exports.items() if alive] == list(EXPORTS[:3])


def test_a_control_must_fail_in_every_part() -> None:
    found = Found(wrong={"files": ["one"], "exports": []})
    assert (found.outcome(control=True).held, found.outcome(control=False).held) == (True, False)
    assert not Found(wrong={"files": ["one"], "exports": ["two"]}).outcome(control=True).held
