"""Complaints and their photos have one door: strangers, other departments and the person complained of meet 404."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint, attached_to
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
PLACES = ["", "sheet/", "phone/", "do/note/", "photos/{photo}/", "photos/{photo}/small/"]


@pytest.fixture
def case(cast: Cast, moment: Moment) -> Complaint:
    """About the guard, in the hands of the engineer."""
    step: dict[str, Any] = {"now": moment.now, "version": None}
    case = operations.register(
        actor=cast.clerk.viewer,
        now=moment.now,
        estate=cast.estate,
        category=Category.objects.get(code="attitude"),
        text="保安态度很差",
        channel="phone",
        room=cast.room,
        person=cast.resident.person,
        about_employee=cast.guard.employee,
    )
    return operations.dispatch(actor=cast.clerk.viewer, department=cast.security, complaint_id=case.pk, **step)


def addresses(case: Complaint) -> list[str]:
    photo = next((each.pk for each in attached_to(case)), 1)
    return [f"/complaints/{case.pk}/{place.format(photo=photo)}" for place in PLACES]


@pytest.mark.parametrize("name", ["guard", "engineer", "head_of_engineering", "clerk_elsewhere", "outsider", "hr"])
def test_strangers_and_the_person_complained_of_find_nothing(
    cast: Cast, sign_in: SignIn, case: Complaint, name: str
) -> None:
    client = sign_in(getattr(cast, name))
    for url in addresses(case):
        assert client.get(url).status_code == 404, url
        assert client.post(url, {"version": case.version, "text": "x"}, headers=HTMX).status_code in {404, 405}, url
    for page in ("/complaints/", "/complaints/?q=态度", "/complaints/export/"):
        answer = client.get(page)
        assert case.number not in answer.content.decode(errors="replace"), page


def test_the_resident_has_other_pages(cast: Cast, sign_in: SignIn, case: Complaint) -> None:
    for url in (*addresses(case), "/complaints/", "/complaints/board/", "/complaints/register/"):
        assert sign_in(cast.resident).get(url).status_code == 404


def test_a_department_sees_what_it_holds_or_held(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    case = a_complaint(cast)
    engineer, cleaner = sign_in(cast.engineer2), sign_in(cast.cleaner)
    assert case.number in engineer.get("/complaints/").content.decode()
    assert case.number not in cleaner.get("/complaints/").content.decode()
    step: dict[str, Any] = {"now": moment.now, "complaint_id": case.pk, "version": None}
    operations.dispatch(actor=cast.clerk.viewer, department=cast.cleaning, **step)
    assert engineer.get(f"/complaints/{case.pk}/").status_code == 200
    assert cleaner.get(f"/complaints/{case.pk}/").status_code == 200


def test_a_photo_is_a_jpeg_that_nobody_keeps(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    case = a_complaint(cast)
    [photo] = attached_to(case)
    answer = sign_in(cast.clerk).get(f"/complaints/{case.pk}/photos/{photo.pk}/", follow=True)
    assert answer.redirect_chain == [(f"/attachments/{photo.pk}/", 301)]
    headers = {name: answer[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control")}
    assert headers == {
        "Content-Type": "image/jpeg",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")  # type: ignore[attr-defined]


def test_a_photo_belongs_to_its_own_complaint(cast: Cast, sign_in: SignIn, case: Complaint, moment: Moment) -> None:
    [photo] = attached_to(a_complaint(cast))
    client = sign_in(cast.clerk)
    assert client.get(f"/complaints/{case.pk}/photos/{photo.pk}/").status_code == 404
    default_storage.delete(photo.file)
    assert client.get(f"/attachments/{photo.pk}/").status_code == 404
    assert Client().get(f"/complaints/{photo.subject_id}/photos/{photo.pk}/").status_code == 302


@pytest.mark.parametrize("odd", ["0", "9" * 19, "9" * 5000, "-1", "x"])
def test_ids_that_nobody_has(cast: Cast, sign_in: SignIn, odd: str) -> None:
    for url in (f"/complaints/{odd}/", f"/complaints/{odd}/photos/{odd}/", f"/complaints/{odd}/do/note/"):
        assert sign_in(cast.clerk).get(url).status_code == 404
