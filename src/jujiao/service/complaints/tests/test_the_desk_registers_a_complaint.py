"""The desk registers: a household found as one types, one complaint whatever is pressed how often, and the sentence."""

import io
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from jujiao.kernel.models import IdempotencyKey
from jujiao.service.complaints.models import Category, Complaint
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint, attached_to
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

URL = "/complaints/register/"
HTMX = {"HX-Request": "true"}


def form(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What the resident's complaint about a leak looks like when it is sent."""
    filled = {
        "key": str(uuid.uuid4()),
        "q": "1-1-101",
        "room": cast.room.pk,
        "person": cast.resident.person.pk,
        "who": "resident",
        "text": "卫生间天花板漏水",
        "category": Category.objects.get(code="leak").pk,
        "channel": "phone",
    }
    return {name: value for name, value in {**filled, **changes}.items() if value is not None}


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(content, "PNG")
    return SimpleUploadedFile("leak.png", content.getvalue(), "image/png")


def test_the_household_is_found_by_room_phone_and_name(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    for typed in ("1-1-101", "13800000101", "林晓"):
        page = client.get(reverse("complaints:find"), {"q": typed}).content.decode()
        assert f'data-room="{cast.room.pk}" data-person="{cast.resident.person.pk}"' in page, typed
        assert "138****0101" in page
        assert "13800000101" not in page
    assert 'data-room=""' not in client.get(reverse("complaints:find"), {"q": "\0 nobody"}).content.decode()


def test_whose_number_was_typed_stands_first(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.clerk).get(reverse("complaints:find"), {"q": "13800000106"}).content.decode()
    assert page.index(f'data-person="{cast.spouse.pk}"') < page.index(f'data-person="{cast.resident.person.pk}"')


def test_registering_leads_to_the_sentence_for_the_owner(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    client = sign_in(cast.clerk)
    answer = client.post(URL, form(cast, attachments=picture()), headers=HTMX)
    complaint = Complaint.objects.get()
    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"/complaints/{complaint.pk}/registered/")
    assert (complaint.room, complaint.person, complaint.channel) == (cast.room, cast.resident.person, "phone")
    assert (complaint.registered_by, complaint.received_at) == (cast.clerk.user, moment.now)
    assert len(attached_to(complaint)) == 1
    client.cookies["django_language"] = "en"
    page = client.get(answer["HX-Redirect"]).content.decode()
    assert complaint.number in page
    assert "a first answer by Mar 12, 10:00" in page
    assert "dealt with by Mar 13, 10:00" in page
    assert f'name="department" value="{cast.engineering.pk}"' in page


def test_a_form_that_is_sent_twice_is_one_complaint(cast: Cast, sign_in: SignIn) -> None:
    client, sent = sign_in(cast.clerk), form(cast)
    first, second = (client.post(URL, sent, headers=HTMX)["HX-Redirect"] for _ in range(2))
    assert first == second
    assert Complaint.objects.count() == 1


def test_the_same_form_with_other_words_is_not_taken_for_the_first(cast: Cast, sign_in: SignIn) -> None:
    client, key = sign_in(cast.clerk), str(uuid.uuid4())
    client.post(URL, form(cast, key=key), headers=HTMX)
    again = client.post(URL, form(cast, key=key, text="电梯也坏了"), headers=HTMX)
    assert again.status_code == 422
    assert 'id="id_key"' in again.content.decode()
    assert key not in again.content.decode()
    assert Complaint.objects.count() == 1


def test_what_is_missing_is_said_at_its_place_and_nothing_is_registered(cast: Cast, sign_in: SignIn) -> None:
    sent = form(cast, room=None, person=None, q="", text=" ", category=None)
    answer = sign_in(cast.clerk).post(URL, sent, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 422
    for field in ("id_q", "id_text", "id_category"):
        assert page.split(f'hx-swap-oob="innerHTML:#{field}_error">')[1].startswith("<p>"), field
    assert page.split('hx-swap-oob="innerHTML:#id_channel_error">')[1].startswith("</div>")
    assert not Complaint.objects.exists()
    assert not IdempotencyKey.objects.exists()


def test_without_scripts_the_only_household_that_fits_is_taken(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    answer = client.post(URL, form(cast, room=None, person=None, q="1-1-102"))
    assert answer.status_code == 302
    assert Complaint.objects.get().person == cast.neighbour.person
    refused = client.post(URL, form(cast, room=None, person=None, q="1-1-10", text="楼上装修太吵"))
    assert refused.status_code == 422
    assert "楼上装修太吵" in refused.content.decode()


def test_an_anonymous_word_about_a_public_area(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    sent = form(cast, who="anonymous", public="on", room=None, person=None, q="", place="西门喷泉")
    client.post(URL, sent, headers=HTMX)
    complaint = Complaint.objects.get()
    assert (complaint.anonymous, complaint.person, complaint.room, complaint.place) == (True, None, None, "西门喷泉")
    assert not complaint.contactable


def test_a_visitor_leaves_a_number(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    visitor = {"who": "visitor", "room": None, "person": None, "q": "", "building": cast.building.pk}
    refused = client.post(URL, form(cast, **visitor), headers=HTMX)
    assert refused.status_code == 422
    client.post(URL, form(cast, **visitor, contact_name="快递员", contact_phone="+86 138-0000-9999"), headers=HTMX)
    complaint = Complaint.objects.get()
    assert (complaint.contact_name, complaint.contact_phone) == ("快递员", "13800009999")
    assert complaint.building == cast.building


def test_the_owner_spoke_earlier(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    client, earlier = sign_in(cast.clerk), moment.now - timedelta(hours=5)
    at = f"{timezone.localtime(earlier):%Y-%m-%dT%H:%M}"
    without = client.post(URL, form(cast, received_at=at), headers=HTMX)
    assert without.content.decode().split('#id_backdating_reason_error">')[1].startswith("<p>")
    future = client.post(URL, form(cast, received_at="2027-01-01T00:00", backdating_reason="笔误"), headers=HTMX)
    assert future.content.decode().split('#id_received_at_error">')[1].startswith("<p>")
    ancient = client.post(URL, form(cast, received_at="0001-01-01T00:00", backdating_reason="笔误"), headers=HTMX)
    assert ancient.status_code == 422
    assert not Complaint.objects.exists()
    client.post(URL, form(cast, received_at=at, backdating_reason="夜里系统维护"), headers=HTMX)
    assert Complaint.objects.get().received_at == earlier


def test_a_likely_category_and_similar_cases_are_offered(cast: Cast, sign_in: SignIn) -> None:
    leak, found = Category.objects.get(code="leak"), a_complaint(cast)
    asked = {"text": "厨房漏水了", "room": cast.room.pk, "person": cast.resident.person.pk, "category": ""}
    page = sign_in(cast.clerk).post(reverse("complaints:suggest"), asked).content.decode()
    assert f'data-likely-category="{leak.pk}"' in page
    assert f'data-double="add:{found.pk}"' in page
    assert f'data-double="merge:{found.pk}"' in page
    others = {**asked, "person": cast.spouse.pk, "category": "9" * 5000}
    page = sign_in(cast.clerk).post(reverse("complaints:suggest"), others).content.decode()
    assert f'data-double="add:{found.pk}"' not in page


def test_a_double_goes_along_with_the_open_case(cast: Cast, sign_in: SignIn) -> None:
    main = a_complaint(cast)
    sign_in(cast.clerk).post(URL, form(cast, double=f"merge:{main.pk}"), headers=HTMX)
    double = Complaint.objects.exclude(pk=main.pk).get()
    assert (double.merged_into, double.state) == (main, "accepted")


def test_more_words_are_added_to_the_open_case(cast: Cast, sign_in: SignIn) -> None:
    main = a_complaint(cast)
    answer = sign_in(cast.clerk).post(URL, form(cast, double=f"add:{main.pk}", text="现在更严重了"), headers=HTMX)
    assert answer["HX-Redirect"] == f"/complaints/{main.pk}/"
    assert Complaint.objects.count() == 1
    assert "现在更严重了" in sign_in(cast.clerk).get(f"/complaints/{main.pk}/").content.decode()


@pytest.mark.parametrize(
    "odd",
    [
        {"room": "9" * 5000},
        {"person": "9" * 5000},
        {"category": "9" * 5000},
        {"key": "9" * 5000},
        {"double": f"add:{'9' * 5000}"},
        {"double": "add:999999999999999999"},
        {"double": "merge:999999999999999999"},
        {"text": "漏\0水"},
        {"text": "水" * 5001},
        {"who": "king"},
        {"channel": "drum"},
        {"about_employee": "-1"},
        {"building": "x"},
    ],
)
def test_what_no_form_sends_is_refused_with_words(cast: Cast, sign_in: SignIn, odd: dict[str, str]) -> None:
    answer = sign_in(cast.clerk).post(URL, form(cast, **odd), headers=HTMX)
    assert answer.status_code in {404, 422}
    assert not Complaint.objects.exists()
    assert not IdempotencyKey.objects.exists()


def test_households_of_elsewhere_cannot_be_sent(cast: Cast, sign_in: SignIn) -> None:
    for client, room in ((sign_in(cast.clerk), cast.other_room), (sign_in(cast.outsider), cast.room)):
        answer = client.post(URL, form(cast, room=room.pk, person=None, q=""), headers=HTMX)
        assert answer.status_code == 422
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("big.jpg", b"\xff\xd8" + b"\0" * 20 * 1024 * 1024, "image/jpeg"),
        SimpleUploadedFile("photo.jpg", b"MZ\x90\0 this program cannot be run", "image/jpeg"),
        SimpleUploadedFile("empty.png", b"", "image/png"),
    ],
    ids=["20 MB", "a renamed program", "empty"],
)
def test_what_is_no_photo_is_refused_and_the_words_stay(cast: Cast, sign_in: SignIn, file: SimpleUploadedFile) -> None:
    file.seek(0)
    answer = sign_in(cast.clerk).post(URL, form(cast, attachments=file), headers=HTMX)
    assert answer.status_code == 422
    assert answer.content.decode().split('#id_attachments_error">')[1].startswith("<p>")
    assert not Complaint.objects.exists()


def test_a_session_that_ended_meanwhile_keeps_the_form_on_the_page(cast: Cast) -> None:
    assert Client().post(URL, form(cast), headers=HTMX).status_code == 401
    assert not Complaint.objects.exists()


def test_a_complaint_about_oneself_goes_to_the_colleagues(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    answer = client.post(URL, form(cast, about_employee=cast.clerk.employee.pk), headers=HTMX)
    assert answer["HX-Redirect"] == reverse("complaints:board")
    complaint = Complaint.objects.get()
    assert client.get(f"/complaints/{complaint.pk}/").status_code == 404
    assert sign_in(cast.clerk2).get(f"/complaints/{complaint.pk}/registered/").status_code == 200
