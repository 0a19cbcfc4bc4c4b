"""The ceiling: two views of plain Django on the same server, one that reads a session and inserts two rows behind
CSRF, one that shows fifty.

`granian --interface wsgi jujiao.drills.bench.bare:application` serves them; DATABASE_URL names a database with
`TABLE` in it."""

import os
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.core import signing
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from jujiao.drills.bench.asked import Unit, Visitor

SECRET = "bare" * 12
SESSION = "s" * 32
TABLE = """
CREATE TABLE django_session (session_key varchar(40) PRIMARY KEY, session_data text, expire_date timestamptz);
INSERT INTO django_session VALUES ('{session}', '{data}', now() + interval '1 day');
CREATE TABLE bare (
    id bigserial PRIMARY KEY, number text, said text, place text, state text, due timestamptz
);
INSERT INTO bare (number, said, place, state, due)
SELECT 'B-' || n, 'What somebody said, in some words', 'Room ' || n, 'accepted', now() FROM generate_series(1, 50) n;
"""
PAGE = """<!doctype html><title>Fifty rows</title><table>{% for row in rows %}
<tr><td><a href="/{{ row.0 }}/">{{ row.1 }}</a></td><td>{{ row.2 }}</td><td>{{ row.3 }}</td><td>{{ row.4 }}</td>
<td>{{ row.5|date:"Y-m-d H:i" }}</td></tr>{% endfor %}</table>"""


INSERTED, SHOWN = "bare view with session, CSRF and two inserts", "bare view that renders 50 rows"


def table() -> str:
    """The statements that make what the views read and write."""
    data = signing.dumps({"desk": 1}, key=SECRET, salt="django.contrib.sessions.SessionStore", compress=True)
    return TABLE.format(session=SESSION, data=data)


def paths() -> dict[str, list[Unit]]:
    """What is asked of them."""
    nobody = Visitor("sessionid", SESSION, "", "")
    return {
        INSERTED: [[nobody.form("/insert/", {"text": "in some words"}, "/registered/")]],
        SHOWN: [[nobody.page("/rows/", "<tr>", 50)]],
    }


def insert(request: HttpRequest) -> HttpResponse:
    assert request.session["desk"] == 1
    with transaction.atomic(), connection.cursor() as cursor:
        for _row in range(2):
            cursor.execute("INSERT INTO bare (said) VALUES (%s)", [request.POST["text"]])
    return HttpResponse(status=302, headers={"Location": "/registered/"})


def rows(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, number, said, place, state, due FROM bare ORDER BY id LIMIT 50")
        found = cursor.fetchall()
    return HttpResponse(_page().render({"rows": found}))


@cache
def _page() -> Any:
    return engines["django"].from_string(PAGE)


def _settings() -> None:
    address = urlsplit(os.environ["DATABASE_URL"])
    server = dict(parse_qsl(address.query))
    database = {"NAME": address.path.lstrip("/"), "USER": server["user"], "HOST": server["host"], "CONN_MAX_AGE": None}
    settings.configure(
        SECRET_KEY=SECRET,
        ALLOWED_HOSTS=["localhost"],
        ROOT_URLCONF=__name__,
        INSTALLED_APPS=["django.contrib.sessions"],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", **database}},
        USE_TZ=True,
    )


urlpatterns = [path("insert/", insert), path("rows/", rows)]

if not settings.configured and "DATABASE_URL" in os.environ:
    _settings()
    application = get_wsgi_application()
