"""Opening the page of a complaint marks as read what its reader was told of it; a step withdraws what it settles."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from jujiao.kernel.record.knowing import kept_sql
from jujiao.notices.models import Notice
from jujiao.notices.operations.reading import WITHDRAW
from jujiao.notices.queries import unread
from jujiao.promises.jobs import Alarms
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Category, Complaint
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn
from jujiao.testing.rows import a_notice

READ = "UPDATE notices_notice SET read_at"


@pytest.fixture
def case(cast: Cast, now: datetime) -> Complaint:
    return operations.register(
        actor=cast.clerk.viewer, now=now, estate=cast.estate, category=Category.objects.get(code="leak"),
        text="卫生间天花板漏水", channel="phone", room=cast.room, person=cast.resident.person,
    )  # fmt: skip


def written(client: Client, url: str, **headers: str) -> int:
    """How many statements the page marks as read with."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url, headers=headers).status_code == 200
    return sum(READ in each["sql"] for each in asked)


@pytest.mark.parametrize(("person", "page"), [("clerk", "complaints:case"), ("resident", "complaints_owner:case")])
def test_the_page_reads_ones_own_by_one_statement(
    person: str, page: str, case: Complaint, cast: Cast, sign_in: SignIn
) -> None:
    member = getattr(cast, person)
    a_notice(cast.resident, kind="complaint.accepted", subject_kind=SUBJECT, subject_id=case.pk)
    before = Notice.objects.filter(read_at__isnull=True).count()
    assert unread(member.viewer) == 1
    client, url = sign_in(member), reverse(page, args=[case.pk])
    assert written(client, url, hx_request="true") == 0
    assert unread(member.viewer) == 1
    assert written(client, url) == 1
    assert unread(member.viewer) == 0
    assert Notice.objects.filter(read_at__isnull=True).count() == before - 1


def test_the_count_on_the_page_is_without_what_it_shows(case: Complaint, cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.clerk).get(f"/complaints/{case.pk}/").context["inbox"].count == 0


def test_the_desk_reads_what_and_where_and_what_is_left_until_it_dispatches(
    case: Complaint, cast: Cast, now: datetime, sign_in: SignIn
) -> None:
    Alarms()(now + timedelta(minutes=10))
    client = sign_in(cast.clerk)
    (row,) = client.get("/notices/").context["letters"]
    assert "渗漏水" in row.text
    assert str(cast.room) in row.text
    assert "派单" in row.text
    assert row.number == case.number
    operations.dispatch(
        actor=cast.clerk.viewer, now=now + timedelta(minutes=11), complaint_id=case.pk, version=None,
        department=cast.engineering,
    )  # fmt: skip
    reminders = Notice.objects.filter(promise_id__isnull=False)
    assert {one.withdrawn_at for one in reminders} == {now + timedelta(minutes=11)}
    assert unread(cast.clerk.viewer) == 1  # that it arrived


def test_the_owner_reads_what_and_where_too(case: Complaint, cast: Cast, sign_in: SignIn) -> None:
    told = {"subject_kind": SUBJECT, "subject_id": case.pk, "params": {"number": case.number}}
    a_notice(cast.resident, kind="complaint.replied", **told)
    (row,) = sign_in(cast.resident).get("/notices/").context["letters"]
    assert strip_tags(row.text) == f"渗漏水 · {cast.room}：您有新回复"


def test_who_was_named_since_does_not_see_the_page_stir(case: Complaint, cast: Cast, now: datetime) -> None:
    """Both clerks were reminded; one of them turns out to be the person complained of."""
    Alarms()(now + timedelta(minutes=10))
    Complaint.objects.filter(pk=case.pk).update(about_employee=cast.clerk2.employee)
    reminded = Notice.objects.filter(promise_id__isnull=False)
    assert set(reminded.values_list("recipient", flat=True)) >= {cast.clerk.user.pk, cast.clerk2.user.pk}
    said = WITHDRAW.replace("pg_notify(%s, 'user:' || recipient_id)", "%s || recipient_id")
    with connection.cursor() as cursor:
        cursor.execute(said.format(kept=kept_sql()), [[*reminded.values_list("promise_id", flat=True)], now, "user:"])
        heard = {topic for (topic,) in cursor.fetchall()}
    assert f"user:{cast.clerk.user.pk}" in heard
    assert f"user:{cast.clerk2.user.pk}" not in heard
