"""Marked rows of others, looked for in every page, file, refusal, mail and log line that a person can bring about."""

from copy import copy, deepcopy
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from jujiao.company.accounts.operations import issue_token
from jujiao.company.staff.models import Assignment
from jujiao.company.staff.queries import viewer_of
from jujiao.kernel.access import Role, Viewer
from jujiao.kernel.compiled import compiled
from jujiao.notices.jobs import send_once
from jujiao.notices.models import Delivery, Notice
from jujiao.notices.queries import deliveries_for
from jujiao.portal.tests.canaries import OTHER, UNSEEN, Planted, body, plant
from jujiao.promises.jobs import Alarms
from jujiao.promises.models import Promise
from jujiao.service.complaints import queries
from jujiao.service.complaints.models import Complaint
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.every_operation import PATHS, ask
from jujiao.testing.every_url import addresses
from jujiao.testing.rows import a_notice
from jujiao.testing.samples import arguments

ALL = [address for address in addresses() if address.name != "account_logout"]
ABOUT_ONE = [address for address in ALL if address.takes == {"complaint_id"}]


@pytest.fixture
def planted(cast: Cast) -> Planted:
    return plant(cast)


def signed_in(member: Member | None) -> Client:
    client = Client(raise_request_exception=False, headers={"Accept-Language": "en"})
    if member is not None:
        client.force_login(member.user)
    return client


def leaks(client: Client, url: str, foreign: set[str], **given: Any) -> list[str]:
    """The marks that an address shows to somebody whom they are kept from, by GET and by an empty POST.

    Where a look answers 404 the POST would meet the same door: that it does is tried for every role elsewhere."""
    found = []
    for method in ("get", "post"):
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
    """The leaks of all addresses: with the rows of the samples, and those about a complaint with every marked one."""
    client, foreign = signed_in(member), planted.foreign_to(member, person)
    found = []
    for address in ALL:
        found += leaks(
            client, reverse(address.name, kwargs=arguments(address.name, cast, member or cast.clerk)), foreign
        )
    for address in ABOUT_ONE:
        for complaint in planted.complaints.values():
            found += leaks(client, reverse(address.name, kwargs={"complaint_id": complaint.pk}), foreign)
    for search in ("canary", "1380000", "何"):
        for name in ("complaints:queue", "complaints:find", "estates:people", "staff:employees", "complaints:export"):
            found += leaks(client, f"{reverse(name)}?q={search}", foreign)
    return found


@pytest.mark.parametrize("person", UNSEEN)
def test_no_canary_sings_elsewhere(person: str, cast: Cast, planted: Planted, caplog: pytest.LogCaptureFixture) -> None:
    member = getattr(cast, person, None)
    mail.outbox.clear()
    assert everything(member, person, cast, planted) == []
    foreign = planted.foreign_to(member, person) | planted.phones
    assert [mark for mark in foreign if mark in caplog.text] == []
    assert [mark for each in mail.outbox for mark in foreign if mark in str(each.message())] == []


@pytest.mark.parametrize("person", [person for person in UNSEEN if person != "nobody"])
def test_no_canary_sings_through_the_api(person: str, cast: Cast, planted: Planted) -> None:
    member = getattr(cast, person)
    headers = {"Authorization": f"Bearer {issue_token(user=member.user, label='test', actor=member.viewer, now=NOW)}"}
    foreign, client = planted.foreign_to(member, person), Client(raise_request_exception=False)
    found = leaks(client, "/api/v1/complaints?q=canary", foreign, headers=headers)
    for operation in PATHS:
        # Whoever sees a complaint and says why is shown the whole number.
        hidden = foreign - planted.phones if operation == "complaint_reveal_phone" else foreign
        for complaint in planted.complaints.values():
            with transaction.atomic():
                response = ask(client, operation, cast, complaint, headers)
                said = body(response)
                transaction.set_rollback(True)
            found += [f"{operation} {complaint.text}: {mark}" for mark in sorted(hidden) if mark in said]
            found += [f"{operation} {complaint.text}: {response.status_code}"] * (response.status_code >= 500)
    assert found == []


def test_no_news_of_another_company_reaches_anybody(cast: Cast, planted: Planted) -> None:
    """Whom alarms, mails and the page of deliveries tell of a company that has neither manager nor director."""
    case = planted.complaints[OTHER]
    promises = Promise.objects.filter(subject_id=case.pk, subject_kind="complaint")
    while promises.filter(next_alarm_at__isnull=False).exists():
        Alarms()(max(each.due_at + (each.due_at - each.started_at) for each in promises))
    assert {promise.alarms.latest("fired_at").rung for promise in promises} == {"company"}
    heard = Notice.objects.filter(params__number=case.number)
    assert set(heard.values_list("recipient__name", flat=True)) == {cast.outsider.user.name}
    # What is about no estate is its reader's company's.
    nowhere = a_notice(cast.outsider, params={"number": OTHER})
    Delivery.objects.create(notice=nowhere, channel="email", created_at=NOW)
    mail.outbox.clear()
    for delivery in Delivery.objects.filter(channel="email", notice__in=heard):
        send_once(delivery_id=delivery.pk)
    assert {address for letter in mail.outbox for address in letter.to} == {cast.outsider.user.email}

    def listed(viewer: Viewer) -> set[str]:
        return {delivery.notice.params["number"] for delivery in deliveries_for(viewer)} & {case.number, OTHER}

    assert [listed(member.viewer) for member in (cast.director, cast.auditor, cast.sysadmin)] == [set()] * 3
    Assignment.objects.filter(employee=cast.outsider.employee).update(role=Role.AUDITOR, estate=None, department=None)
    assert listed(viewer_of(cast.outsider.user, NOW)) == {case.number, OTHER}


def test_without_the_guard_they_sing(cast: Cast, planted: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: where everybody may see every complaint, the same look finds the other company's."""
    monkeypatch.setattr(queries, "visible_to", lambda _viewer: Complaint.objects.all())
    for name in ("_seen_by", "_read_by"):  # made anew: neither by what was kept, nor kept for others
        monkeypatch.setattr(queries, name, compiled(getattr(queries, name).__wrapped__))
    found = everything(cast.engineer, "engineer", cast, planted)
    assert any(leak.endswith(OTHER) for leak in found)


def test_marks_are_where_they_belong(cast: Cast, planted: Planted) -> None:
    """A look that sees nothing would find no leak: each marked complaint is read by somebody."""
    readers = {"canary-own": cast.resident, "canary-same": cast.guard, "canary-other": cast.outsider}
    for mark, member in readers.items():
        name = "complaints_owner:case" if member is cast.resident else "complaints:case"
        url = reverse(name, args=[planted.complaints[mark].pk])
        assert mark in body(signed_in(member).get(url))
    assert settings.LANGUAGE_CODE
