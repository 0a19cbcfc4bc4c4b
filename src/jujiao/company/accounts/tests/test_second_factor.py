"""Staff set up, use, lose and get back a second factor."""

from datetime import timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from pytest_django import Settings

from jujiao.company.accounts.models import SecondFactor, User
from jujiao.company.accounts.operations import UnableToResetSecondFactor, reset_second_factor
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record.access import Viewer
from jujiao.portal import live
from jujiao.testing.cast import NOW, PASSWORD, Cast

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def code_now() -> str:
    """What the app shows at this moment."""
    counter = list(totp.yield_hotp_counters_from_time())[1]
    return str(totp.format_hotp_value(totp.hotp_value(SECRET, counter)))


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def with_app(user: User) -> User:
    totp.TOTP.activate(user, SECRET)
    return user


def by_password(name: str, next_url: str = "/complaints/") -> Client:
    client = Client()
    client.post(f"/account/login/?next={next_url}", {"login": name, "password": PASSWORD})
    return client


def test_the_password_alone_is_not_enough_once_an_app_is_set_up(cast: Cast) -> None:
    with_app(cast.clerk.user)
    client = by_password("clerk")
    assert signed_in_as(client) is None
    assert client.get("/account/login/second/").status_code == 200
    assert client.get("/account/security/").status_code == 302
    assert client.post("/account/login/second/", {"code": wrong(code_now())}).status_code == 422
    assert signed_in_as(client) is None
    response = client.post("/account/login/second/", {"code": code_now()})
    assert (response.status_code, response["Location"]) == (302, "/complaints/")
    assert signed_in_as(client) == str(cast.clerk.user.pk)


def test_a_code_of_the_app_counts_once(cast: Cast) -> None:
    with_app(cast.clerk.user)
    code = code_now()
    by_password("clerk").post("/account/login/second/", {"code": code})
    overlooked = by_password("clerk")
    assert overlooked.post("/account/login/second/", {"code": code}).status_code == 422
    assert signed_in_as(overlooked) is None


def test_a_recovery_code_counts_once(cast: Cast) -> None:
    code = RecoveryCodes.activate(with_app(cast.clerk.user)).get_unused_codes()[0]
    client = by_password("clerk")
    client.post("/account/login/second/", {"code": code})
    assert signed_in_as(client) == str(cast.clerk.user.pk)
    again = by_password("clerk")
    assert again.post("/account/login/second/", {"code": code}).status_code == 422


def test_guessing_codes_is_stopped(cast: Cast) -> None:
    with_app(cast.clerk.user)
    client = by_password("clerk")
    for _attempt in range(5):
        client.post("/account/login/second/", {"code": "000000" if code_now() != "000000" else "000001"})
    assert client.post("/account/login/second/", {"code": code_now()}).status_code == 422
    assert signed_in_as(client) is None


def test_secrets_are_not_readable_in_the_database(cast: Cast) -> None:
    with_app(cast.clerk.user)
    kept = SecondFactor.objects.get(user=cast.clerk.user).data["secret"]
    assert SECRET not in kept
    assert kept.startswith("gAAAA")


def test_setting_up_an_app_gives_recovery_codes(cast: Cast) -> None:
    client = by_password("clerk")
    page = client.get("/account/totp/")
    assert page.status_code == 200
    assert page.context["totp_svg_data_uri"].startswith("data:image/svg+xml;base64,")
    secret = page.context["form"].secret
    counter = list(totp.yield_hotp_counters_from_time())[1]
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    assert client.post("/account/totp/", {"code": wrong(code)}).status_code == 200
    assert not SecondFactor.objects.filter(user=cast.clerk.user).exists()
    response = client.post("/account/totp/", {"code": code})
    assert (response.status_code, response["Location"]) == (302, "/account/recovery-codes/")
    kinds = SecondFactor.objects.filter(user=cast.clerk.user).values_list("type", flat=True)
    assert sorted(kinds) == ["recovery_codes", "totp"]
    assert len(client.get("/account/recovery-codes/").context["unused_codes"]) == 10


def test_some_time_after_the_sign_in_the_password_is_asked_for_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = by_password("clerk")
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 3600
    session.save()
    response = client.get("/account/totp/")
    assert (response.status_code, response["Location"]) == (302, "/account/again/?next=%2Faccount%2Ftotp%2F")
    response = client.post(response["Location"], {"password": "wrong"})
    assert response.status_code == 200
    response = client.post("/account/again/?next=/account/totp/", {"password": PASSWORD})
    assert response["Location"] == "/account/totp/"
    assert client.get("/account/totp/").status_code == 200


class TestWhereItIsRequired:
    @pytest.fixture(autouse=True)
    def _required(self, settings: Settings) -> None:
        settings.JUJIAO_REQUIRE_SECOND_FACTOR = True

    def test_staff_without_one_are_led_to_set_it_up(self, cast: Cast) -> None:
        client = by_password("clerk")
        assert client.get("/")["Location"] == "/account/security/"
        fragment = client.get("/", headers={"HX-Request": "true"})
        assert (fragment.status_code, fragment["HX-Redirect"]) == (204, "/account/security/")
        assert client.get("/account/security/").context["must_set_up"] is True
        assert client.get("/account/totp/").status_code == 200
        with_app(cast.clerk.user)
        assert client.get("/").headers.get("Location") != "/account/security/"

    def test_the_live_line_opens_no_sooner_than_a_page(self, cast: Cast) -> None:
        client = by_password("clerk")
        assert live.heard_by(live.Proof(session=str(client.session.session_key))) is None
        with_app(cast.clerk.user)
        topics = live.heard_by(live.Proof(session=str(client.session.session_key)))
        assert topics is not None
        assert f"estate:{cast.estate.pk}" in topics

    def test_a_session_that_never_showed_a_second_factor_ends_when_the_first_is_set_up(self, cast: Cast) -> None:
        thief, owner = by_password("clerk"), by_password("clerk")
        secret = owner.get("/account/totp/").context["form"].secret
        counter = list(totp.yield_hotp_counters_from_time())[1]
        owner.post("/account/totp/", {"code": totp.format_hotp_value(totp.hotp_value(secret, counter))})
        assert owner.get("/account/security/").status_code == 200
        assert thief.get("/account/security/").status_code == 302
        assert live.heard_by(live.Proof(session=str(thief.session.session_key))) is None
        verbs = TimelineEntry.objects.filter(subject_id=cast.clerk.user.pk).values_list("verb", "details")
        assert list(verbs) == [("add_second_factor", {"kind": "totp"})]

    def test_residents_are_not(self, cast: Cast) -> None:
        client = Client()
        client.force_login(cast.resident.user)
        assert client.get("/").headers.get("Location") != "/account/security/"

    def test_the_last_one_cannot_be_taken_off(self, cast: Cast) -> None:
        with_app(cast.clerk.user)
        client = by_password("clerk")
        client.post("/account/login/second/", {"code": code_now()})
        client.post("/account/totp/off/")
        assert SecondFactor.objects.filter(user=cast.clerk.user, type="totp").exists()


def test_where_it_is_not_required_it_can_be_taken_off(cast: Cast) -> None:
    with_app(cast.clerk.user)
    client = by_password("clerk")
    client.post("/account/login/second/", {"code": code_now()})
    assert client.post("/account/totp/off/")["Location"] == "/account/security/"
    assert not SecondFactor.objects.filter(user=cast.clerk.user).exists()


def test_administration_resets_the_second_factor_of_a_colleague(cast: Cast) -> None:
    RecoveryCodes.activate(with_app(cast.clerk.user))
    client = Client()
    client.force_login(cast.clerk.user)
    assert client.get("/account/security/").status_code == 200
    reset_second_factor(user=cast.clerk.user, actor=cast.hr.viewer, now=NOW, reason="手机丢失,本人到场核对身份证")
    assert not SecondFactor.objects.filter(user=cast.clerk.user).exists()
    assert client.get("/account/security/").status_code == 302
    entry = TimelineEntry.objects.get(subject_kind="account", subject_id=cast.clerk.user.pk)
    assert (entry.verb, entry.actor_id, entry.at) == ("reset_second_factor", cast.hr.user.pk, NOW)
    assert entry.text == "手机丢失,本人到场核对身份证"
    assert entry.details == {"kinds": ["recovery_codes", "totp"], "tokens": 0}


def test_others_cannot_nor_oneself_nor_without_a_reason(cast: Cast) -> None:
    with_app(cast.clerk.user)
    with_app(cast.hr.user)
    later = NOW + timedelta(minutes=1)
    with pytest.raises(NotAllowed):
        reset_second_factor(user=cast.clerk.user, actor=cast.manager.viewer, now=later, reason="x")
    with pytest.raises(NotAllowed):
        reset_second_factor(user=cast.clerk.user, actor=Viewer(user_id=None, name=""), now=later, reason="x")
    with pytest.raises(UnableToResetSecondFactor):
        reset_second_factor(user=cast.hr.user, actor=cast.hr.viewer, now=later, reason="x")
    with pytest.raises(UnableToResetSecondFactor):
        reset_second_factor(user=cast.clerk.user, actor=cast.hr.viewer, now=later, reason="  ")
    with pytest.raises(UnableToResetSecondFactor):
        reset_second_factor(user=cast.engineer.user, actor=cast.hr.viewer, now=later, reason="x")
    assert SecondFactor.objects.count() == 2


def test_the_coming_and_going_of_a_factor_is_audited_without_its_secret(cast: Cast) -> None:
    from jujiao.company.accounts.models import SecondFactorEvent  # type: ignore[attr-defined]

    with_app(cast.clerk.user)
    SecondFactor.objects.filter(user=cast.clerk.user).delete()
    events = SecondFactorEvent.objects.order_by("pgh_id")
    assert [(event.pgh_label, event.type, event.user_id) for event in events] == [
        ("insert", "totp", cast.clerk.user.pk),
        ("delete", "totp", cast.clerk.user.pk),
    ]
    assert not hasattr(events[0], "data")
