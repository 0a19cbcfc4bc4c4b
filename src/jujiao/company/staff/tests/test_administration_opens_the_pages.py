from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jujiao.company.estates.models import Room
from jujiao.company.staff.models import Assignment, Department, Deputy, Employee, WorkbookExport, WorkbookImport
from jujiao.company.staff.operations import appoint_deputy, ask_for_export
from jujiao.company.staff.tests.sending import workbook
from jujiao.company.staff.workbook.export import empty_form
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.spreadsheets import read
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

HTMX = {"HX-Request": "true"}
TODAY = clock.now().date()


def test_the_list_shows_who_does_what(cast: Cast, sign_in: SignIn) -> None:
    client, url = sign_in(cast.clerk), reverse("staff:employees")
    page = client.get(url).content.decode()
    assert "赵强" in page
    assert "罗娜" not in page
    assert cast.engineer.employee.phone not in page
    queries: list[tuple[dict[str, str | int], list[str]]] = [
        ({"q": "zhao"}, ["赵强"]),
        ({"q": "0004"}, ["孙磊"]),
        ({"role": "manager"}, ["韩明"]),
        ({"department": cast.security.id}, ["马超"]),
        ({"left": "1"}, []),
    ]
    for query, names in queries:
        assert [row["employee"].name for row in client.get(url, query).context["rows"]] == names


def test_departments_show_their_people(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.clerk).get(reverse("staff:departments")).content.decode()
    assert page.index("工程部") < page.index("赵强")


def test_an_employees_page_offers_what_the_viewer_may_do(cast: Cast, sign_in: SignIn) -> None:
    def offered(by: str, target: str) -> list[str]:
        employee = getattr(cast, target).employee
        page = sign_in(getattr(cast, by)).get(reverse("staff:employee", args=[employee.id])).content.decode()
        steps = ("edit", "leave", "assign", "appoint", "password_link", "reset_second_factor", "reveal_phone")
        return [step for step in steps if f'"{reverse(f"staff:{step}", args=[employee.id])}"' in page]

    everything = ["edit", "leave", "assign", "appoint", "password_link", "reset_second_factor", "reveal_phone"]
    assert offered("hr", "engineer") == everything
    assert offered("manager", "engineer") == [step for step in everything if step != "reset_second_factor"]
    assert offered("manager", "manager") == ["appoint", "reveal_phone"]
    assert offered("hr", "sysadmin") == ["assign", "reveal_phone"]
    assert offered("clerk", "engineer") == ["reveal_phone"]
    assert offered("auditor", "engineer") == []


def test_hiring_by_the_dialog(cast: Cast, sign_in: SignIn) -> None:
    client, url = sign_in(cast.manager), reverse("staff:hire")
    page = client.get(url, headers=HTMX).content.decode()
    assert 'value="clerk"' in page
    assert 'value="sysadmin"' not in page
    given = {
        "name": "姚远",
        "number": "0100",
        "starts_on": "2026-03-01",
        "role": "member",
        "estate": cast.estate.id,
        "department": cast.engineering.id,
        "title": "水电工",
    }
    refused = client.post(url, {**given, "estate": cast.second_estate.id}, headers=HTMX)
    assert refused.status_code == 422
    assert not Employee.objects.filter(number="0100").exists()
    assert client.post(url, given, headers=HTMX).status_code == 204
    employee = Employee.objects.get(number="0100")
    assert employee.assignments.get().title == "水电工"
    assert sign_in(cast.clerk).get(reverse("staff:employee", args=[employee.id])).status_code == 200


def test_posts_and_deputies_by_the_dialogs(cast: Cast, sign_in: SignIn) -> None:
    client, employee = sign_in(cast.hr), cast.engineer.employee
    post = {"role": "member", "estate": cast.estate.id, "department": cast.cleaning.id, "starts_on": "2026-03-01"}
    assert client.post(reverse("staff:assign", args=[employee.id]), post, headers=HTMX).status_code == 204
    assigned = Assignment.objects.get(employee=employee, department=cast.cleaning)
    url = reverse("staff:end_post", args=[assigned.id])
    assert client.post(url, {"ends_on": "2026-02-01", "version": 1}, headers=HTMX).status_code == 422
    assert client.post(url, {"ends_on": "2026-03-31", "version": 1}, headers=HTMX).status_code == 204
    conflict = client.post(url, {"ends_on": "2026-04-30", "version": 1}, headers=HTMX)
    assert conflict.status_code == 409
    assert "2026-03-31" in conflict.content.decode()
    assert "2026-04-30" in conflict.content.decode()
    assigned.refresh_from_db()
    assert assigned.ends_on == date(2026, 3, 31)
    moments = {
        "starts_at": f"{TODAY + timedelta(days=1)}T08:00",
        "ends_at": f"{TODAY + timedelta(days=3)}T08:00",
        "deputy": cast.engineer2.employee.id,
    }
    url = reverse("staff:appoint", args=[employee.id])
    assert client.get(url, headers=HTMX).status_code == 200
    assert client.post(url, moments, headers=HTMX).status_code == 204
    page = client.get(reverse("staff:employee", args=[employee.id])).content.decode()
    assert "孙磊" in page
    url = reverse("staff:end_deputy", args=[Deputy.objects.get().id])
    assert client.post(url, headers=HTMX).status_code == 204
    assert not Deputy.objects.exists()


def test_editing_and_leaving_by_the_dialogs(cast: Cast, sign_in: SignIn) -> None:
    client, employee = sign_in(cast.hr), cast.engineer.employee
    url = reverse("staff:edit", args=[employee.id])
    given = {"version": "1", "name": "赵小强", "number": "0003", "phone": "", "joined_on": "2025-01-02"}
    assert client.post(url, given, headers=HTMX).status_code == 204
    assert Employee.objects.get(id=employee.id).phone == employee.phone
    stale = client.post(url, {**given, "name": "赵大强"}, headers=HTMX)
    assert stale.status_code == 409
    assert "赵小强" in stale.content.decode()
    url = reverse("staff:leave", args=[employee.id])
    assert client.post(url, {"version": "2", "left_on": "2024-01-01"}, headers=HTMX).status_code == 422
    assert client.post(url, {"version": "2", "left_on": "2026-03-01"}, headers=HTMX).status_code == 204
    page = client.get(reverse("staff:employees"), {"left": "1"}).content.decode()
    assert "赵小强" in page


def test_a_department_by_the_dialog(cast: Cast, sign_in: SignIn) -> None:
    client, url = sign_in(cast.hr), reverse("staff:add_department")
    given = {"estate": cast.second_estate.id, "name": "工程部", "kind": "engineering"}
    assert client.post(url, given, headers=HTMX).status_code == 204
    assert client.post(url, given, headers=HTMX).status_code == 422
    assert Department.objects.filter(estate=cast.second_estate).count() == 2


def test_a_workbook_from_the_empty_form_to_the_estate(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hr)
    form = client.get(reverse("staff:empty_form"))
    assert [sheet.name for sheet in read(form.content)] == ["房屋", "住户", "员工", "前台信息", "说明"]
    url = reverse("staff:workbook", args=[cast.estate.id])
    file = SimpleUploadedFile("云栖.xlsx", workbook(rooms=[("3", "1", "101"), ("1", "1", "101")]))
    sent = client.post(url, {"workbook": file})
    upload = WorkbookImport.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, reverse("staff:upload", args=[upload.id]))
    shown = client.get(sent["Location"])
    assert "3-1-101" in shown.content.decode()
    assert not Room.objects.filter(code="3-1-101").exists()
    assert sign_in(cast.manager).get(sent["Location"]).status_code == 404
    done = client.post(reverse("staff:take_over", args=[upload.id]), {"plan": shown.context["plan"]})
    assert (done.status_code, done["Location"]) == (302, url)
    assert Room.objects.filter(code="3-1-101").exists()
    assert client.get(sent["Location"])["Location"] == url
    assert client.get(url).status_code == 200


def test_errors_of_a_workbook_are_shown_and_nothing_can_be_confirmed(cast: Cast, sign_in: SignIn) -> None:
    client, url = sign_in(cast.hr), reverse("staff:workbook", args=[cast.estate.id])
    content = workbook(residents=[("9-9-999", "秦朗", "", "业主", "2025-07-01", "")])
    page = client.post(url, {"workbook": SimpleUploadedFile("a.xlsx", content)}, follow=True)
    assert "9-9-999" in page.content.decode()
    assert reverse("staff:take_over", args=[WorkbookImport.objects.get().id]) not in page.content.decode()


@pytest.mark.parametrize("content", [b"MZ\x90\x00program", empty_form()[:2000], b"\xd0\xcf\x11\xe0old", b""])
def test_what_is_no_workbook_is_refused_on_the_page(cast: Cast, sign_in: SignIn, content: bytes) -> None:
    url = reverse("staff:workbook", args=[cast.estate.id])
    page = sign_in(cast.hr).post(url, {"workbook": SimpleUploadedFile("list.xlsx", content)})
    assert page.status_code == 422
    assert not WorkbookImport.objects.exists()


def test_an_export_is_asked_for_and_downloaded(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hr)
    url = reverse("staff:ask_for_export", args=[cast.estate.id])
    assert client.post(url, {"contacts": "on", "reason": ""}).status_code == 422
    assert client.post(url, {"contacts": "on", "reason": "消防演习通知"}).status_code == 302
    row = WorkbookExport.objects.get()
    assert client.get(reverse("staff:workbook", args=[cast.estate.id])).status_code == 200
    answer = client.post(reverse("staff:take_export", args=[row.id]))
    assert answer["Content-Disposition"].startswith('attachment; filename="YX-')
    assert "no-store" in answer["Cache-Control"]
    assert "13800000101" in [cell for _row, cells in read(answer.content)[1].rows for cell in cells]


def test_the_second_person_decides_on_the_page(cast: Cast, sign_in: SignIn) -> None:
    row = ask_for_export(estate=cast.estate, contacts=True, reason="通知", actor=cast.hr.viewer, now=clock.now())
    WorkbookExport.objects.filter(id=row.id).update(state="waiting")
    decide = reverse("staff:decide_export", args=[row.id])
    page = sign_in(cast.manager).get(reverse("staff:workbook", args=[cast.estate.id])).content.decode()
    assert decide in page
    assert decide not in sign_in(cast.hr).get(reverse("staff:workbook", args=[cast.estate.id])).content.decode()
    assert sign_in(cast.sysadmin).post(decide, {"decision": "approve"}).status_code == 404
    sign_in(cast.manager).post(decide, {"decision": "approve"})
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("approved", cast.manager.user)


def test_strangers_find_nothing(cast: Cast, sign_in: SignIn) -> None:
    appoint_deputy(
        absent=cast.clerk.employee,
        deputy=cast.clerk2.employee,
        starts_at=clock.now(),
        ends_at=clock.now() + timedelta(days=1),
        actor=cast.hr.viewer,
        now=clock.now(),
    )
    employee = reverse("staff:employee", args=[cast.engineer.employee.id])
    for member in (cast.resident, cast.engineer, cast.guard):
        assert sign_in(member).get(reverse("staff:employees")).status_code == 404
        assert sign_in(member).get(employee).status_code == 404
    for member in (cast.outsider, cast.clerk_elsewhere):
        assert sign_in(member).get(employee).status_code == 404
    assert sign_in(cast.clerk_elsewhere).get(reverse("staff:employee", args=[cast.hr.employee.id])).status_code == 200
    assert sign_in(cast.manager).get(reverse("staff:workbook", args=[cast.second_estate.id])).status_code == 404
