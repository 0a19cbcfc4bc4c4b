"""Marked rows of others, looked for in every page, file, refusal, mail and log line that a person can bring about."""

from copy import copy, deepcopy
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from jujiao.company.accounts.operations import issue_token
from jujiao.company.staff.models import Assignment
from jujiao.kernel.record.access import Role
from jujiao.testing.canaries import NOBODY, PEOPLE, Planted, body, plant
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.every_operation import CALLS, OPERATIONS, ROW, ask
from jujiao.testing.every_url import addresses
from jujiao.testing.proofs import proofs
from jujiao.testing.proven import unmarked
from jujiao.testing.samples import arguments, shared_arguments

ALL = [address for address in addresses() if address.name != "account_logout"]
SEARCHES = ("canary", "1380000", "何")


@pytest.fixture
def planted(cast: Cast) -> Planted:
    return plant(cast)


def signed_in(member: Member | None) -> Client:
    client = Client(raise_request_exception=False, headers={"Accept-Language": "en"})
    if member is not None:
        client.force_login(member.user)
    return client


def leaks(client: Client, url: str, foreign: set[str], methods: Any = ("get", "post"), **given: Any) -> list[str]:
    """The marks that an address shows to somebody whom they are kept from, by GET and by an empty POST.

    Where a look answers 404 the POST would meet the same door: that it does is tried for every role elsewhere."""
    found = []
    for method in methods:
        # Whatever an address does to the session, the next one is asked by the same person again.
        asking = copy(client)
        asking.cookies = deepcopy(client.cookies)
        with transaction.atomic():
            response = getattr(asking, method)(url, **given)
            said = body(response)
            transaction.set_rollback(True)
        found += [f"{method} {url}: {mark}" for mark in sorted(foreign) if mark in said]
        found += [f"{method} {url}: {response.status_code}"] * (response.status_code >= 500)
        if response.status_code == 404:
            break
    return found


def everything(member: Member | None, person: str, cast: Cast, planted: Planted) -> list[str]:
    """The leaks of all addresses: with the rows of the samples and, where the door lets them in, with every marked row,
    and as a search where they name no row."""
    client, found = signed_in(member), []
    arguments_of = shared_arguments(cast, member or cast.clerk)
    for address in ALL:
        foreign = planted.foreign_to(member, person) - planted.told_at(address.name, person)
        given = arguments_of(address.name)
        found += leaks(client, reverse(address.name, kwargs=given), foreign)
        if not address.lets_in(member):
            continue
        for place in {str(each): each for canary in planted.canaries for each in canary.places(address)}.values():
            found += leaks(client, reverse(address.name, kwargs={**given, **place}), foreign)
        for search in SEARCHES if not address.takes else ():
            found += leaks(client, f"{reverse(address.name)}?q={search}", foreign - {search}, ["get"])
    return found


def test_every_row_that_an_app_shows_is_marked(planted: Planted) -> None:
    assert [lacking for app in proofs() for lacking in unmarked(app, planted)] == []


@pytest.mark.parametrize("person", sorted(PEOPLE))
def test_no_canary_sings_elsewhere(person: str, cast: Cast, planted: Planted, caplog: pytest.LogCaptureFixture) -> None:
    member = getattr(cast, person, None)
    mail.outbox.clear()
    assert everything(member, person, cast, planted) == []
    foreign = planted.foreign_to(member, person) | planted.phones
    assert [mark for mark in foreign if mark in caplog.text] == []
    assert [mark for each in mail.outbox for mark in foreign if mark in str(each.message())] == []


@pytest.mark.parametrize("person", sorted(PEOPLE - {NOBODY}))
def test_no_canary_sings_through_the_api(person: str, cast: Cast, planted: Planted) -> None:
    member = getattr(cast, person)
    headers = {"Authorization": f"Bearer {issue_token(user=member.user, label='test', actor=member.viewer, now=NOW)}"}
    foreign, client = planted.foreign_to(member, person), Client(raise_request_exception=False)
    found = []
    for operation, (method, path, app) in OPERATIONS.items():
        if method == "get" and not ROW.search(path):
            found += leaks(client, f"{path}?q=canary", foreign, ["get"], headers=headers)
        # Whoever sees a row and says why is shown the whole number.
        hidden = foreign - planted.phones if operation in CALLS and CALLS[operation].reveals else foreign
        for canary in {each.row.pk: each for each in planted.by_app[app] if each.row}.values():
            with transaction.atomic():
                response = ask(client, operation, cast, canary.row, headers)
                said = body(response)
                transaction.set_rollback(True)
            found += [f"{operation} {canary.mark}: {mark}" for mark in sorted(hidden) if mark in said]
            found += [f"{operation} {canary.mark}: {response.status_code}"] * (response.status_code >= 500)
    assert found == []


def test_marks_are_where_they_belong(cast: Cast, planted: Planted) -> None:
    """A look that sees nothing would find no leak: each marked row is read by somebody."""
    pages = {address.name: address for address in ALL}
    unread = []
    for canary in planted.canaries:
        if canary.read is not None:
            person, name = canary.read
            given = {**arguments(name, cast, getattr(cast, person)), **next(canary.places(pages[name]), {})}
            said = body(signed_in(getattr(cast, person)).get(reverse(name, kwargs=given)))
            unread += [canary.mark] * (canary.mark not in said or person in canary.kept_from)
    assert unread == []


def test_timelines_are_read_by_the_companys_own_auditor(cast: Cast, planted: Planted) -> None:
    Assignment.objects.filter(employee=cast.outsider.employee).update(role=Role.AUDITOR, estate=None, department=None)
    client, page = signed_in(cast.outsider), next(each for each in ALL if each.name == "portal:timeline")
    marked = [canary for canary in planted.canaries if "outsider" not in canary.kept_from]
    for canary in marked:
        for place in canary.places(page):
            assert client.get(reverse(page.name, kwargs=place)).status_code == 200, canary.mark
    assert len(marked) > 5
