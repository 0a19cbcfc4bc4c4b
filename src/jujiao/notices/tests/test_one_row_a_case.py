"""The inbox has one row a case: its newest sentence, how many more there are, and whether any of them waits."""

from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils.html import strip_tags

from jujiao.kernel.record.subjects import Subject
from jujiao.notices.models import Notice
from jujiao.notices.operations import mark_read, withdraw
from jujiao.notices.queries import unread
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.fixtures import SignIn
from jujiao.testing.rows import SUBJECT, a_notice

LATER = NOW + timedelta(hours=1)
CASE: dict[str, Any] = {"subject_kind": SUBJECT, "subject_id": 7}


def reminder(member: Member, promise_id: int, **facts: Any) -> Notice:
    given = {"kind": "promise.half", "params": {"number": "YX-7", "promise": "First reply"}, **CASE}
    return a_notice(member, promise_id=promise_id, due_at=LATER, **{**given, **facts})


def test_a_case_is_one_row_with_its_newest_sentence(cast: Cast, sign_in: SignIn) -> None:
    first, newest = a_notice(cast.clerk, **CASE), a_notice(cast.clerk, **CASE)
    alone, apart = a_notice(cast.clerk), a_notice(cast.clerk)
    a_notice(cast.clerk2, **CASE)
    client = sign_in(cast.clerk)
    page = client.get("/notices/")
    rows = [(letter.notice.pk, letter.others) for letter in page.context["letters"]]
    assert rows == [(apart.pk, 0), (alone.pk, 0), (newest.pk, 1)]
    assert "此事另有 1 条" in page.text
    others = client.get(f"/notices/{newest.pk}/others/")
    assert [letter.notice.pk for letter in others.context["letters"]] == [first.pk]


def test_what_was_withdrawn_stands_behind_what_was_not(cast: Cast, sign_in: SignIn) -> None:
    asked, reminded = a_notice(cast.clerk, **CASE), reminder(cast.clerk, 1)
    client = sign_in(cast.clerk)
    assert [letter.notice.pk for letter in client.get("/notices/").context["letters"]] == [reminded.pk]
    withdraw([1], at=LATER)
    (row,) = client.get("/notices/?unread=1").context["letters"]
    assert (row.notice.pk, row.others, row.waits) == (asked.pk, 1, True)


def test_a_case_waits_while_any_of_its_notices_does(cast: Cast, sign_in: SignIn) -> None:
    a_notice(cast.clerk, **CASE)
    read = a_notice(cast.clerk, read_at=NOW, **CASE)
    (row,) = sign_in(cast.clerk).get("/notices/?unread=1").context["letters"]
    assert (row.notice.pk, row.waits) == (read.pk, True)


def test_opening_one_reads_all_of_its_case_and_nothing_else(cast: Cast, sign_in: SignIn) -> None:
    _first, newest, other = a_notice(cast.clerk, **CASE), a_notice(cast.clerk, **CASE), a_notice(cast.clerk)
    sign_in(cast.clerk).post(f"/notices/{newest.pk}/open/")
    assert list(Notice.objects.filter(read_at__isnull=True)) == [other]


def test_the_others_of_a_colleagues_notice_are_not_there(cast: Cast, sign_in: SignIn) -> None:
    theirs = a_notice(cast.clerk2, **CASE)
    assert sign_in(cast.clerk).get(f"/notices/{theirs.pk}/others/").status_code == 404


def test_what_the_row_says_is_the_case_and_its_number(cast: Cast, sign_in: SignIn) -> None:
    a_notice(cast.clerk, params={"number": "YX-7"}, **CASE)
    (row,) = sign_in(cast.clerk).get("/notices/").context["letters"]
    assert (strip_tags(row.text), row.number) == ("电梯 · 3号楼：新投诉待派单", "YX-7")


@pytest.mark.django_db(transaction=True)
def test_who_reads_while_a_step_withdraws_waits_and_reads_nothing_of_it(cast: Cast) -> None:
    for number in range(40):
        reminder(cast.clerk, 1, key=f"sample:{number}")
    read_so_many: list[int] = []

    def read() -> None:
        read_so_many.append(mark_read(user_id=cast.clerk.user.pk, subject=Subject(SUBJECT, 7), now=LATER))
        connection.close()

    with transaction.atomic():
        withdraw([1], at=LATER)
        reader = Thread(target=read)
        reader.start()
        reader.join(0.3)
        assert reader.is_alive()
    reader.join(60)
    assert read_so_many == [0]
    assert (unread(cast.clerk.viewer), Notice.objects.filter(read_at__isnull=False).count()) == (0, 0)
