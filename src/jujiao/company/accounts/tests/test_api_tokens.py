"""A program uses the API with a token."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jujiao.company.accounts.models import ApiToken
from jujiao.company.accounts.operations import (
    UnableToIssueToken,
    UnableToRevokeToken,
    authenticate,
    close_account,
    issue_token,
    revoke_token,
)
from jujiao.kernel.access import SYSTEM
from jujiao.kernel.models import TimelineEntry
from jujiao.testing.cast import NOW, Cast


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


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("token", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_command_issues_lists_and_revokes(cast: Cast) -> None:
    from jujiao.kernel import clock

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
