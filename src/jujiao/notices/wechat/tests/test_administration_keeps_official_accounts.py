"""Administration connects the official accounts of the company, and nobody ever reads their secrets again."""

import pytest
from django.db import connection

from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.record.access import SYSTEM
from jujiao.notices.wechat.models import Account
from jujiao.notices.wechat.operations.accounts import (
    UnableToKeepAccount,
    add_account,
    change_account,
    end_former_key,
    switch_account,
)
from jujiao.notices.wechat.proof.samples_line import (
    KEY,
    OTHER_KEY,
    SECRET,
    TOKEN,
    a_binding,
    a_follower,
    an_account,
    facts,
)
from jujiao.notices.wechat.secrets import envelope_of, official_of
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn


def test_an_account_is_connected_and_its_secrets_are_never_shown(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.hr)
    typed = {
        "name": "云栖花园物业", "estate": cast.estate.pk, "app_id": "wx0123456789abcdef",
        "original_id": "gh_7f083739789a", "secret": SECRET, "token": TOKEN, "aes_key": KEY,
    }  # fmt: skip
    assert page.post("/wechat/accounts/add/", typed).status_code == 302
    account = Account.objects.get()
    assert (official_of(account).account.secret, envelope_of(account).token) == (SECRET, TOKEN)
    shown = page.get("/wechat/accounts/").content.decode()
    shown += page.get(f"/wechat/accounts/{account.pk}/change/").content.decode()
    assert f"/wechat/{account.path}/" in shown
    assert "云栖花园物业" in shown
    with connection.cursor() as cursor:
        cursor.execute("SELECT row(a.*)::text FROM wechat_accountevent AS a")
        shown += str(cursor.fetchall())
    assert not [secret for secret in (SECRET, TOKEN, KEY, account.secret, account.aes_key) if secret in shown]


def test_a_key_is_changed_and_the_former_one_counts_until_it_is_ended(cast: Cast) -> None:
    account = an_account(cast.estate)
    sealed = {"secret": "", "token": "", "aes_key": OTHER_KEY}
    other = facts(cast.estate, 1, **sealed)
    change_account(account=account, facts=other, version=1, actor=cast.hr.viewer, now=NOW)
    account.refresh_from_db()
    assert len(envelope_of(account).keys) == 2
    assert envelope_of(account).token == TOKEN
    with pytest.raises(Stale):
        end_former_key(account=account, version=1, actor=cast.hr.viewer, now=NOW)
    end_former_key(account=account, version=2, actor=cast.hr.viewer, now=NOW)
    account.refresh_from_db()
    assert (len(envelope_of(account).keys), account.version) == (1, 3)


@pytest.mark.parametrize(
    "wrong",
    [
        {"app_id": "wx 1"}, {"original_id": ""}, {"aes_key": "short"}, {"token": "with blank"}, {"name": " "},
        {"secret": ""}, {"name": "公众号 1"},
    ],
)  # fmt: skip
def test_what_was_mistyped_is_said(cast: Cast, wrong: dict[str, str]) -> None:
    an_account(cast.estate)
    with pytest.raises(UnableToKeepAccount) as refused:
        add_account(facts=facts(cast.estate, 2, **wrong), actor=SYSTEM, now=NOW)
    assert Account.objects.count() == 1
    assert KEY not in str(refused.value)


def test_others_keep_none(cast: Cast) -> None:
    account = an_account(cast.estate)
    for member in (cast.clerk, cast.manager, cast.outsider):
        with pytest.raises(NotAllowed):
            switch_account(account=account, in_use=False, version=1, actor=member.viewer, now=NOW)
        with pytest.raises(NotAllowed):
            add_account(facts=facts(cast.estate, 2), actor=member.viewer, now=NOW)


def test_who_follows_is_shown_masked_and_a_binding_is_ended_there(cast: Cast, sign_in: SignIn) -> None:
    account = an_account(cast.estate)
    binding = a_binding(cast.resident.person, a_follower(account, "oANN"))
    a_follower(account, "oBO")
    page, url = sign_in(cast.hr), f"/wechat/accounts/{account.pk}/"
    shown = page.get(f"{url}followers/").content.decode()
    assert cast.resident.person.name not in shown
    assert f"{cast.resident.person.name[0]}*" in shown
    assert "oANN" not in shown
    assert shown.count("<tr>") == 3
    assert page.get(f"{url}followers/?known=1").content.decode().count("<tr>") == 2
    page.post(f"{url}bindings/{binding.pk}/end/")
    binding.refresh_from_db()
    assert binding.ended_at
