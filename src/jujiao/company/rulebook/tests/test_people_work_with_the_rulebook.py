"""The pages: employees read and acknowledge, administration drafts, the director publishes, owners see the promises."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from jujiao.company.rulebook import operations, queries
from jujiao.company.rulebook.models import Acknowledgement, RulebookVersion, VersionState
from jujiao.company.rulebook.promised import commitments
from jujiao.kernel.record import subjects
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

REPLY = "complaint.first_reply"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def draft(cast: Cast, now: datetime) -> RulebookVersion:
    return operations.draft_version(company=cast.company, note="回复更快", actor=cast.hr.viewer, now=now)


def set_reply(browser: Client, draft: RulebookVersion, value: str, **more: Any) -> Any:
    draft.refresh_from_db()
    typed = {"version": draft.version, "value": value, "source": "业主大会", **more}
    return browser.post(f"/rulebook/versions/{draft.pk}/figures/{REPLY}/", typed, headers=HTMX)


def test_owners_are_promised_only_what_is_measured() -> None:
    """A published limit is a term of the contract (民法典 938)."""
    kept = {kind.rule.figure for kind in subjects.promise_kinds()}
    told = {figure for commitment in commitments() for figure in commitment.figures}
    assert told
    assert told <= kept


def test_every_employee_reads_the_rulebook(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.cleaner)
    listed = browser.get("/rulebook/")
    assert [row.number for row in listed.context["page"].rows] == [1]
    assert listed.context["in_force"] == cast.version
    page = browser.get(f"/rulebook/versions/{cast.version.pk}/")
    rows = {row.key: row for chapter in page.context["chapters"] for row in chapter.rows}
    assert (rows[REPLY].clause, rows[REPLY].kind.value, rows[REPLY].enabled) == ("3.2.2", "regulation", True)
    assert rows["call.seconds_strict"].enabled is False
    assert page.context["readers"] is None
    assert "/publish/" not in page.text


def test_reading_is_acknowledged_on_the_page(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.guard)
    url = f"/rulebook/versions/{cast.version.pk}/"
    assert browser.get(url).context["read"] is False
    assert browser.post(f"{url}acknowledge/").status_code == 302
    assert Acknowledgement.objects.get().user == cast.guard.user
    assert browser.get(url).context["read"] is True


def test_overseers_see_who_has_read(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.auditor).get(f"/rulebook/versions/{cast.version.pk}/")
    assert (page.context["readers"].read, page.context["readers"].total) == (0, 14)


def test_a_draft_is_made_changed_and_published(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.hr)
    made = browser.post("/rulebook/draft/", {"note": "初步回复 12 小时"}, headers=HTMX)
    draft = RulebookVersion.objects.get(number=2)
    assert (made.status_code, made["HX-Redirect"]) == (204, f"/rulebook/versions/{draft.pk}/")
    assert set_reply(browser, draft, "12").status_code == 204
    assert set_reply(browser, draft, "8", estate=cast.estate.pk).status_code == 204
    page = browser.get(f"/rulebook/versions/{draft.pk}/")
    assert [(change.estate, change.clause) for change in page.context["changes"]] == [
        ("", "3.2.2"),
        ("云栖花园", "3.2.2"),
    ]
    assert "/publish/" not in page.text

    draft.refresh_from_db()
    given = {"version": draft.version, "proof": "3 月 11 日公告栏", "start": "now"}
    assert browser.post(f"/rulebook/versions/{draft.pk}/publish/", given).status_code == 404
    director = sign_in(cast.director)
    assert director.post(f"/rulebook/versions/{draft.pk}/publish/", given, headers=HTMX).status_code == 204
    draft.refresh_from_db()
    assert (draft.state, draft.published_by_id) == (VersionState.PUBLISHED, cast.director.user.pk)
    assert queries.figures(draft.pk, cast.estate.pk).number(REPLY) == 8


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"proof": "", "start": "now"}, "proof"),
        ({"proof": "公告", "start": "later"}, "effective_from"),
        ({"proof": "公告", "start": "later", "effective_from": "2020-01-01T00:00"}, "__all__"),
        ({"proof": "公告", "start": "later", "effective_from": "soon"}, "effective_from"),
        ({"proof": "公告", "start": "x"}, "start"),
    ],
)
def test_a_publication_with_a_mistake_comes_back(
    cast: Cast, sign_in: SignIn, draft: RulebookVersion, typed: dict[str, str], field: str
) -> None:
    url = f"/rulebook/versions/{draft.pk}/publish/"
    page = sign_in(cast.director).post(url, {"version": draft.version, **typed}, headers=HTMX)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    draft.refresh_from_db()
    assert draft.state == VersionState.DRAFT


@pytest.mark.parametrize("value", ["", "0", "-3", "1e9", "nan", "十二", "1.23456"])
def test_a_value_with_a_mistake_comes_back(cast: Cast, sign_in: SignIn, draft: RulebookVersion, value: str) -> None:
    page = set_reply(sign_in(cast.hr), draft, value)
    assert page.status_code == 422
    assert "value" in page.context["form"].errors
    assert "业主大会" in page.text


def test_who_comes_second_sees_both_values(cast: Cast, sign_in: SignIn, draft: RulebookVersion) -> None:
    browser = sign_in(cast.hr)
    set_reply(browser, draft, "12")
    page = set_reply(browser, draft, "6", version=1)
    assert page.status_code == 409
    (row,) = page.context["rows"]
    assert (row["mine"].split()[0], row["theirs"].split()[0], row["differs"]) == ("6", "12", True)
    draft.refresh_from_db()
    assert f'value="{draft.version}"' in page.text
    assert draft.parameters.get(key=REPLY).value == 12


def test_an_override_is_taken_back_on_the_page(cast: Cast, sign_in: SignIn, draft: RulebookVersion) -> None:
    browser = sign_in(cast.manager)
    set_reply(browser, draft, "8", estate=cast.estate.pk)
    dialog = browser.get(f"/rulebook/versions/{draft.pk}/figures/{REPLY}/?estate={cast.estate.pk}", headers=HTMX)
    assert "/remove/" in dialog.text
    draft.refresh_from_db()
    typed = {"version": draft.version, "estate": cast.estate.pk, "value": "", "source": ""}
    assert browser.post(f"/rulebook/versions/{draft.pk}/figures/{REPLY}/remove/", typed).status_code == 302
    assert not draft.parameters.filter(estate=cast.estate).exists()


def test_a_draft_is_discarded(cast: Cast, sign_in: SignIn, draft: RulebookVersion) -> None:
    browser = sign_in(cast.hr)
    assert browser.post(f"/rulebook/versions/{draft.pk}/discard/", {"version": 9}).status_code == 409
    assert browser.post(f"/rulebook/versions/{draft.pk}/discard/", {"version": draft.version}).status_code == 302
    assert queries.draft_of(cast.company.pk) is None


@pytest.mark.parametrize(
    "path",
    [
        "figures/nothing/",
        "figures/%00/",
        f"figures/{REPLY}/remove/",
        "figures/%00/remove/",
    ],
)
def test_what_is_not_there_is_not_found(cast: Cast, sign_in: SignIn, draft: RulebookVersion, path: str) -> None:
    browser = sign_in(cast.hr)
    assert browser.post(f"/rulebook/versions/{draft.pk}/{path}", {"version": 1, "estate": "9" * 50}).status_code == 404


def test_a_published_version_has_no_dialogs(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.director)
    assert browser.get(f"/rulebook/versions/{cast.version.pk}/figures/{REPLY}/").status_code == 404
    given = {"version": 1, "proof": "公告", "start": "now"}
    assert browser.post(f"/rulebook/versions/{cast.version.pk}/publish/", given, headers=HTMX).status_code == 422


@pytest.mark.parametrize("who", ["clerk", "auditor", "sysadmin", "resident"])
def test_others_do_not_draft_on_the_page(cast: Cast, sign_in: SignIn, draft: RulebookVersion, who: str) -> None:
    browser = sign_in(getattr(cast, who))
    assert browser.get("/rulebook/draft/").status_code == 404
    assert set_reply(browser, draft, "1").status_code == 404
    assert draft.parameters.get(key=REPLY).value == 24


def test_another_company_sees_nothing_of_it(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.outsider)
    assert list(browser.get("/rulebook/").context["page"].rows) == []
    assert browser.get(f"/rulebook/versions/{cast.version.pk}/").status_code == 404
    assert browser.get(f"/rulebook/promises/{cast.version.pk}/").status_code == 404
    assert browser.post(f"/rulebook/versions/{cast.version.pk}/acknowledge/").status_code == 404


def test_clauses_carry_their_figures_and_promises(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.engineer)
    assert len(browser.get("/rulebook/clauses/").context["sections"]) == 8
    article = browser.get("/rulebook/clauses/3.2.3/").context["article"]
    assert next(row.key for row in article.rows) == "complaint.follow_up"
    assert len(article.promises) == 2
    assert browser.get("/rulebook/clauses/9.9.9/").status_code == 404


def test_owners_see_the_promises_of_their_estate(
    cast: Cast, sign_in: SignIn, draft: RulebookVersion, now: datetime
) -> None:
    set_reply(sign_in(cast.hr), draft, "8", estate=cast.estate.pk)
    draft.refresh_from_db()
    operations.publish(
        version=draft,
        row_version=draft.version,
        proof="公告",
        effective_from=now,
        actor=cast.director.viewer,
        now=now,
    )

    def reply(browser: Client, path: str = "/rulebook/promises/") -> list[tuple[str, str]]:
        page = browser.get(path)
        assert page.status_code == 200
        return [(names, groups[0].limits[1].value.split()[0]) for names, groups in page.context["promised"]]

    assert reply(sign_in(cast.resident)) == [("云栖花园", "8")]
    assert reply(sign_in(cast.neighbour)) == [("西溪里", "24"), ("云栖花园", "8")]
    assert reply(sign_in(cast.resident), f"/rulebook/promises/{cast.version.pk}/") == [("云栖花园", "24")]
    assert reply(sign_in(cast.director), f"/rulebook/promises/{cast.version.pk}/") == [("西溪里 · 云栖花园", "24")]


def test_owners_see_no_drafts_and_no_inside(cast: Cast, sign_in: SignIn, draft: RulebookVersion) -> None:
    browser = sign_in(cast.resident)
    assert browser.get(f"/rulebook/promises/{draft.pk}/").status_code == 404
    for path in ("/rulebook/", f"/rulebook/versions/{cast.version.pk}/", "/rulebook/clauses/", "/calendar/"):
        assert browser.get(path).status_code == 404


def test_a_version_announced_shows_before_it_is_in_force(cast: Cast, sign_in: SignIn, draft: RulebookVersion) -> None:
    browser = sign_in(cast.director)
    given = {"version": draft.version, "proof": "公告", "start": "later", "effective_from": "2100-01-01T00:00"}
    assert browser.post(f"/rulebook/versions/{draft.pk}/publish/", given).status_code == 302
    assert browser.get("/rulebook/").context["in_force"] == cast.version
    assert browser.get(f"/rulebook/versions/{draft.pk}/").context["is_in_force"] is False
