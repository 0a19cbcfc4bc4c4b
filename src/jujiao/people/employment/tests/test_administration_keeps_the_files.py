"""The pages and dialogs of files: kept by administration and managers, one's own to look at, printed as a roll."""

from datetime import date

import pytest
from django.urls import reverse

from jujiao.company.staff.directory import files_of
from jujiao.company.staff.models import Bar, Contract, Credential, Employee, Employment, PersonalFile
from jujiao.company.staff.operations import FileFacts, keep_file
from jujiao.company.staff.permissions import may_administer
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.timeline import entries_of
from jujiao.rules.identity_numbers import check_of
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

HTMX = {"HX-Request": "true"}
FIRST = "33010619900307001"
NUMBER = FIRST + check_of(FIRST)


@pytest.fixture
def filed(cast: Cast) -> Employee:
    """The engineer, with a file."""
    facts = FileFacts(identity=NUMBER, registered_address="文二路 101 号", current_address="云栖路 5 号")
    keep_file(employee=cast.engineer.employee, facts=facts, version=0, actor=SYSTEM, now=NOW)
    return cast.engineer.employee


def _url(name: str, number: int) -> str:
    return reverse(f"employment:{name}", args=[number])


def test_a_file_is_filled_by_the_dialogs(cast: Cast, sign_in: SignIn) -> None:
    client, employee = sign_in(cast.hr), cast.engineer.employee
    keep = _url("keep", employee.pk)
    assert client.get(keep, headers=HTMX).status_code == 200
    given = {"version": 0, "identity": NUMBER, "sex": "", "current_address": "云栖路 5 号"}
    assert client.post(keep, {**given, "born_on": "1991-01-01"}, headers=HTMX).status_code == 422
    assert client.post(keep, given, headers=HTMX).status_code == 204
    assert client.post(keep, given, headers=HTMX).status_code == 409
    assert PersonalFile.objects.get(pk=employee.pk).born_on == date(1990, 3, 7)
    spell = Employment.objects.get(employee=employee)
    contract = {"kind": "fixed", "starts_on": "2025-01-02", "ends_on": "2027-12-31"}
    assert client.post(_url("add_contract", spell.pk), contract, headers=HTMX).status_code == 204
    row = Contract.objects.get()
    signed = {**contract, "version": 1, "signed_on": "2025-01-02"}
    assert client.post(_url("change_contract", row.pk), signed, headers=HTMX).status_code == 204
    assert (
        client.post(_url("change_form", spell.pk), {"version": 1, "form": "trainee"}, headers=HTMX).status_code == 204
    )
    bar = {"kind": "convicted", "since": "2020-01-01"}
    assert client.post(_url("add_bar", employee.pk), bar, headers=HTMX).status_code == 204
    assert (
        client.post(
            _url("strike_bar", Bar.objects.get().pk), {"version": 1, "reason": "同名"}, headers=HTMX
        ).status_code
        == 204
    )
    page = client.get(_url("file", employee.pk)).content.decode()
    assert "云栖路 5 号" in page
    assert NUMBER not in page


def test_a_paper_is_written_down_by_one_and_verified_by_another(cast: Cast, sign_in: SignIn) -> None:
    hr, manager, employee = sign_in(cast.hr), sign_in(cast.manager), cast.engineer.employee
    paper = {"kind": "guard", "number": "浙保 1", "starts_on": "2025-01-02"}
    assert hr.post(_url("record", employee.pk), paper, headers=HTMX).status_code == 204
    row = Credential.objects.get(kind="guard", employee=employee)
    verify = _url("verify", row.pk)
    assert hr.post(verify, {"version": 1, "seen": "on"}, headers=HTMX).status_code == 403
    assert manager.post(verify, {"version": 1}, headers=HTMX).status_code == 422
    assert manager.post(verify, {"version": 1, "seen": "on"}, headers=HTMX).status_code == 204
    revoke = {"version": 2, "revoked_as": "revoked", "revoked_on": "2026-03-01", "reason": "公安机关吊销"}
    assert manager.post(_url("revoke", row.pk), revoke, headers=HTMX).status_code == 204
    row.refresh_from_db()
    assert (row.verified_by, row.revoked_on) == (cast.manager.user, date(2026, 3, 1))
    page = hr.get(reverse("employment:credentials"), {"kind": "guard"}).content.decode()
    assert "赵强" in page
    assert "王芳" not in page


def test_a_number_is_shown_once_and_for_a_reason(cast: Cast, filed: Employee, sign_in: SignIn) -> None:
    client, url = sign_in(cast.manager), _url("reveal_identity", filed.pk)
    assert NUMBER not in client.get(url, headers=HTMX).content.decode()
    assert client.post(url, {"reason": ""}, headers=HTMX).status_code == 422
    assert NUMBER in client.post(url, {"reason": "办理社保"}, headers=HTMX).content.decode()
    assert entries_of("personal_file", filed.pk).get(verb="reveal_identity").text == "办理社保"


def test_everybody_sees_their_own_and_nobody_anothers(cast: Cast, filed: Employee, sign_in: SignIn) -> None:
    client = sign_in(cast.engineer)
    page = client.get(reverse("employment:mine")).content.decode()
    assert "云栖路 5 号" in page
    assert NUMBER not in page
    assert client.get(_url("file", filed.pk)).status_code == 404
    assert "云栖路 5 号" not in sign_in(cast.engineer2).get(reverse("employment:mine")).content.decode()
    own = Credential.objects.get(employee=filed)
    assert client.get(_url("credential", own.pk)).url == reverse("employment:mine")  # type: ignore[attr-defined]
    assert sign_in(cast.engineer2).get(_url("credential", own.pk)).status_code == 404
    hr = sign_in(cast.hr)
    assert hr.get(_url("credential", own.pk)).url == _url("file", filed.pk)  # type: ignore[attr-defined]
    assert hr.get(_url("posting", filed.assignments.get().pk)).url == _url("file", filed.pk)  # type: ignore[attr-defined]
    assert hr.get(_url("file", cast.hr.employee.pk)).status_code == 404
    assert sign_in(cast.manager).get(_url("file", cast.clerk_elsewhere.employee.pk)).status_code == 404


def test_the_roll_is_masked_until_a_reason_is_given(cast: Cast, filed: Employee, sign_in: SignIn) -> None:
    client = sign_in(cast.hr)
    roll, whole = _url("roll", cast.estate.pk), _url("whole_roll", cast.estate.pk)
    page = client.get(roll).content.decode()
    for said in ("赵强", "0003", "3****************", "文二路 101 号", "云栖路 5 号", "139****0003"):
        assert said in page, said
    assert NUMBER not in page
    assert client.get(whole, headers=HTMX).status_code == 200
    assert client.post(whole, {"reason": " "}).status_code == 422
    before = TimelineEntry.objects.count()
    shown = client.post(whole, {"reason": "劳动监察检查"}).content.decode()
    assert NUMBER in shown
    assert "13900000003" in shown
    assert "劳动监察检查" in shown
    assert entries_of("personal_file", filed.pk).get(verb="reveal_identity").text == "劳动监察检查"
    assert entries_of("estate", cast.estate.pk).get(verb="open_roll").details == {"people": 13, "numbers": 1}
    assert TimelineEntry.objects.count() == before + 2
    manager = sign_in(cast.manager)
    assert manager.get(_url("roll", cast.second_estate.pk)).status_code == 404
    keep_file(
        employee=cast.director.employee,
        facts=FileFacts(current_address="西湖边 1 号"),
        version=0,
        actor=SYSTEM,
        now=NOW,
    )
    page = manager.get(roll).content.decode()
    assert "曹国栋" in page
    assert "西湖边 1 号" not in page
    assert "西湖边 1 号" in client.get(roll).content.decode()


def test_one_estate_alone_leads_to_its_roll(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.manager).get(reverse("employment:rolls")).url == _url("roll", cast.estate.pk)  # type: ignore[attr-defined]
    assert "西溪里" in sign_in(cast.hr).get(reverse("employment:rolls")).content.decode()


def test_the_part_on_the_employees_page(cast: Cast, filed: Employee, sign_in: SignIn) -> None:
    client = sign_in(cast.manager)
    part = _url("of_employee", filed.pk)
    assert part in client.get(reverse("staff:employee", args=[filed.pk])).content.decode()
    assert _url("file", filed.pk) in client.get(part).content.decode()
    assert client.get(_url("of_employee", cast.manager.employee.pk)).content == b""
    assert part not in sign_in(cast.clerk).get(reverse("staff:employee", args=[filed.pk])).content.decode()


def test_whose_file_a_manager_keeps_is_whose_posts_they_give(cast: Cast) -> None:
    """The rule as a query says what the rule of posts says of each person."""
    manager, everybody = cast.manager.viewer, Employee.objects.filter(company=cast.company)
    kept = set(files_of(manager).values_list("pk", flat=True))
    assert kept == {each.pk for each in everybody if may_administer(manager, each)}
    assert cast.engineer.employee.pk in kept
    assert not files_of(cast.clerk.viewer).exists()
    assert not files_of(cast.director.viewer).exists()


def test_an_identity_number_is_found_nowhere_without_a_reason(cast: Cast, filed: Employee, sign_in: SignIn) -> None:
    """Not by the search, in the audit, on a timeline, in an export, or through the API."""
    auditor, hr = sign_in(cast.auditor), sign_in(cast.hr)
    keep_file(
        employee=filed, facts=FileFacts(identity=NUMBER, current_address="云栖路 6 号"), version=1,
        actor=cast.hr.viewer, now=NOW,
    )  # fmt: skip
    looked_up = [
        hr.get("/search/", {"q": NUMBER}),
        hr.get(reverse("staff:employees"), {"q": NUMBER}),
        hr.get(reverse("employment:credentials"), {"q": NUMBER}),
    ]
    assert [_url("file", filed.pk) in page.content.decode() for page in looked_up] == [False] * 3
    assert [reverse("staff:employee", args=[filed.pk]) in page.content.decode() for page in looked_up] == [False] * 3
    for page in (
        auditor.get(reverse("portal:audit")),
        auditor.get(reverse("portal:timeline", args=["personal_file", filed.pk])),
        hr.get(reverse("staff:employee", args=[filed.pk])),
        hr.get(_url("file", filed.pk)),
    ):
        assert page.status_code == 200, page.request["PATH_INFO"]
        assert NUMBER not in page.content.decode()
    for entry in TimelineEntry.objects.all():
        assert NUMBER not in f"{entry.text}{entry.changes}{entry.details}"
