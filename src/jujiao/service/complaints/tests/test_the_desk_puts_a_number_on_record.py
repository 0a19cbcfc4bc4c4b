"""A number that nobody knows is put on record for a household while the complaint is registered."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from jujiao.company.estates.accounts import holder_of
from jujiao.company.estates.models import Person, PersonPhone, PhoneChange, Relation, Residency
from jujiao.company.estates.operations.phones import may_confirm
from jujiao.company.estates.phone_changes import WAIT
from jujiao.kernel.models import TimelineEntry
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.tests.test_the_desk_registers_a_complaint import HTMX, URL, form
from jujiao.testing.browser import Moment, PageAs
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

TYPED, NUMBER, NEIGHBOURS = "139 9999 9999", "13999999999", "13800000102"
MEMBER = {"person": None, "record_name": "林 阿姨", "record_relation": "family"}


def on_record() -> tuple[int, int, int, int]:
    """How many complaints, people, further numbers and residencies there are."""
    return Complaint.objects.count(), Person.objects.count(), PersonPhone.objects.count(), Residency.objects.count()


def send(client: Any, cast: Cast, **given: Any) -> Any:
    return client.post(URL, form(cast, **{"record_phone": TYPED, **given}), headers=HTMX)


def test_a_further_number_of_a_resident(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    answer = send(sign_in(cast.clerk), cast, record_word="妻")
    assert answer.status_code == 204
    assert Complaint.objects.get().person == cast.resident.person
    row = PersonPhone.objects.get(phone=NUMBER)
    assert (row.person, row.word, row.ended_at) == (cast.resident.person, "妻", None)
    assert holder_of(NUMBER, NOW + WAIT).holder is None  # a further number never signs in
    assert NUMBER not in str([(each.text, each.details) for each in TimelineEntry.objects.filter(verb="add_number")])


def test_a_new_member_waits_until_somebody_else_has_confirmed(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    assert send(sign_in(cast.clerk), cast, **MEMBER).status_code == 204
    person = Complaint.objects.get().person
    assert person is not None
    home = Residency.objects.get(person=person)
    assert (person.name, person.phone) == ("林 阿姨", NUMBER)
    assert (home.household, home.relation, home.moved_in) == (cast.household, Relation.FAMILY, NOW.date())
    change = PhoneChange.objects.get(person=person)
    assert (change.old, change.new) == ("", NUMBER)
    assert holder_of(NUMBER, NOW).holder is None
    assert not may_confirm(change, cast.clerk.viewer, cast.estate)
    assert may_confirm(change, cast.manager.viewer, cast.estate)
    assert getattr(holder_of(NUMBER, NOW + WAIT).holder, "person_id", None) == person.pk


def test_the_first_number_of_a_resident_waits_too(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    Person.objects.filter(pk=cast.spouse.pk).update(phone="")
    assert send(sign_in(cast.clerk), cast, person=cast.spouse.pk, record_word="工作").status_code == 204
    cast.spouse.refresh_from_db()
    assert cast.spouse.phone == NUMBER
    assert PersonPhone.objects.get(phone=NUMBER).word == "工作"
    assert holder_of(NUMBER, NOW).holder is None


def test_in_an_empty_room_a_household_begins(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    owner = {**MEMBER, "room": cast.empty_room.pk, "record_relation": "owner"}
    assert send(sign_in(cast.clerk), cast, **owner).status_code == 204
    home = Residency.objects.get(household__room=cast.empty_room)
    assert (home.person, home.relation) == (Complaint.objects.get().person, Relation.OWNER)
    assert holder_of(NUMBER, NOW).holder is None


def test_about_a_public_area_the_household_is_still_theirs(cast: Cast, sign_in: SignIn) -> None:
    assert send(sign_in(cast.clerk), cast, **MEMBER, public="on", place="大堂").status_code == 204
    complaint = Complaint.objects.get()
    assert (complaint.room, complaint.place) == (None, "大堂")
    assert Residency.objects.get(person=complaint.person).household == cast.household


@pytest.mark.parametrize("member", [{}, MEMBER])
def test_whose_it_is_now_is_asked_and_nothing_is_done_before(
    cast: Cast, sign_in: SignIn, member: dict[str, Any]
) -> None:
    client, before = sign_in(cast.clerk), on_record()
    sent = {**member, "record_phone": NEIGHBOURS}
    page = send(client, cast, **sent)
    assert page.status_code == 422
    assert "陈志远" in page.text.split('id="held" hx-swap-oob="innerHTML"')[1]
    assert ('value="same"' in page.text) == bool(member)
    assert on_record() == before
    assert send(client, cast, **sent, held="shared").status_code == 204
    assert Complaint.objects.count() == 1
    assert Person.objects.get(pk=cast.neighbour.person.pk).phone == NEIGHBOURS


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"person": None}, "record_name"),
        ({"room": None, "person": None, "q": "1-1-102"}, "q"),
        ({"text": " "}, "text"),
        ({"record_phone": "12"}, ""),
        ({**MEMBER, "record_relation": "king"}, "record_relation"),
        ({"record_word": "妻" * 21}, "record_word"),
    ],
)
def test_what_is_missing_is_said_and_nothing_half_is_kept(
    cast: Cast, sign_in: SignIn, given: dict[str, Any], field: str
) -> None:
    before = on_record()
    page = send(sign_in(cast.clerk), cast, **given)
    assert page.status_code == 422
    if field:
        assert page.text.split(f'hx-swap-oob="innerHTML:#id_{field}_error">')[1].startswith("<p>")
    assert on_record() == before


def test_a_refused_complaint_puts_nothing_on_record(cast: Cast, sign_in: SignIn) -> None:
    before = on_record()
    assert send(sign_in(cast.clerk), cast, **MEMBER, about_employee=cast.engineer.employee.pk, nature="praise")
    assert on_record() == before


def test_of_a_visitor_nothing_goes_on_record(cast: Cast, sign_in: SignIn) -> None:
    stranger = {"who": "visitor", "person": None, "contact_name": "快递员"}
    assert send(sign_in(cast.clerk), cast, **stranger).status_code == 204
    assert not PersonPhone.objects.exists()
    assert not Person.objects.filter(phone=NUMBER).exists()


def test_only_who_may_change_residents_is_offered_it(cast: Cast, sign_in: SignIn) -> None:
    for member, offered in (
        (cast.clerk, True),
        (cast.manager, True),
        (cast.head_of_engineering, False),
        (cast.engineer, False),
    ):
        client, find = sign_in(member), reverse("complaints:find")
        page = client.get(find, {"q": NUMBER}).text
        assert ("found-record" in page) == offered, member
        households = client.get(find, {"q": "1-1-101", "record": "yes"}).text
        assert (f'data-room="{cast.room.pk}"' in households) == offered, member
    before = on_record()
    page = send(sign_in(cast.head_of_engineering), cast, **MEMBER)
    assert page.status_code == 422
    assert page.text.split('hx-swap-oob="innerHTML:#id_q_error">')[1].startswith("<p>")
    assert on_record() == before


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_by_the_keyboard_with_what_was_typed_kept(cast: Cast, page_as: PageAs, moment: Moment, width: int) -> None:
    page = page_as(cast.clerk, width=width, path="/complaints/register/")
    page.locator("#id_text").fill("卫生间天花板漏水")
    page.locator("#id_q").focus()
    page.keyboard.type(NUMBER, delay=10)
    expect(page.locator("#found-record")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#recording")).to_contain_text(TYPED)
    page.reload()
    expect(page.locator("#recording")).to_contain_text(TYPED)
    page.locator("#id_q").focus()
    page.keyboard.type("1-1-101", delay=10)
    member = page.locator('#found [data-person=""]')
    expect(member).to_contain_text("新增住户成员")
    member.click()
    expect(page.locator("#id_record_name")).to_be_focused()
    page.keyboard.type("林阿姨")
    expect(page.locator("#id_text")).to_have_value("卫生间天花板漏水")
    expect(page.locator("#id_record_word")).to_be_hidden()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/registered/")
    person = Complaint.objects.get().person
    assert person is not None
    assert (person.name, person.phone) == ("林阿姨", NUMBER)
    page.goto(page.url.rsplit("/complaints/", 1)[0] + "/complaints/register/")
    expect(page.locator("#recording")).to_be_hidden()
    expect(page.locator("#id_record_name")).to_be_hidden()
