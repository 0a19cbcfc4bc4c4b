"""A program uses the API with a token."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jujiao.company.accounts.models import ApiToken
from jujiao.company.accounts.operations import (
    UnableToIssueToken,
    UnableToRevokeToken,
    authenticate,
    close_account,
    issue_token,
    password_link,
    reset_second_factor,
    revoke_token,
)
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record.access import SYSTEM
from jujiao.testing.cast import NOW, PASSWORD, Cast


def issued(cast: Cast, days: int | None = None) -> str:
    expires_at = None if days is None else NOW + timedelta(days=days)
    return issue_token(user=cast.clerk.user, label="erp", actor=SYSTEM, now=NOW, expires_at=expires_at)


def test_a_token_acts_as_its_person_and_only_its_digest_is_kept(cast: Cast) -> None:
    secret = issued(cast)
    assert authenticate(secret, NOW) == cast.clerk.user
    token = ApiToken.objects.get()
    assert len(token.digest) == 64
    assert secret not in str(vars(token))
    entry = TimelineEntry.objects.get(subject_kind="account", subject_id=cast.clerk.user.pk)
    assert (entry.verb, entry.details) == ("issue_token", {"token": token.pk, "label": "erp"})


@pytest.mark.parametrize("secret", ["", "jujiao_", "jujiao_wrong", "x" * 5000, "\ud800", "\x00"])
def test_another_secret_is_nobodys(cast: Cast, secret: str) -> None:
    issued(cast)
    assert authenticate(secret, NOW) is None


def test_it_ends_at_its_time(cast: Cast) -> None:
    secret = issued(cast, days=1)
    assert authenticate(secret, NOW + timedelta(days=1) - timedelta(seconds=1)) == cast.clerk.user
    assert authenticate(secret, NOW + timedelta(days=1)) is None


def test_a_revoked_token_stops_at_once_and_cannot_be_revoked_again(cast: Cast) -> None:
    secret = issued(cast)
    token = ApiToken.objects.get()
    revoke_token(token_id=token.pk, actor=SYSTEM, now=NOW)
    assert authenticate(secret, NOW) is None
    for gone in (token.pk, 999_999_999):
        with pytest.raises(UnableToRevokeToken):
            revoke_token(token_id=gone, actor=SYSTEM, now=NOW)
    assert TimelineEntry.objects.filter(verb="revoke_token").count() == 1


def test_it_stops_when_the_account_is_closed(cast: Cast) -> None:
    secret = issued(cast)
    close_account(user=cast.clerk.user, actor=cast.hr.viewer, now=NOW)
    assert authenticate(secret, NOW) is None
    with pytest.raises(UnableToIssueToken):
        issued(cast)


def test_its_use_is_noted_at_most_once_a_minute(cast: Cast) -> None:
    secret = issued(cast)
    used = []
    for seconds in (0, 59, 60):
        with CaptureQueriesContext(connection) as queries:
            authenticate(secret, NOW + timedelta(seconds=seconds))
        used.append((len(queries), ApiToken.objects.get().last_used_at))
    assert used == [(2, NOW), (1, NOW), (2, NOW + timedelta(seconds=60))]


def test_a_token_is_not_issued_for_nothing_or_for_the_past(cast: Cast) -> None:
    with pytest.raises(UnableToIssueToken):
        issue_token(user=cast.clerk.user, label=" ", actor=SYSTEM, now=NOW)
    with pytest.raises(UnableToIssueToken):
        issued(cast, days=0)
    assert not ApiToken.objects.exists()


def by_password(name: str) -> Client:
    client = Client()
    client.post("/account/login/", {"login": name, "password": PASSWORD})
    return client


def test_a_person_sees_their_tokens_and_revokes_one(cast: Cast) -> None:
    secret = issued(cast)
    other = issue_token(user=cast.engineer.user, label="gate", actor=SYSTEM, now=NOW)
    authenticate(secret, NOW)
    clerk = by_password("clerk")
    page = clerk.get("/account/security/")
    assert [(each.label, each.last_used_at) for each in page.context["security"].tokens] == [("erp", NOW)]
    assert "erp" in page.content.decode()
    token = ApiToken.objects.get(user=cast.clerk.user)
    others = ApiToken.objects.get(user=cast.engineer.user)
    assert clerk.post(f"/account/security/tokens/{others.pk}/revoke/").status_code == 404
    assert authenticate(other, NOW) == cast.engineer.user
    assert clerk.post(f"/account/security/tokens/{token.pk}/revoke/")["Location"] == "/account/security/"
    assert authenticate(secret, NOW) is None
    assert clerk.get("/account/security/").context["security"].tokens == []
    entry = TimelineEntry.objects.get(verb="revoke_token")
    assert (entry.subject_id, entry.actor_id, entry.details) == (
        cast.clerk.user.pk,
        cast.clerk.user.pk,
        {"token": token.pk},
    )


def test_a_token_does_not_survive_a_new_password_of_its_person(cast: Cast) -> None:
    secret, others = issued(cast), issue_token(user=cast.engineer.user, label="gate", actor=SYSTEM, now=NOW)
    clerk = by_password("clerk")
    new = "a heron over the reeds"
    clerk.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert clerk.get("/account/security/").status_code == 200
    assert (authenticate(secret, NOW), authenticate(others, NOW)) == (None, cast.engineer.user)
    entry = TimelineEntry.objects.get(subject_id=cast.clerk.user.pk, verb="change_password")
    assert (entry.actor_id, entry.details) == (cast.clerk.user.pk, {"tokens": 1})
    secret = issued(cast)
    link = password_link(user=cast.clerk.user, actor=cast.hr.viewer, now=NOW)
    assert authenticate(secret, NOW) == cast.clerk.user
    Client().post(link, {"password1": PASSWORD, "password2": PASSWORD})
    assert authenticate(secret, NOW) is None


def test_a_token_does_not_survive_the_loss_of_the_second_factor(cast: Cast) -> None:
    secret = issued(cast)
    TOTP.activate(cast.clerk.user, "JBSWY3DPEHPK3PXP")
    assert authenticate(secret, NOW) == cast.clerk.user
    reset_second_factor(user=cast.clerk.user, actor=cast.hr.viewer, now=NOW, reason="本人到场")
    assert authenticate(secret, NOW) is None


def test_a_token_goes_on_when_its_person_signs_out_elsewhere(cast: Cast) -> None:
    secret = issued(cast)
    by_password("clerk").post("/account/security/sign-out-elsewhere/")
    assert authenticate(secret, NOW) == cast.clerk.user


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("token", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_command_issues_lists_and_revokes(cast: Cast) -> None:
    from jujiao.kernel.machine import clock

    secret = run("--user", "clerk", "--label", "erp", "--days", "90").strip()
    assert authenticate(secret, clock.now()) == cast.clerk.user
    token = ApiToken.objects.get()
    assert token.expires_at is not None
    assert round((token.expires_at - token.created_at) / timedelta(days=1)) == 90
    assert run("--list").startswith(f"{token.pk}\tclerk\terp\tin force\tuntil ")
    assert run("--list", "--user", "engineer") == ""
    assert run("--revoke", str(token.pk)) == f"Token {token.pk} is revoked.\n"
    assert "\trevoked\t" in run("--list", "--user", "clerk")
    assert authenticate(secret, clock.now()) is None


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--user", "clerk"],
        ["--user", "nobody", "--label", "x"],
        ["--revoke", "5"],
        ["--user", "clerk", "--label", "x", "--days", "-1"],
    ],
)
def test_the_command_says_what_is_wrong(cast: Cast, arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        run(*arguments)
    assert not ApiToken.objects.exists()
