from dataclasses import replace
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from jujiao.company.staff.models import Post, PostFamily
from jujiao.company.staff.operations import PostFacts, UnableToKeepPost, change_post, create_post
from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.record.timeline import entries_of, replay
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

HTMX = {"HX-Request": "true"}
ELECTRICIAN = PostFacts("GC-02", "水电工", PostFamily.ENGINEERING, level=2, special_work=True)


def _post(cast: Cast, now: datetime, facts: PostFacts = ELECTRICIAN) -> Post:
    return create_post(company=cast.company, facts=facts, actor=cast.hr.viewer, now=now)


def test_a_post_is_written_down_and_changed(cast: Cast, now: datetime) -> None:
    post = _post(cast, now, replace(ELECTRICIAN, name=" 水电工  "))
    assert (post.name, post.family_choice, post.level) == ("水电工", PostFamily.ENGINEERING, 2)
    facts = replace(ELECTRICIAN, level=3, in_use=False)
    changed = change_post(post=post, facts=facts, version=1, actor=cast.director.viewer, now=now)
    assert (changed.level, changed.in_use, changed.version) == (3, False, 2)
    entries = list(entries_of("post", post.pk).order_by("seq"))
    assert [entry.verb for entry in entries] == ["create_post", "change_post"]
    assert entries[1].changes == {"level": 3, "in_use": False, "version": 2}
    stored = Post.objects.values("code", "name", "family", "level", "is_key", "special_work", "in_use", "version").get()
    assert stored.items() <= replay(entries).items()


def test_nothing_is_written_where_nothing_changes(cast: Cast, now: datetime) -> None:
    post = _post(cast, now)
    assert change_post(post=post, facts=ELECTRICIAN, version=1, actor=cast.hr.viewer, now=now).version == 1
    assert entries_of("post", post.pk).count() == 1


def test_a_change_that_somebody_else_made_first_is_shown(cast: Cast, now: datetime) -> None:
    post = _post(cast, now)
    change_post(post=post, facts=replace(ELECTRICIAN, level=3), version=1, actor=cast.hr.viewer, now=now)
    with pytest.raises(Stale):
        change_post(post=post, facts=replace(ELECTRICIAN, level=4), version=1, actor=cast.hr.viewer, now=now)
    assert Post.objects.get().level == 3


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (replace(ELECTRICIAN, code="GC-03"), "already"),
        (replace(ELECTRICIAN, name="电工"), "already"),
        (replace(ELECTRICIAN, code="", name="电工"), "Write the code"),
        (replace(ELECTRICIAN, code="GC-03", name="··"), "Write the name"),
        (replace(ELECTRICIAN, code="G" * 21, name="电工"), "no more than 20"),
        (replace(ELECTRICIAN, code="GC-03", name="电工", level=0), "between 1 and 20"),
        (replace(ELECTRICIAN, code="GC-03", name="电工", level=21), "between 1 and 20"),
    ],
)
def test_a_post_that_makes_no_sense_is_refused(cast: Cast, now: datetime, facts: PostFacts, sentence: str) -> None:
    _post(cast, now)
    with pytest.raises(UnableToKeepPost, match=sentence):
        _post(cast, now, facts)
    assert Post.objects.count() == 1


def test_the_database_refuses_a_level_that_there_is_not(cast: Cast, now: datetime) -> None:
    post = _post(cast, now)
    with pytest.raises(IntegrityError, match="post_level_in_bounds"), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(level=0)


@pytest.mark.parametrize("who", ["clerk", "head_of_engineering", "manager", "auditor", "outsider"])
def test_posts_are_for_administration_to_keep(cast: Cast, now: datetime, who: str) -> None:
    post, actor = _post(cast, now), getattr(cast, who).viewer
    with pytest.raises(NotAllowed):
        create_post(company=cast.company, facts=replace(ELECTRICIAN, code="X", name="X"), actor=actor, now=now)
    with pytest.raises(NotAllowed):
        change_post(post=post, facts=replace(ELECTRICIAN, level=9), version=1, actor=actor, now=now)
    assert Post.objects.values_list("level", flat=True).get() == 2


def test_the_page_of_posts(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    _post(cast, now)
    _post(cast, now, PostFacts("AB-01", "秩序维护员", PostFamily.SECURITY, is_guard=True))
    _post(cast, now, PostFacts("GL-01", "工程主管", PostFamily.MANAGEMENT, level=5, is_key=True, in_use=False))
    client, url = sign_in(cast.clerk), reverse("staff:posts")
    queries: list[tuple[dict[str, str], list[str]]] = [
        ({}, ["AB-01", "GC-02", "GL-01"]),
        ({"q": "水电"}, ["GC-02"]),
        ({"family": "security"}, ["AB-01"]),
        ({"key": "1"}, ["GL-01"]),
        ({"unused": "1"}, ["GL-01"]),
    ]
    for query, codes in queries:
        assert [post.code for post in client.get(url, query).context["posts"]] == codes
    assert reverse("staff:create_post") not in client.get(url).content.decode()
    assert reverse("staff:create_post") in sign_in(cast.hr).get(url).content.decode()
    assert [*sign_in(cast.outsider).get(url).context["posts"]] == []


def test_keeping_posts_by_the_dialogs(cast: Cast, sign_in: SignIn) -> None:
    client, url = sign_in(cast.hr), reverse("staff:create_post")
    given = {"code": "GC-02", "name": "水电工", "family": "engineering", "level": "2", "special_work": "on"}
    assert client.post(url, {**given, "level": "x"}, headers=HTMX).status_code == 422
    assert client.post(url, given, headers=HTMX).status_code == 204
    assert client.post(url, given, headers=HTMX).status_code == 422
    post = Post.objects.get()
    assert (post.special_work, post.is_guard, post.in_use) == (True, False, True)
    change = reverse("staff:change_post", args=[post.pk])
    assert 'value="水电工"' in client.get(change, headers=HTMX).content.decode()
    assert client.post(change, {**given, "version": "1", "level": "3"}, headers=HTMX).status_code == 204
    post.refresh_from_db()
    assert (post.level, post.in_use) == (3, False)
    stale = client.post(change, {**given, "version": "1", "level": "4"}, headers=HTMX)
    assert stale.status_code == 409
    assert sign_in(cast.clerk_elsewhere).get(change).status_code == 404
