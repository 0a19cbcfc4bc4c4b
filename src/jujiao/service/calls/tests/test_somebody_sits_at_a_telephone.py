"""Whoever is on duty says at which telephone they sit; it ends as they go, or when somebody takes it over knowingly."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from jujiao.company.duty.operations import sign_off
from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.timeline import entries_of
from jujiao.service.calls.models import Seat
from jujiao.service.calls.operations.sitting import UnableToSit, sit_down, stand_up
from jujiao.service.calls.queries_seats import own_seat
from jujiao.service.calls.tests.desk import Desk, the_desk
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
MINUTE = timedelta(minutes=1)


def seats() -> list[tuple[str, str, bool]]:
    """Who sat where, in order, and whether they still do."""
    rows = Seat.objects.order_by("pk").select_related("telephone", "employee")
    return [(each.telephone.extension, each.employee.name, each.until_at is None) for each in rows]


def sits(desk: Desk, extension: str, viewer: Viewer, instead_of: int | None = 0, minutes: int = 1) -> Seat:
    return sit_down(
        telephone=desk.telephones[extension], instead_of=instead_of, actor=viewer, now=NOW + minutes * MINUTE
    )


def test_the_only_telephone_of_a_post_is_theirs_as_they_sign_on_and_until_they_go(cast: Cast) -> None:
    desk = the_desk(cast, "801")
    attendance = desk.comes(cast.clerk, NOW)
    desk.comes(cast.clerk2, NOW + MINUTE)
    name = cast.clerk.employee.name
    assert seats() == [("801", name, True)]
    sign_off(attendance=attendance, actor=cast.clerk.viewer, now=NOW + 60 * MINUTE)
    assert seats() == [("801", name, False)]
    assert Seat.objects.get().until_at == NOW + 60 * MINUTE
    verbs = list(entries_of("duty_post", desk.post.pk).order_by("seq").values_list("verb", flat=True))
    assert verbs == ["sign_on", "sit_at_telephone", "sign_on", "sign_off", "leave_telephone"]


def test_of_several_telephones_one_is_chosen_and_left(cast: Cast, sign_in: SignIn) -> None:
    desk = the_desk(cast)
    desk.comes(cast.clerk, NOW)
    assert seats() == []
    browser = sign_in(cast.clerk)
    home = browser.get(reverse("telephony:seat_at_home", args=[cast.clerk.employee.pk])).text
    assert reverse("telephony:sit", args=[desk.telephones["801"].pk]) in home
    answer = browser.post(reverse("telephony:sit", args=[desk.telephones["801"].pk]), {"version": 0})
    assert answer.status_code == 302
    sits(desk, "802", cast.clerk.viewer, minutes=5)
    name = cast.clerk.employee.name
    assert seats() == [("801", name, False), ("802", name, True)]
    assert stand_up(actor=cast.clerk.viewer, now=NOW + 6 * MINUTE) == 1
    assert own_seat(cast.clerk.viewer, NOW + 6 * MINUTE) is None


def test_a_telephone_is_taken_over_only_knowingly(cast: Cast, sign_in: SignIn) -> None:
    desk = the_desk(cast)
    desk.comes(cast.clerk, NOW)
    desk.comes(cast.clerk2, NOW)
    theirs = sits(desk, "801", cast.clerk.viewer)
    with pytest.raises(Stale, match=cast.clerk.employee.name):
        sits(desk, "801", cast.clerk2.viewer)
    url = reverse("telephony:sit", args=[desk.telephones["801"].pk])
    browser = sign_in(cast.clerk2)
    assert cast.clerk.employee.name in browser.get(url).text
    assert browser.post(url, {"version": 0}).status_code == 409
    assert browser.post(url, {"version": theirs.pk}).status_code == 302
    assert seats() == [("801", cast.clerk.employee.name, False), ("801", cast.clerk2.employee.name, True)]


def test_only_who_is_on_duty_and_answers_there_sits_down(cast: Cast) -> None:
    desk = the_desk(cast)
    with pytest.raises(UnableToSit, match="Sign on"):
        sits(desk, "801", cast.clerk.viewer)
    for who in (cast.clerk_elsewhere, cast.engineer, cast.outsider):
        with pytest.raises(NotAllowed):
            sits(desk, "801", who.viewer)
    desk.comes(cast.clerk, NOW)
    desk.telephones["801"].in_use = False
    desk.telephones["801"].save()
    with pytest.raises(UnableToSit, match="not in use"):
        sits(desk, "801", cast.clerk.viewer)
    assert seats() == []


def test_whoever_forgot_to_sign_off_sits_nowhere_and_is_still_named(cast: Cast, sign_in: SignIn) -> None:
    desk = the_desk(cast)
    desk.comes(cast.clerk, NOW - timedelta(days=2))
    seat = Seat.objects.create(
        telephone=desk.telephones["801"], attendance=cast.clerk.employee.attendances.get(),
        employee=cast.clerk.employee, from_at=NOW - timedelta(days=2),
    )  # fmt: skip
    assert own_seat(cast.clerk.viewer, NOW) is None
    desk.comes(cast.clerk2, NOW)
    with pytest.raises(Stale, match=cast.clerk.employee.name):
        sits(desk, "801", cast.clerk2.viewer)
    assert sits(desk, "801", cast.clerk2.viewer, instead_of=seat.pk).employee == cast.clerk2.employee


def test_the_database_keeps_one_person_at_a_telephone(cast: Cast) -> None:
    desk = the_desk(cast)
    desk.comes(cast.clerk, NOW)
    seat = sits(desk, "801", cast.clerk.viewer)
    other = desk.comes(cast.clerk2, NOW)
    with pytest.raises(IntegrityError, match="seat_of_one_person"), transaction.atomic():
        Seat.objects.create(telephone=seat.telephone, attendance=other, employee=cast.clerk2.employee, from_at=NOW)
