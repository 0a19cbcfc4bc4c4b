"""`python -m jujiao.drills.bench.raw`: the SQL of the queue page by the bare driver; prints how often a second."""

import os
import time

import django

SECONDS = 2.0


def main() -> None:
    """The one statement that brings the clerk's fifty rows, again and again on one connection."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    django.setup()
    from django.db import connection
    from django.http import QueryDict
    from django.test.utils import CaptureQueriesContext

    from jujiao.company.accounts.models import User
    from jujiao.company.staff.asking import viewer_of
    from jujiao.kernel.machine import clock
    from jujiao.service.complaints.lists import queue

    now = clock.now()
    table, rows = queue(viewer_of(User.objects.get(username="clerk"), now), QueryDict(), now)
    with CaptureQueriesContext(connection) as caught:
        assert len(table.page(rows, QueryDict()).rows) == table.size
    statement = next(one["sql"] for one in caught.captured_queries if 'FROM "complaints_complaint"' in one["sql"])
    begun, done = time.monotonic(), 0
    with connection.connection.cursor() as cursor:
        while time.monotonic() - begun < SECONDS:
            cursor.execute(statement).fetchall()
            done += 1
    print(done / (time.monotonic() - begun))


if __name__ == "__main__":
    main()
