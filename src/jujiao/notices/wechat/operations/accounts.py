"""Which official accounts the company answers, and what the platform knows them by."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.estates.models import Estate
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.machine.wechat.envelope import key_of
from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.notices.wechat.models import Account, Right, WayOut
from jujiao.notices.wechat.queries_accounts import KEEPERS
from jujiao.notices.wechat.secrets import SECRETS

NAME = Text(40, gettext_lazy("Give the official account the name by which owners know it."), line=True)
LONG = Text(100, line=True)
CHANGED: Final = gettext_lazy("Somebody has changed this official account since.")
ID: Final = re.compile(r"[A-Za-z0-9_-]{4,64}")
TOKEN: Final = re.compile(r"[A-Za-z0-9]{3,32}")
SEALED: Final = ("secret", "token", "aes_key")
PATH_BYTES: Final = 24


class UnableToKeepAccount(UnableTo):
    """Something that the platform shows was mistyped, is missing, or belongs to an account that is there already."""


@dataclass(frozen=True)
class AccountFacts:
    """What an account is. Without a secret, token or key one that is there keeps its own."""

    name: str
    estate: Estate
    app_id: str
    original_id: str
    secret: str = ""
    token: str = ""
    aes_key: str = ""


@transaction.atomic
def add_account(*, facts: AccountFacts, actor: Viewer, now: datetime) -> Account:
    """An account that is answered from now on, at an address that nobody guesses."""
    _permit(actor, facts.estate)
    columns = _columns(facts)
    if any(name not in columns for name in SEALED):
        raise UnableToKeepAccount(_("Enter AppSecret, Token and EncodingAESKey as the platform shows them."))
    path, company = secrets.token_urlsafe(PATH_BYTES), facts.estate.company
    with _once():
        account = Account.objects.create(company=company, path=path, **columns)
    # Whether it may answer within the window the platform says at the first answer.
    Right.objects.create(account=account, way=WayOut.WINDOW)
    _note(account, "add_official_account", columns, actor, now)
    return account


@transaction.atomic
def change_account(*, account: Account, facts: AccountFacts, version: int | None, actor: Viewer, now: datetime) -> None:
    """Other facts of an account. Where another key is given, the one before still opens what was closed by it, until
    `end_former_key`. Stale where somebody has changed it."""
    account = held(account, version, actor)
    _permit(actor, facts.estate)
    changed = {name: value for name, value in _columns(facts).items() if getattr(account, name) != value}
    if "aes_key" in changed:
        changed["former_aes_key"] = account.aes_key
    _save(account, changed, "change_official_account", actor, now)


@transaction.atomic
def end_former_key(*, account: Account, version: int | None, actor: Viewer, now: datetime) -> None:
    """The key before the present one opens nothing any more."""
    account = held(account, version, actor)
    if account.former_aes_key:
        _save(account, {"former_aes_key": ""}, "end_former_key", actor, now)


@transaction.atomic
def switch_account(*, account: Account, in_use: bool, version: int | None, actor: Viewer, now: datetime) -> None:
    """Answers an account no more, or again. Its callback refuses everything meanwhile."""
    account = held(account, version, actor)
    if account.in_use != in_use:
        verb = "use_official_account" if in_use else "leave_official_account"
        _save(account, {"in_use": in_use}, verb, actor, now)


def held(account: Account, version: int | None, actor: Viewer) -> Account:
    """The account, held for whoever keeps it; messages come in meanwhile. Stale where it was changed since
    `version`."""
    account = Account.objects.select_for_update(of=("self",), no_key=True).select_related("estate").get(pk=account.pk)
    _permit(actor, account.estate)
    freshness.check(given=version, current=account.version, sentence=CHANGED)
    return account


def _permit(actor: Viewer, estate: Estate) -> None:
    if actor != SYSTEM and not (estate.company_id == actor.company_id and actor.has(*KEEPERS, estate_id=estate.pk)):
        raise NotAllowed(_("Official accounts are kept by administration."))


def _columns(facts: AccountFacts) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "name": NAME.of(facts.name, UnableToKeepAccount),
        "estate": facts.estate,
        "app_id": facts.app_id.strip(),
        "original_id": facts.original_id.strip(),
    }
    if not ID.fullmatch(columns["app_id"]) or not ID.fullmatch(columns["original_id"]):
        raise UnableToKeepAccount(_("AppID (wx…) and original id (gh_…) are letters and digits alone."))
    given = {name: LONG.of(getattr(facts, name), UnableToKeepAccount) for name in SEALED}
    if given["token"] and not TOKEN.fullmatch(given["token"]):
        raise UnableToKeepAccount(_("The Token has 3 to 32 letters and digits."))
    if given["aes_key"]:
        try:
            key_of(given["aes_key"])
        except ValueError as error:
            raise UnableToKeepAccount(_("The EncodingAESKey has 43 letters and digits.")) from error
    return {**columns, **{name: SECRETS.close(value) for name, value in given.items() if value}}


def _save(account: Account, changed: dict[str, Any], verb: str, actor: Viewer, now: datetime) -> None:
    if not changed:
        return
    for column, value in changed.items():
        setattr(account, column, value)
    account.version += 1
    with _once():
        account.save(update_fields=[*changed, "version"])
    _note(account, verb, changed, actor, now)


@contextmanager
def _once() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise UnableToKeepAccount(
            _("There is an official account of this name, AppID or original id already.")
        ) from error


def _note(account: Account, verb: str, changed: dict[str, Any], actor: Viewer, now: datetime) -> None:
    """On the account's timeline, which tells that another secret was given, but not which."""
    unseen = sorted({*SEALED, "former_aes_key"} & changed.keys())
    told = {name: value for name, value in changed.items() if name not in {*unseen, "estate"}}
    estate = {"estate_id": account.estate_id} if "estate" in changed else {}
    changes = {**told, **estate, "version": account.version}
    details: dict[str, Any] = {"sealed": unseen} if unseen else {}
    note(account, verb, actor, now, estate_id=account.estate_id, changes=changes, **details)
