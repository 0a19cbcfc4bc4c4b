"""What a post asks is written down on its dialog, and of several posts that somebody holds one is made the first."""

from datetime import date

from django.urls import reverse

from jujiao.company.staff.models import Assignment, Post, PostRequirement, PrimaryPost
from jujiao.company.staff.operations import NewPost, assign_post
from jujiao.company.staff.tests.papers import guards_post
from jujiao.kernel.record.access import Role
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

HTMX = {"HX-Request": "true"}
TODAY = date(2026, 3, 11)


def test_what_a_post_asks_is_written_down(cast: Cast, sign_in: SignIn) -> None:
    post, client = guards_post(cast), sign_in(cast.hr)
    url = reverse("staff:change_post", args=[post.pk])
    given = {"version": 1, "code": "ZX-01", "name": "秩序维护员", "family": "security", "level": 1, "in_use": "on"}
    assert (
        client.post(url, {**given, "is_guard": "on", "credentials": ["fire", "health"]}, headers=HTMX).status_code
        == 204
    )
    assert set(PostRequirement.objects.values_list("post", "kind")) == {(post.pk, "fire"), (post.pk, "health")}
    assert 'value="fire" ' in client.get(url, headers=HTMX).content.decode()
    assert client.post(url, {**given, "version": 2, "credentials": ["guard"]}, headers=HTMX).status_code == 422
    again = {**given, "version": 2, "credentials": ["health"]}
    assert client.post(url, again, headers=HTMX).status_code == 204
    assert Post.objects.get(pk=post.pk).is_guard is False
    assert [each.kind for each in PostRequirement.objects.all()] == ["health"]
    assert client.post(url, {**again, "version": 3}, headers=HTMX).status_code == 204
    assert Post.objects.get(pk=post.pk).version == 3


def test_another_post_becomes_the_first(cast: Cast, sign_in: SignIn) -> None:
    employee, client = cast.engineer.employee, sign_in(cast.hr)
    first = NewPost(Role.CLERK, "前台", TODAY, cast.second_estate, cast.second_customer_service)
    assign_post(employee=employee, post=first, actor=cast.hr.viewer, now=NOW)
    other = Assignment.objects.get(employee=employee, role=Role.MEMBER)
    page = reverse("staff:employee", args=[employee.pk])
    url = reverse("staff:make_primary", args=[other.pk])
    assert url in client.get(page).content.decode()
    assert client.get(url, headers=HTMX).status_code == 200
    assert client.post(url, {"starts_on": "2024-01-01"}, headers=HTMX).status_code == 422
    assert client.post(url, {"starts_on": "2026-03-11"}, headers=HTMX).status_code == 204
    assert PrimaryPost.objects.get(employee=employee).assignment == other
    assert url not in client.get(page).content.decode()
