"""Administration gives a colleague a link to a password, or takes away a second factor that is lost."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import path

from jujiao.company.accounts.models import SecondFactor
from jujiao.company.staff import web_accounts
from jujiao.kernel.models import TimelineEntry
from jujiao.portal import urls
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

urlpatterns = [
    *urls.urlpatterns,
    path("link/<int:employee_id>/", web_accounts.password_link),
    path("reset/<int:employee_id>/", web_accounts.reset_second_factor),
]
pytestmark = pytest.mark.urls(__name__)


def test_the_link_is_shown_once_and_leads_to_a_password(cast: Cast, sign_in: SignIn) -> None:
    hr = sign_in(cast.hr)
    address = f"/link/{cast.clerk.employee.pk}/"
    assert "/account/password/choose/" not in hr.get(address).content.decode()
    page = hr.post(address)
    assert page.context["picture"].startswith("data:image/svg+xml;base64,")
    found = re.search(r"http://testserver(/account/password/choose/[^<\s]+)", page.content.decode())
    assert found
    password = "a heron over the reeds"
    assert Client().post(found[1], {"password1": password, "password2": password}).status_code == 302
    cast.clerk.user.refresh_from_db()
    assert cast.clerk.user.check_password(password)


def test_the_second_factor_is_reset_for_a_reason(cast: Cast, sign_in: SignIn) -> None:
    TOTP.activate(cast.clerk.user, "JBSWY3DPEHPK3PXP")
    hr = sign_in(cast.hr)
    address = f"/reset/{cast.clerk.employee.pk}/"
    assert hr.post(address, {"reason": " "}).status_code == 422
    assert SecondFactor.objects.filter(user=cast.clerk.user).exists()
    assert hr.post(address, {"reason": "本人到场"}).status_code == 302
    assert not SecondFactor.objects.filter(user=cast.clerk.user).exists()
    assert TimelineEntry.objects.get(subject_kind="account", subject_id=cast.clerk.user.pk).text == "本人到场"
    assert hr.post(address, {"reason": "本人到场"}).status_code == 422


@pytest.mark.parametrize(
    ("who", "whose", "status"),
    [
        ("hr", "sysadmin", 403),  # nobody reaches above themselves
        ("hr", "hr", 403),
        ("hr", "outsider", 404),
        ("clerk", "clerk2", 404),
        ("resident", "clerk", 404),
        ("sysadmin", "hr", 200),
    ],
)
def test_who_reaches_whom(cast: Cast, sign_in: SignIn, who: str, whose: str, status: int) -> None:
    client, employee = sign_in(getattr(cast, who)), getattr(cast, whose).employee
    for page in ("link", "reset"):
        assert client.get(f"/{page}/{employee.pk}/").status_code == status
    client.post(f"/link/{employee.pk}/")
    given = TimelineEntry.objects.filter(verb="give_password_link", subject_id=employee.user_id).exists()
    assert given is (status == 200)
