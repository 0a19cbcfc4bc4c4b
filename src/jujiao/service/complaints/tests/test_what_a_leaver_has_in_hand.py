"""The dialog by which somebody leaves names what they have in hand, as far as the viewer may know of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jujiao.service.complaints.tests.desk import Desk
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def test_it_names_what_the_viewer_may_know_and_counts_the_rest(cast: Cast, desk: Desk, sign_in: SignIn) -> None:
    cases = [desk.at_work(handler=cast.engineer) for _each in range(3)]
    url = f"/people/{cast.engineer.employee.pk}/leave/"
    for who, linked in ((cast.manager, True), (cast.hr, False)):
        page = sign_in(who).get(url).text
        assert "手上有 3 件未办结事项" in page
        assert all(case.number in page for case in cases)
        assert (f'href="/complaints/{cases[0].pk}/"' in page, "天花板渗水" in page) == (linked, linked)
    about = desk.at_work(about=cast.manager, handler=cast.engineer)
    page = sign_in(cast.manager).get(url).text
    assert ("手上有 4 件" in page, "另有 1 件未列出" in page, about.number in page) == (True, True, False)


def test_however_many_there_are_it_asks_as_often_and_names_twenty(cast: Cast, desk: Desk, sign_in: SignIn) -> None:
    manager, counts = sign_in(cast.manager), []
    manager.get("/")  # whose session it is is known from then on
    for more in (1, 21):
        for _each in range(more):
            desk.at_work(handler=cast.engineer)
        with CaptureQueriesContext(connection) as asked:
            page = manager.get(f"/people/{cast.engineer.employee.pk}/leave/", headers={"HX-Request": "true"}).text
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert (page.count('href="/complaints/'), "另有 2 件未列出" in page) == (20, True)
