"""A member of staff looks after password and sessions."""

import pytest
from django.test import Client

from jujiao.company.accounts.operations import (
    UnableToOpenAccount,
    choose_language,
    close_account,
    open_staff_account,
    password_link,
    reopen_account,
)
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.models import TimelineEntry
from jujiao.testing.cast import NOW, PASSWORD, Cast

NEW = "a heron over the reeds"


def by_password(name: str, password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/account/login/", {"login": name, "password": password})
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/security/").status_code == 200


def test_signing_out_elsewhere_keeps_this_session_alone(cast: Cast) -> None:
    here, elsewhere = by_password("clerk"), by_password("clerk")
    assert is_in(elsewhere)
    response = here.post("/account/security/sign-out-elsewhere/")
    assert (response.status_code, response["Location"]) == (302, "/account/security/")
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert TimelineEntry.objects.get(subject_kind="account").verb == "sign_out_elsewhere"


def test_a_new_password_ends_the_other_sessions(cast: Cast) -> None:
    here, elsewhere = by_password("clerk"), by_password("clerk")
    fields = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post("/account/password/", fields | {"oldpassword": "wrong"}).status_code == 200
    assert here.post("/account/password/", fields | {"password2": "another one here"}).status_code == 200
    assert here.post("/account/password/", fields | {"password1": "short", "password2": "short"}).status_code == 200
    assert is_in(elsewhere)
    assert here.post("/account/password/", fields)["Location"] == "/account/security/"
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert is_in(by_password("clerk", NEW))
    assert not is_in(by_password("clerk"))


def test_a_link_lets_a_new_colleague_choose_a_password_once(cast: Cast) -> None:
    user = open_staff_account(username="xiaoli", name="李小丽", phone="137 0000 0009", actor=cast.hr.viewer, now=NOW)
    assert (user.phone, user.has_usable_password()) == ("13700000009", False)
    link = password_link(user=user, actor=cast.hr.viewer, now=NOW)
    client = Client()
    assert client.get(link).status_code == 200
    assert client.post(link, {"password1": "1234567890", "password2": "1234567890"}).status_code == 422
    response = client.post(link, {"password1": NEW, "password2": NEW})
    assert (response.status_code, response["Location"]) == (302, "/account/login/")
    assert client.get(link).status_code == 410
    assert client.post(link, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 410
    assert by_password("xiaoli", NEW).session["_auth_user_id"] == str(user.pk)
    verbs = TimelineEntry.objects.filter(subject_id=user.pk).order_by("seq").values_list("verb", "actor_name")
    assert list(verbs) == [("open_account", "许丽"), ("give_password_link", "许丽"), ("choose_password", "李小丽")]


@pytest.mark.parametrize("link", ["MQ/abc-def", "x/y", f"{'9' * 5000}/a-b", f"{'OTk5' * 8}/a-b", "%00/%00"])
def test_a_link_that_was_tampered_with_opens_nothing(cast: Cast, link: str) -> None:
    assert Client().get(f"/account/password/choose/{link}/").status_code == 410


def test_only_administration_opens_accounts_and_names_are_unique(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        open_staff_account(username="a", name="A", actor=cast.head_of_service.viewer, now=NOW)
    with pytest.raises(NotAllowed):
        password_link(user=cast.clerk.user, actor=cast.clerk2.viewer, now=NOW)
    for username, phone in (("CLERK", ""), ("fresh", "12"), (" ", "")):
        with pytest.raises(UnableToOpenAccount):
            open_staff_account(username=username, name="A", phone=phone, actor=cast.hr.viewer, now=NOW)
    assert not TimelineEntry.objects.exists()


def test_a_closed_account_is_out_at_once_and_may_come_back(cast: Cast) -> None:
    client = by_password("clerk")
    close_account(user=cast.clerk.user, actor=cast.hr.viewer, now=NOW)
    assert not is_in(client)
    reopen_account(user=cast.clerk.user, actor=cast.hr.viewer, now=NOW)
    assert not is_in(client)
    assert is_in(by_password("clerk"))


def test_the_language_is_kept(cast: Cast) -> None:
    for language in ("en", "en", "tlh"):
        choose_language(user=cast.clerk.user, language=language, actor=cast.clerk.viewer, now=NOW)
    cast.clerk.user.refresh_from_db()
    assert cast.clerk.user.language == "en"
    assert TimelineEntry.objects.filter(subject_kind="account", verb="choose_language").count() == 1
