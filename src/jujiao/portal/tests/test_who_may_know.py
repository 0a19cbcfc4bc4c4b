"""Whoever a complaint is about learns nothing of it: every way by which news goes out or is read, for every post."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import FunctionType
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from jujiao.company.accounts.operations import issue_token
from jujiao.kernel.record import subjects
from jujiao.notices.jobs import send_once
from jujiao.notices.models import Delivery
from jujiao.notices.sentences import kinds as notice_kinds
from jujiao.portal.audit.tables import recorded
from jujiao.portal.hearing import Listener, topics_of
from jujiao.portal.tests.news import ACCUSED, News, news_about
from jujiao.portal.tests.test_nobody_sees_anothers import ALL, leaks, signed_in
from jujiao.service.complaints.models import SUBJECT
from jujiao.testing.canaries import plant
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.complaints import attached_to
from jujiao.testing.every_operation import PATHS, ROW, ask
from jujiao.testing.every_url import Address
from jujiao.testing.samples import shared_arguments

TO_THE_OWNER = {
    "registered", "accepted", "replied", "progress", "converted", "resolved", "closed", "merged", "passed_on",
    "corrected", "came_back",
}  # fmt: skip
"""Tellings of a case that only its owner gets."""
NOT_TOLD = {
    "promise.moved", "promise.gathered", "complaint.praised", "complaint.handed_back", "complaint.left_at_the_desk",
}  # fmt: skip
"""Sentences about a case that nobody is sent today, or that names none, or of praise, which is about no such person, or
that gathers cases (`complaints/tests/test_a_handler_leaves.py`, `test_who_leaves_the_desk_gives_back.py`)."""


def told(news: News) -> list[str]:
    """What the person complained of was sent: notices, mails, names among those whom an alarm told."""
    user = news.accused.user
    notices = news.notices()
    sent = [one for one in notices if one.pk not in news.before]
    found = [f"notice {one.kind}" for one in sent if one.recipient_id == user.pk]
    deliveries = Delivery.objects.filter(notice__in=[one.pk for one in notices])
    found += [f"delivery {one.channel}" for one in deliveries.filter(notice__in=sent, notice__recipient=user)]
    mail.outbox.clear()
    for one in deliveries.filter(channel="email"):
        send_once(delivery_id=one.pk)
    found += [f"mail {one.subject}" for one in mail.outbox if user.email in one.to]
    return found + [f"alarm {one.rung}" for one in news.alarms() if user.name in one.told]


def owed(news: News) -> list[str]:
    """What the person complained of was to do about it."""
    return [f"owes {one.kind}" for one in news.promises() if one.employee_id == news.accused.employee.pk]


def heard(news: News) -> list[str]:
    """What stirred on the open pages of the person complained of."""
    page = Listener(topics_of(news.accused.viewer))
    for words in news.said:
        page.tell(words)
    return [f"live {topic}" for topic in sorted(vars(page)["_changed"])]


def rows(news: News) -> dict[str, list[Any]]:
    """What may stand in an address and lead to the cases, by its name there."""
    notices = news.notices()
    deliveries = Delivery.objects.filter(notice__in=[one.pk for one in notices]).order_by("pk")
    attached = [each.pk for one in news.cases[:1] for each in attached_to(one)]
    return {
        "complaint_id": news.ids,
        "promise_id": [one.pk for one in news.promises()],
        "notice_id": [one.pk for one in notices][:5],
        "delivery_id": [*deliveries.values_list("pk", flat=True)[:5]],
        "call_id": [one.pk for one in news.calls()],
        "photo_id": attached,
        "attachment_id": attached,
        "table": [*recorded()],
        "kind": [kind.key for kind in subjects.declared()],
        "subject_id": news.ids[:1],
    }


WORDS = {"code", "date", "key", "list_name", "number", "outcome", "path", "person"}
WORDS |= {"secret", "token", "verb", "way", "year"}
"""What stands in addresses and names no row."""


def asked(address: Address, given: dict[str, Any], news: News, known: dict[str, list[Any]]) -> Iterator[str]:
    """The address with each row about the cases in it, of those that are known, and what else is given; where nothing
    stands in it, as a search for them, and for what is new."""
    leads = {name: ids for name, ids in known.items() if name in address.takes}
    if not address.takes:
        url = reverse(address.name, kwargs=given)
        yield url
        yield from (
            f"{url}?q={word}&closed=1&kind={SUBJECT}&key={word}&after=0" for word in (news.cases[0].number, "canary")
        )
    elif leads:
        name, ids = max(leads.items(), key=lambda each: len(each[1]))
        others = {other: values[0] for other, values in leads.items() if other != name}
        yield from (reverse(address.name, kwargs={**given, **others, name: each}) for each in ids)


def read(cast: Cast, news: News) -> list[str]:
    """The marks of the cases on any page that the person complained of opens or sends something to. A search is only
    opened: what is sent to its address was sent without it."""
    client, known = signed_in(news.accused), rows(news)
    given = shared_arguments(cast, news.accused)
    entered = [address for address in ALL if address.lets_in(news.accused)]
    urls = (url for address in entered for url in asked(address, given(address.name), news, known))
    found = [
        (url, leak)
        for url in urls
        for leak in leaks(client, url, news.marks - {url}, ["get"] if "?q=" in url else ["get", "post"])
    ]
    return [leak for url, leak in found if not _said_oneself(leak, url)]


def _said_oneself(leak: str, url: str) -> bool:
    """A search box repeats what was typed into it."""
    return "?q=" in url and leak.rpartition(": ")[2] in url


def called(cast: Cast, news: News) -> list[str]:
    """The marks of the cases in what the API answers to the person complained of."""
    member, client = news.accused, Client(raise_request_exception=False)
    headers = {"Authorization": f"Bearer {issue_token(user=member.user, label='test', actor=member.viewer, now=NOW)}"}
    found = leaks(client, "/api/v1/complaints?q=canary", news.marks, headers=headers)
    found += leaks(client, "/api/v1/complaints", news.marks, headers=headers)
    for operation, (method, path) in PATHS.items():
        # What only reads and names no case is the same question for each of them.
        for case in news.cases if method != "get" or ROW.search(path) else news.cases[:1]:
            said = ask(client, operation, cast, case, headers).content.decode()
            found += [f"{operation}: {mark}" for mark in sorted(news.marks) if mark in said]
    return found


def everything(cast: Cast, news: News) -> dict[str, list[str]]:
    """What the person complained of learns, by way."""
    return {
        "told": told(news),
        "owed": owed(news),
        "heard": heard(news),
        "read": read(cast, news),
        "called": called(cast, news),
    }


def test_every_name_in_an_address_is_known(cast: Cast) -> None:
    """Each is looked at with the rows about a case, is a word, or is planted by an app that knows of no case."""
    planted = plant(cast).by_app
    marked = [canary for app in planted.keys() - {"complaints", "notices"} for canary in planted[app]]
    elsewhere = {name for canary in marked for name in canary.at}
    names = {name for address in ALL for name in address.takes}
    known = {"complaint_id", "promise_id", "notice_id", "delivery_id", "call_id", "photo_id", "attachment_id"}
    known |= {"table", "kind", "subject_id"}
    assert names - known - elsewhere - WORDS == set()


@pytest.mark.parametrize("person", ACCUSED)
def test_the_person_complained_of_learns_nothing(person: str, cast: Cast) -> None:
    news = news_about(cast, getattr(cast, person))
    told = {one.kind for one in news.notices()}
    about_cases = {kind for kind in notice_kinds() if kind.partition(".")[0] in {"complaint", "promise"}}
    assert told >= about_cases - {f"complaint.{each}" for each in TO_THE_OWNER} - NOT_TOLD
    assert [one.rung for one in news.alarms() if not one.told] == []
    assert everything(cast, news) == {"told": [], "owed": [], "heard": [], "read": [], "called": []}


def test_with_the_one_function_switched_off_the_manager_learns_much(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same look, where nothing is kept from anybody. Who owes is asked of the group that a step holds,
    and stays right without it."""
    with nothing_kept(monkeypatch):
        found = {way: len(leaks) for way, leaks in everything(cast, news_about(cast, cast.manager)).items()}
    print(f"who may know (control): {found}")
    assert {way for way, count in found.items() if count} == {"told", "heard", "read", "called"}
    assert found["told"] >= 10
    assert found["read"] >= 80


@contextmanager
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Switches off who may know; what was compiled before or meanwhile is made anew."""
    with monkeypatch.context() as patched:
        patched.setitem(vars(subjects)["_kinds"], SUBJECT, replace(subjects.of(SUBJECT), kept_from=()))
        _forget_statements()
        yield
    _forget_statements()


def _forget_statements() -> None:
    for name, module in [*sys.modules.items()]:
        if name.startswith("jujiao."):
            for each in vars(module).values():
                for cell in (each.__closure__ or ()) if isinstance(each, FunctionType) else ():
                    if hasattr(cell.cell_contents, "cache_clear"):
                        cell.cell_contents.cache_clear()
