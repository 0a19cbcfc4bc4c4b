"""Two tabs take the same step: the second hears who did what when, before anything is said of its form."""

from django.urls import reverse

from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.tests.desk import Desk
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

HTMX = {"HX-Request": "true"}


def test_the_second_sees_what_the_first_did(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    complaint = Complaint.objects.get(pk=Desk(cast, moment).registered().pk)
    client, url = sign_in(cast.clerk), reverse("complaints:step", args=[complaint.pk, "dispatch"])
    given = {"version": complaint.version, "department": cast.security.pk, "text": "请到西门看看"}
    assert client.post(url, given, headers=HTMX).status_code == 204
    second = client.post(url, given, headers=HTMX)
    assert second.status_code == 409
    assert "王芳" in second.text
    assert str(complaint.version + 1) in second.text
    for words in ("available choices", "可选项", "有效选项"):
        assert words not in second.text
    again = client.post(url, {**given, "version": complaint.version + 1}, headers=HTMX)
    assert again.status_code == 422
    assert "available choices" not in again.text
