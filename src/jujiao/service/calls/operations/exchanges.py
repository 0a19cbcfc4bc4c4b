"""3.1.2: which exchanges tell us of calls: connecting one, changing it, and giving it another secret."""

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
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer, permit
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.service.calls.models import Source, Vendor
from jujiao.service.calls.operations.receiving import digest_of
from jujiao.service.calls.permissions import KEEPS_EXCHANGES
from jujiao.service.calls.queries_sources import PASSWORDS
from jujiao.service.calls.sources.readers import READERS, Way

NAME: Final = Text(60, gettext_lazy("Write what the exchange is called."), line=True)
ADDRESS: Final = Text(120, line=True)
ACCOUNT: Final = Text(60, line=True)
PASSWORD: Final = Text(100, line=True)
PLACE: Final = re.compile(r"(?P<host>[A-Za-z0-9.-]+):(?P<port>\d{1,5})")
HIGHEST_PORT: Final = 65535
SECRET_BYTES: Final = 24


class UnableToKeepExchange(UnableTo):
    """The name says nothing or is taken, or an address is missing or is none."""


@dataclass(frozen=True)
class SourceFacts:
    """What an exchange is. Without a `password` one that is there keeps its own."""

    name: str
    address: str = ""
    account: str = ""
    password: str = ""
    in_use: bool = True


@transaction.atomic
def connect_source(
    *, estate: Estate, vendor: Vendor, facts: SourceFacts, actor: Viewer, now: datetime
) -> tuple[Source, str]:
    """An exchange that may tell of calls from now on, and its secret, which is kept nowhere."""
    permit_exchanges(actor, estate)
    columns, secret = _columns(vendor, facts), secrets.token_urlsafe(SECRET_BYTES)
    if columns["address"] and not columns.get("sealed"):
        raise UnableToKeepExchange(_("Type in the password of the manager interface."))
    with _once(facts.name):
        source = Source.objects.create(
            estate=estate, vendor=vendor.value, digest=digest_of(secret), made_at=now, **columns
        )
    _note(source, "connect_source", {**columns, "vendor": vendor.value}, actor, now)
    return source, secret


@transaction.atomic
def change_source(*, source: Source, facts: SourceFacts, version: int | None, actor: Viewer, now: datetime) -> Source:
    """Other facts of an exchange. One that is not in use is told that nobody is there. Stale where somebody changed it
    since `version`."""
    source = _held(source, version, actor)
    columns = {**_columns(Vendor(source.vendor), facts), "in_use": facts.in_use}
    different = {name: value for name, value in columns.items() if getattr(source, name) != value}
    if not different:
        return source
    for name, value in different.items():
        setattr(source, name, value)
    source.version += 1
    with _once(facts.name):
        source.save(update_fields=[*different, "version"])
    _note(source, "change_source", different, actor, now)
    return source


@transaction.atomic
def renew_secret(*, source: Source, version: int | None, actor: Viewer, now: datetime) -> str:
    """Another secret of an exchange, which is shown once; the old one is refused from now on. Stale as above."""
    source = _held(source, version, actor)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    source.digest = digest_of(secret)
    source.version += 1
    source.save(update_fields=["digest", "version"])
    _note(source, "renew_source_secret", {}, actor, now)
    return secret


def permit_exchanges(actor: Viewer, estate: Estate) -> None:
    """NotAllowed for who does not keep the exchanges of the estate."""
    sentence = _("Exchanges are kept by the system administrator.")
    permit(actor, *KEEPS_EXCHANGES, sentence=sentence, company_id=estate.company_id, estate_id=estate.pk)


def _held(source: Source, version: int | None, actor: Viewer) -> Source:
    source = Source.objects.select_for_update(of=("self",)).select_related("estate").get(pk=source.pk)
    permit_exchanges(actor, source.estate)
    freshness.check(given=version, current=source.version, sentence=_("Somebody has changed this exchange since."))
    return source


def _columns(vendor: Vendor, facts: SourceFacts) -> dict[str, Any]:
    """What is kept of the facts. Only where we listen there is an address, an account and a password."""
    name = NAME.of(facts.name, UnableToKeepExchange)
    if READERS[vendor.value].way is not Way.ASKED:
        return {"name": name, "address": "", "account": "", "sealed": ""}
    address, account = ADDRESS.of(facts.address, UnableToKeepExchange), ACCOUNT.of(facts.account, UnableToKeepExchange)
    place = PLACE.fullmatch(address)
    if place is None or not 0 < int(place["port"]) <= HIGHEST_PORT:
        raise UnableToKeepExchange(_("Write host and port of the manager interface, as 192.168.1.10:5038."))
    if not account:
        raise UnableToKeepExchange(_("Write by which account we sign in at the manager interface."))
    password = PASSWORD.of(facts.password, UnableToKeepExchange)
    sealed = {"sealed": PASSWORDS.close(password)} if password else {}
    return {"name": name, "address": address, "account": account, **sealed}


@contextmanager
def _once(name: str) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise UnableToKeepExchange(_("There is an exchange “%(name)s” already.") % {"name": name}) from error


def _note(source: Source, verb: str, columns: dict[str, Any], actor: Viewer, now: datetime) -> None:
    """On its timeline, which tells that there is another password, but not which."""
    told = {name: value for name, value in columns.items() if name != "sealed"}
    details: dict[str, Any] = {"password": "new"} if columns.get("sealed") else {}
    note(source, verb, actor, now, changes={**told, "version": source.version}, **details)
    changed((source.estate.place.topic, None))
