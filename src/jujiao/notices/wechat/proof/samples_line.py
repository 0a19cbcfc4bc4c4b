"""Official accounts, who follows them and who those are, for the tests and drills."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from jujiao.company.estates.models import Estate, Person
from jujiao.kernel.record.access import SYSTEM
from jujiao.notices.wechat.models import Account, Binding, Follower
from jujiao.notices.wechat.models.follower import By
from jujiao.notices.wechat.operations.accounts import AccountFacts, add_account
from jujiao.notices.wechat.queries_bound import number_mark
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.drilled import Acting, Once
from jujiao.testing.proofs import List, Sample

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
OTHER_KEY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefg"
TOKEN, SECRET = "aTokenOfOurs", "0123456789abcdef0123456789abcdef"
KEEPERS = ("hr", "hr", "sysadmin", "sysadmin")


def facts(estate: Estate, number: int, **other: Any) -> AccountFacts:
    """What the platform shows of the n-th account."""
    given = {"name": f"公众号 {number}", "app_id": f"wx{number:016d}", "original_id": f"gh_{number:012d}"}
    sealed = {"secret": SECRET, "token": TOKEN, "aes_key": KEY}
    return AccountFacts(**{"estate": estate, **given, **sealed, **other})


def an_account(estate: Estate, **other: Any) -> Account:
    """One more account of an estate's company."""
    return add_account(facts=facts(estate, Account.objects.count() + 1, **other), actor=SYSTEM, now=NOW)


def a_follower(account: Account, openid: str = "", **other: Any) -> Follower:
    """One more who follows it."""
    openid = openid or f"o{Follower.objects.count() + 1:027d}"
    return Follower.objects.create(account=account, openid=openid, first_at=NOW, **other)


def a_binding(person: Person, follower: Follower) -> Binding:
    """The follower is that person."""
    mark = number_mark(person, NOW)
    return Binding.objects.create(follower=follower, person=person, by=By.SCAN, phone_mark=mark, bound_at=NOW)


def _bound(cast: Cast, person: Person) -> Binding:
    return a_binding(person, a_follower(an_account(cast.estate)))


def _one(cast: Cast) -> dict[str, Any]:
    return {"account_id": an_account(cast.estate).pk}


def _of_resident(cast: Cast) -> dict[str, Any]:
    person = cast.resident.person
    return {"person_id": person.pk, "binding_id": _bound(cast, person).pk}


def _of_account(cast: Cast) -> dict[str, Any]:
    binding = _bound(cast, cast.resident.person)
    return {"account_id": binding.follower.account_id, "binding_id": binding.pk}


def _own(cast: Cast, person: Person | None) -> dict[str, Any]:
    return {"binding_id": _bound(cast, person or cast.resident.person).pk}


SAMPLES: Mapping[str, Sample] = {
    "wechat:callback": {"path": "of-nobody"},
    **{f"wechat:{name}": lambda scene: _one(scene.cast) for name in ("change", "switch", "end_key", "followers")},
    "wechat:end_binding": lambda scene: _of_account(scene.cast),
    "wechat:end_mine": lambda scene: _own(scene.cast, scene.member.lives_as),
    "wechat:of_person": lambda scene: {"person_id": scene.cast.resident.person.pk},
    "wechat:code": lambda scene: _code(scene.cast),
    "wechat:end": lambda scene: _of_resident(scene.cast),
}
OWN = frozenset({"wechat:callback", "wechat:end_mine"})
SIGNED = frozenset({"wechat:callback"})


def _code(cast: Cast) -> dict[str, Any]:
    an_account(cast.estate)
    return {"person_id": cast.resident.person.pk}


def _follows(cast: Cast) -> None:
    account = Account.objects.first() or an_account(cast.estate)
    a_follower(account)


LISTS: Mapping[str, List] = {"wechat:followers": List("hr", _follows)}


def once(scene: Acting) -> Iterable[Once]:
    """Forms on an account, each by the version that was shown."""
    sent: dict[str, dict[str, Any]] = {"change": {"name": "改了名"}, "switch": {"on": ""}, "end_key": {}}
    for verb, fields in sent.items():
        yield Once(
            subject="official_account",
            verb=verb,
            row=lambda: _turned(scene.estate),
            path=lambda row, verb=verb: reverse(f"wechat:{verb}", args=[row.pk]),  # type: ignore[misc]
            fields=lambda row, fields=fields: _typed(row, fields),  # type: ignore[misc]
            who=KEEPERS,
        )


def _turned(estate: Estate) -> Account:
    """An account whose key was changed, so that there is one to end."""
    account = an_account(estate)
    account.former_aes_key = account.aes_key
    account.save(update_fields=["former_aes_key"])
    return account


def _typed(row: Account, fields: dict[str, Any]) -> dict[str, Any]:
    shown = {"name": row.name, "estate": row.estate_id, "app_id": row.app_id, "original_id": row.original_id}
    return {**shown, **fields, "name": f"{row.name} 改"}
