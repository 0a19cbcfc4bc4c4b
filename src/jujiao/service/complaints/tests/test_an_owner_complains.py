"""An owner on their own pages: registers, reads the promise, and sees only their own."""

import io
import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jujiao.cases.errors import NotYours
from jujiao.kernel.machine import clock
from jujiao.kernel.record.attachments.reading import read_files
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.service.complaints.tests.an_owner import HTMX, picture, registered, take
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import attached_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_that_moment")]


def words(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What is typed into the form."""
    leak = Category.objects.get(code="leak")
    return {"key": "k1", "where": f"room-{cast.room.pk}", "category": leak.pk, "text": "卫生间天花板漏水", **changes}


def test_without_complaints_the_page_invites(phone: Client) -> None:
    page = phone.get(reverse("complaints_owner:cases"))
    assert page.status_code == 200
    assert "j-empty" in page.text
    assert page.text.count(f'href="{reverse("complaints_owner:register")}"') == 2  # the invitation and the tab


def test_the_own_room_is_chosen_already(cast: Cast, phone: Client) -> None:
    page = phone.get(reverse("complaints_owner:register"))
    assert re.search(rf'value="room-{cast.room.pk}"[^>]* checked', page.text)
    assert page.text.count('type="radio" name="category"') == 15
    assert cast.neighbours_room.code not in page.text


def test_an_owner_registers_and_reads_the_promise(cast: Cast, phone: Client) -> None:
    answer = phone.post(
        reverse("complaints_owner:register"), {**words(cast), "attachments": [picture(), picture(60)]}, headers=HTMX
    )
    complaint = Complaint.objects.get()
    assert (answer.status_code, answer["HX-Redirect"]) == (
        204,
        reverse("complaints_owner:promised", args=[complaint.pk]),
    )
    assert (complaint.person, complaint.room, complaint.channel) == (cast.resident.person, cast.room, "online")
    assert len(attached_to(complaint)) == 2
    page = phone.get(answer["HX-Redirect"])
    assert complaint.number in page.text
    assert ">明天 10:00<" in page.text
    assert "3月13日 周五 10:00" in page.text


def test_two_taps_are_one_complaint(cast: Cast, phone: Client) -> None:
    first = phone.post(reverse("complaints_owner:register"), words(cast), headers=HTMX)
    second = phone.post(reverse("complaints_owner:register"), words(cast), headers=HTMX)
    assert first["HX-Redirect"] == second["HX-Redirect"]
    assert Complaint.objects.count() == 1


def test_changed_words_after_a_lost_answer_are_not_lost(cast: Cast, phone: Client) -> None:
    phone.post(reverse("complaints_owner:register"), words(cast), headers=HTMX)
    answer = phone.post(reverse("complaints_owner:register"), words(cast, text="还漏到了卧室"), headers=HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#form-errors")
    assert Complaint.objects.count() == 1
    fresh = answer.text.split('name="key" value="')[1].split('"')[0]
    phone.post(reverse("complaints_owner:register"), words(cast, text="还漏到了卧室", key=fresh), headers=HTMX)
    assert Complaint.objects.count() == 2


def test_a_public_area_needs_its_place(cast: Cast, phone: Client) -> None:
    public = words(cast, where=f"estate-{cast.estate.pk}")
    refused = phone.post(reverse("complaints_owner:register"), public, headers=HTMX)
    assert (refused.status_code, Complaint.objects.count()) == (422, 0)
    phone.post(reverse("complaints_owner:register"), {**public, "place": "2 栋电梯"}, headers=HTMX)
    complaint = Complaint.objects.get()
    assert (complaint.room, complaint.place, complaint.where) == (None, "2 栋电梯", "2 栋电梯")


@pytest.mark.parametrize(
    "wrong",
    [{"where": "room-999999"}, {"category": "9" * 5000}, {"text": "a\x00b"}, {"text": "  "}, {"text": "字" * 5001}],
)
def test_what_makes_no_sense_is_refused_in_place(cast: Cast, phone: Client, wrong: dict[str, Any]) -> None:
    answer = phone.post(reverse("complaints_owner:register"), words(cast, **wrong), headers=HTMX)
    assert (answer.status_code, answer["HX-Retarget"], Complaint.objects.count()) == (422, "#form-errors", 0)


def test_the_neighbours_room_cannot_be_chosen(cast: Cast, phone: Client) -> None:
    phone.post(reverse("complaints_owner:register"), words(cast, where=f"room-{cast.neighbours_room.pk}"), headers=HTMX)
    assert Complaint.objects.count() == 0


def test_a_renamed_program_is_no_photo(cast: Cast, phone: Client) -> None:
    program = SimpleUploadedFile("wall.jpg", b"MZ\x90\x00" * 100, "image/jpeg")
    answer = phone.post(reverse("complaints_owner:register"), {**words(cast), "attachments": [program]}, headers=HTMX)
    assert (answer.status_code, Complaint.objects.count()) == (422, 0)
    again = phone.post(reverse("complaints_owner:register"), words(cast), headers=HTMX)
    assert (again.status_code, Complaint.objects.count()) == (204, 1)


def test_without_script_the_form_comes_back_with_what_was_typed(cast: Cast, phone: Client) -> None:
    page = phone.post(reverse("complaints_owner:register"), words(cast, text="漏水", category=""))
    assert page.status_code == 422
    assert ">\n漏水</textarea>" in page.text
    assert 'value="k1"' in page.text


def test_who_has_moved_out_reads_on_and_makes_no_new_ones(cast: Cast, sign_in: Any, now: datetime) -> None:
    former = sign_in(cast.former)
    page = former.get(reverse("complaints_owner:register"))
    assert "您已搬离" in page.text
    assert "<textarea" not in page.text
    with pytest.raises(NotYours):
        operations.register(
            actor=cast.former.viewer, now=now, estate=cast.estate, category=Category.objects.get(code="leak"),
            text="大堂灯坏", channel="online", place="大堂", person=cast.former.person,
        )  # fmt: skip
    case = operations.register(
        actor=cast.clerk.viewer, now=now, estate=cast.estate, category=Category.objects.get(code="fees"),
        text="押金未退", channel="phone", place="大堂", person=cast.former.person,
    )  # fmt: skip
    assert "押金未退" in former.get(reverse("complaints_owner:case", args=[case.pk])).text
    take(case, operations.urge, cast.former, now, text="请尽快")


def test_the_case_shows_times_and_words_but_nothing_internal(cast: Cast, phone: Client, now: datetime) -> None:
    complaint = registered(cast, now)
    take(complaint, operations.dispatch, cast.clerk, now, department=cast.engineering)
    take(complaint, operations.note, cast.clerk, now, text="业主脾气急")
    take(complaint, operations.accept, cast.engineer, now)
    take(complaint, operations.plan, cast.engineer, now, text="先查楼上")
    take(complaint, operations.reply, cast.engineer, now + timedelta(hours=1), text="下午上门", channel="phone")
    page = phone.get(reverse("complaints_owner:case", args=[complaint.pk]))
    assert "下午上门" in page.text
    assert "工程部" in page.text
    assert "赵强" in page.text
    assert "先查楼上" in page.text  # told at the latest with the first reply
    for hidden in ("业主脾气急", cast.engineer.employee.phone, cast.clerk.employee.phone):
        assert hidden not in page.text


def test_a_missed_time_is_said(cast: Cast, phone: Client, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    complaint = registered(cast, now)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=25))
    page = phone.get(reverse("complaints_owner:case", args=[complaint.pk]))
    assert page.text.count('class="j-due is-late"') == 2  # dispatch and first reply
    assert "j-alert is-error" in page.text


def test_an_ended_promise_is_never_called_kept(cast: Cast, phone: Client, now: datetime) -> None:
    complaint = registered(cast, now - timedelta(hours=30))
    take(complaint, operations.withdraw, cast.resident, now)
    page = phone.get(reverse("complaints_owner:case", args=[complaint.pk]))
    assert "is-kept" not in page.text
    assert page.text.count("is-ended") == 2
    assert page.text.count("o-late") == 1


def test_the_frozen_limits_are_shown(cast: Cast, phone: Client, now: datetime) -> None:
    page = phone.get(reverse("complaints_owner:case", args=[registered(cast, now).pk]))
    for limit in ("24", "48"):
        assert f"<dd>{limit}" in page.text


def test_a_page_that_has_seen_the_latest_gets_nothing(cast: Cast, phone: Client, now: datetime) -> None:
    complaint = registered(cast, now)
    url = reverse("complaints_owner:case", args=[complaint.pk])
    assert phone.get(f"{url}?seen=1", headers=HTMX).status_code == 204
    take(complaint, operations.dispatch, cast.clerk, now, department=cast.engineering)
    fresh = phone.get(f"{url}?seen=1", headers=HTMX)
    assert (fresh.status_code, f"{url}?seen=2" in fresh.text) == (200, True)
    assert 'hx-swap-oob="true"' in fresh.text


@pytest.mark.parametrize("page", ["case", "promised", "add", "urge", "withdraw", "rate"])
def test_other_peoples_complaints_do_not_exist(cast: Cast, sign_in: Any, now: datetime, page: str) -> None:
    complaint = registered(cast, now)
    url = reverse(f"complaints_owner:{page}", args=[complaint.pk])
    assert sign_in(cast.neighbour).get(url).status_code == 404
    assert sign_in(cast.resident).get(url).status_code == 200


def test_a_photo_of_an_internal_note_does_not_exist(cast: Cast, phone: Client, now: datetime) -> None:
    complaint = registered(cast, now)
    files = read_files([io.BytesIO(picture().read())])
    take(complaint, operations.note, cast.clerk, now, text="现场", attachments=files)
    [photo] = attached_to(complaint)
    assert phone.get(reverse("complaints_owner:photo", args=[complaint.pk, photo.pk])).status_code == 404


def test_me_shows_the_household_with_masked_phones(cast: Cast, phone: Client) -> None:
    page = phone.get(reverse("owner:me"))
    assert "138****0101" in page.text
    assert "138****0106" in page.text
    assert "13800000106" not in page.text
    assert "郑海涛" in page.text
    assert cast.neighbour.person.name not in page.text


def test_everything_kept_can_be_taken_along(cast: Cast, phone: Client, now: datetime) -> None:
    complaint = registered(cast, now)
    take(complaint, operations.note, cast.clerk, now, text="业主脾气急")
    answer = phone.get(reverse("owner:export"))
    kept = json.loads(answer.content)
    assert kept["person"] == {"name": "林晓梅", "phone": "13800000101"}
    assert [each["room"] for each in kept["homes"]] == ["1-1-101"]
    assert [each["number"] for each in kept["complaints"]] == [complaint.number]
    assert [each["verb"] for each in kept["complaints"][0]["conversation"]] == ["register"]
    assert "业主脾气急" not in answer.text
