"""3.1.1: whoever comes is taken down in their words, and one press makes a case of it; after six months names go."""

import uuid
from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse

from jujiao.company.duty.operations import sign_on
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record.timeline import entries_of
from jujiao.notices.models import Notice
from jujiao.service.desk.jobs import close_all
from jujiao.service.desk.models import Visit
from jujiao.service.desk.operations import UnableToReceive, receive, settle
from jujiao.service.desk.personal_data import personal_data
from jujiao.service.desk.tests.scene import CASES, DAY, HOUR, complained, the_desk
from jujiao.testing.cast import NOW, SHANGHAI, Cast
from jujiao.testing.fixtures import SignIn

HTMX = {"HX-Request": "true"}
WORDS = "楼上空调外机滴水，\n说了两次没人管"


def came(cast: Cast, now: datetime = NOW, **given: Any) -> Visit:
    return receive(estate=cast.estate, actor=cast.clerk.viewer, now=now, **{"text": WORDS, **given})


@pytest.mark.usefixtures("moment")
def test_a_visitor_is_taken_down_by_the_room(cast: Cast, sign_in: SignIn) -> None:
    client, page = sign_in(cast.clerk), reverse("reception:receive")
    assert cast.resident.person.name in client.get(reverse("reception:find"), {"q": "1-1-101"}).text
    assert client.post(page, {"q": "1-1-101", "text": ""}).status_code == 422
    chosen = f"{cast.room.pk}-{cast.resident.person.pk}"
    answer = client.post(page, {"q": "1-1-101", "who": chosen, "text": WORDS})
    visit = Visit.objects.get()
    assert answer.headers["Location"] == reverse("reception:visit", args=[visit.pk])
    assert (visit.room, visit.person, visit.text) == (cast.room, cast.resident.person, WORDS)
    assert (visit.received_by, visit.came_at, visit.outcome) == (cast.clerk.employee, NOW, "open")
    assert client.post(page, {"q": "没有这个人", "text": WORDS}).status_code == 422
    assert client.post(page, {"visitor_name": "张来访", "text": WORDS}).status_code == 302
    assert client.post(page, {"text": WORDS}).status_code == 302
    assert sorted(Visit.objects.values_list("visitor_name", flat=True)) == ["", "", "张来访"]
    assert "来访人未留名" in client.get(reverse("reception:visits")).text


@pytest.mark.usefixtures("moment")
def test_the_page_of_a_room_has_its_last_visits(cast: Cast, sign_in: SignIn) -> None:
    part = reverse("reception:of_room", args=[cast.room.pk])
    assert sign_in(cast.clerk).get(part).text.strip() == ""
    visit = came(cast, room=cast.room, person=cast.resident.person)
    came(cast, room=cast.neighbours_room, text="找物业借推车")
    shown = sign_in(cast.clerk).get(part).text
    assert (reverse("reception:visit", args=[visit.pk]) in shown, "借推车" in shown) == (True, False)
    assert part in sign_in(cast.clerk).get(reverse("estates:room", args=[cast.room.pk])).text


@pytest.mark.usefixtures("moment")
def test_one_press_makes_a_complaint_and_the_words_stay(cast: Cast, sign_in: SignIn) -> None:
    client, visit = sign_in(cast.clerk), came(cast, room=cast.room, person=cast.resident.person)
    register = f"{reverse('complaints:register')}?from=desk_visit-{visit.pk}"
    assert register in client.get(reverse("reception:visit", args=[visit.pk])).text
    form = client.get(register).context["form"]
    assert (form["text"].value(), form["person"].value()) == (WORDS, cast.resident.person.pk)
    given = {
        "key": str(uuid.uuid4()), "origin": f"desk_visit-{visit.pk}", "who": "resident", "room": cast.room.pk,
        "person": cast.resident.person.pk, "text": WORDS, "category": CASES.Category.objects.filter(active=True)[0].pk,
        "channel": "walk_in", "nature": "complaint",
    }  # fmt: skip
    assert client.post(reverse("complaints:register"), given, headers=HTMX).status_code == 204
    complaint = CASES.Complaint.objects.get()
    visit.refresh_from_db()
    assert (visit.outcome, visit.case_kind, visit.case_id) == ("case", "complaint", complaint.pk)
    assert complaint.text == WORDS
    assert complaint.number in client.get(reverse("reception:visit", args=[visit.pk])).text
    again = client.post(reverse("complaints:register"), {**given, "key": str(uuid.uuid4())}, headers=HTMX)
    assert again.status_code == 422
    assert CASES.Complaint.objects.count() == 1
    assert client.get(register).context["form"]["text"].value() in (None, "")


@pytest.mark.usefixtures("moment")
def test_praise_is_begun_the_same_way_and_strangers_of_another_estate_prefill_nothing(
    cast: Cast, sign_in: SignIn
) -> None:
    visit = came(cast, visitor_name="张来访")
    page = f"{reverse('complaints:register')}?from=desk_visit-{visit.pk}&nature=praise"
    form = sign_in(cast.clerk).get(page).context["form"]
    values = [form[name].value() for name in ("nature", "who", "contact_name", "text")]
    assert values == ["praise", "visitor", "张来访", WORDS]
    elsewhere = sign_in(cast.clerk_elsewhere).get(page).context["form"]
    assert elsewhere["text"].value() in (None, "")


def test_a_visit_that_needs_nothing_more_is_noted(cast: Cast) -> None:
    visit = came(cast)
    with pytest.raises(UnableToReceive, match="what was done"):
        settle(visit=visit, word=" ", version=1, actor=cast.clerk.viewer, now=NOW)
    settle(visit=visit, word="已当场答复", version=1, actor=cast.clerk.viewer, now=NOW)
    visit.refresh_from_db()
    assert (visit.outcome, visit.word) == ("noted", "已当场答复")
    with pytest.raises(UnableToReceive, match="settled already"):
        settle(visit=visit, word="又一次", version=None, actor=cast.clerk.viewer, now=NOW)
    verbs = entries_of("desk_visit", visit.pk).order_by("seq").values_list("verb", "text", "details")
    assert list(verbs) == [("receive_visit", "", {}), ("settle_visit", "", {})]


def test_others_take_nobody_down(cast: Cast) -> None:
    for who in (cast.engineer, cast.clerk_elsewhere, cast.outsider, cast.auditor):
        with pytest.raises(NotAllowed):
            receive(estate=cast.estate, text=WORDS, actor=who.viewer, now=NOW)
    with pytest.raises(UnableToReceive, match="does not live"):
        came(cast, room=cast.empty_room, person=cast.resident.person)
    assert not Visit.objects.exists()


@pytest.mark.usefixtures("moment")
def test_names_are_masked_for_who_only_looks_on(cast: Cast, sign_in: SignIn) -> None:
    came(cast, visitor_name="张来访")
    assert "张来访" in sign_in(cast.manager).get(reverse("reception:visits")).text
    page = sign_in(cast.auditor).get(reverse("reception:visits")).text
    assert "张*" in page
    assert "张来访" not in page
    assert "没有符合" in sign_in(cast.auditor).get(reverse("reception:visits"), {"q": "张来访"}).text
    for who in (cast.engineer, cast.guard, cast.hr):
        assert sign_in(who).get(reverse("reception:visits")).status_code == 404
    assert "张来访" not in sign_in(cast.clerk_elsewhere).get(reverse("reception:visits")).text


def test_after_six_months_the_names_go_and_the_words_stay(cast: Cast) -> None:
    midnight = datetime(2026, 3, 11, tzinfo=SHANGHAI)
    named = came(cast, midnight, visitor_name="张来访")
    person = came(cast, midnight + DAY, room=cast.room, person=cast.resident.person)
    assert [each["text"] for each in personal_data(cast.resident.viewer)["visits"]] == [WORDS]
    close_all(now=datetime(2026, 9, 11, 23, tzinfo=SHANGHAI))
    named.refresh_from_db()
    assert named.visitor_name == "张来访"
    close_all(now=datetime(2026, 9, 12, 3, tzinfo=SHANGHAI))
    named.refresh_from_db()
    person.refresh_from_db()
    assert (named.visitor_name, named.text, named.names_gone_at is None) == ("", WORDS, False)
    assert person.person == cast.resident.person
    close_all(now=datetime(2026, 9, 13, 3, tzinfo=SHANGHAI))
    assert Visit.objects.get(person=None, room=cast.room).pk == person.pk
    assert personal_data(cast.resident.viewer) == {"visits": []}


def test_who_has_signed_on_at_the_desk_gets_what_is_new(cast: Cast) -> None:
    """Wherever the desk stands for somebody: those who are there hear, and who is at home does not."""
    desk = the_desk(cast)
    sign_on(duty_post=desk.post, actor=cast.clerk2.viewer, now=NOW - HOUR)
    complained(cast, NOW)
    told = Notice.objects.filter(kind="complaint.arrived").values_list("recipient__username", flat=True)
    assert list(told) == ["clerk2"]
