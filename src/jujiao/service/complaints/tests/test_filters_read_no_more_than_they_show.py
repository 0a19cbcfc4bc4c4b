"""What few cases are is found among many by an index: the queue reads no more than some thousand rows for a page and
its count, by each filter alone and by each pair."""

from itertools import combinations

import pytest
from django.db import connection
from django.http import QueryDict

from jujiao.service.complaints.lists import queue
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.tests.scene import Scene
from jujiao.service.complaints.web.queue_rows import COLUMNS
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.plans import read_by, without_triggers

pytestmark = pytest.mark.django_db
MANY, MOST = 30_000, 2_500
WRITTEN = {
    "number": "'T-' || n",
    "text": "'案件' || n",
    "channel": "CASE WHEN n % 100 = 0 THEN 'online' ELSE 'phone' END",
    "round": "CASE WHEN n % 200 = 1 THEN 2 ELSE 1 END",
    "kind": "CASE WHEN n % 100 = 2 THEN 'complex' ELSE 'ordinary' END",
    "agreed_due_at": "CASE WHEN n % 100 = 2 THEN t.received_at + interval '9 days' END",
    "report_every_hours": "CASE WHEN n % 100 = 2 THEN 48 END",
    "nature": "CASE WHEN n % 200 = 3 THEN 'enquiry' ELSE 'complaint' END",
    "room_id": "CASE WHEN n % 100 = 4 THEN {here} ELSE {there} END",
    "next_due_at": "t.received_at + n % 5000 * interval '1 minute'",
}


def fill(cast: Cast) -> None:
    """Many open cases after the pattern of one."""
    one = Scene(cast).register()
    rooms = {"here": cast.room.pk, "there": cast.rooms["2-1-101"].pk}
    columns: dict[str, str] = {
        str(each.column): f"t.{each.column}" for each in Complaint._meta.concrete_fields if not each.primary_key
    }
    columns |= {name: value.format(**rooms) for name, value in WRITTEN.items()}
    statement = (
        f"INSERT INTO complaints_complaint ({', '.join(columns)}) SELECT {', '.join(columns.values())} "
        f"FROM complaints_complaint t, generate_series(1, {MANY}) n WHERE t.id = {one.pk}"
    )
    with without_triggers("complaints_complaint"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_each_filter_and_each_pair_of_them(cast: Cast) -> None:
    fill(cast)
    few = ["channel=online", "again=1", "kind=complex", "nature=enquiry", f"building={cast.building.pk}"]
    common = ["channel=phone", "state=registered", "nature=complaint"]
    none = ["channel=wechat", "state=accepted", "nature=praise", "q=鬼神"]
    asked = [*few, *common, *none]
    for query in (*asked, *("&".join(pair) for pair in combinations(asked, 2))):
        params = QueryDict(query)
        with read_by() as found:
            table, rows = queue(cast.clerk.viewer, params, NOW)
            page = table.page(rows.values_list(*COLUMNS, named=True), params)
            shown = page.rows, page.count
        worst = max(found, key=lambda one: one.rows)
        assert worst.rows <= MOST, f"{query}: {worst.rows} rows read for {shown[1]}, by {worst.statement}"
