"""The frame of every page: where this person may go, their inbox, their own menu."""

import pytest
from django.test import RequestFactory

from jujiao.kernel.record.declared import Menu
from jujiao.portal.navigation import menu_of, navigation, places, target
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn
from jujiao.testing.rows import a_notice

CODES = ("zh-hans", "en")


def test_the_places_stand_in_their_order() -> None:
    """What other chapters bring stands between these."""
    order = {
        Menu.STAFF: [
            "portal:home",
            "complaints:board",
            "complaints:queue",
            "conversations:inbox",
            "complaints:follow_ups",
            "complaints_owner:cases",
            "estates:rooms",
            "estates:people",
            "staff:employees",
            "rulebook:versions",
            "calendar:year",
            "notices:deliveries",
            "portal:audit",
            "portal:system",
        ],
        Menu.HOME: [
            "complaints_owner:cases",
            "conversations_owner:conversations",
            "complaints_owner:register",
            "notices:inbox",
            "owner:me",
        ],
        Menu.PERSON: ["complaints_owner:cases", "notices:inbox", "accounts:security"],
        Menu.ACTION: ["complaints:register"],
    }
    found = {menu: [place.page for place in menu_of(menu)] for menu in Menu}
    assert {menu: [page for page in found[menu] if page in order[menu]] for menu in Menu} == order


@pytest.mark.parametrize("name", [place.page for menu in Menu for place in menu_of(menu)])
def test_every_place_that_is_named_exists(name: str) -> None:
    assert target(name)[0], f"{name}: no such address; the navigation names it."


@pytest.mark.parametrize(
    "person", ["clerk", "engineer", "hr", "manager", "director", "auditor", "sysadmin", "resident"]
)
def test_every_place_that_is_shown_lets_the_person_in(person: str, cast: Cast, sign_in: SignIn) -> None:
    member = getattr(cast, person)
    client = sign_in(member)
    shown = places(member.viewer, "/")
    assert shown
    for item in shown:
        assert client.get(item.url, follow=True).status_code == 200, item.url


def test_the_audit_is_shown_to_those_who_may_open_it(cast: Cast) -> None:
    shown = {name for name, member in cast.staff.items() if any(i.url == "/audit/" for i in places(member.viewer, "/"))}
    assert shown == {"auditor", "director", "sysadmin"}


def test_the_place_where_one_is_is_marked(cast: Cast) -> None:
    def marked(path: str) -> list[str]:
        return [item.url for item in places(cast.sysadmin.viewer, path) if item.active]

    assert marked("/audit/timeline/") == ["/audit/"]
    assert [item.url for item in places(cast.clerk.viewer, "/") if item.active] == ["/"]
    assert marked("/account/security/") == []


def test_the_page_where_one_begins_stands_first(cast: Cast) -> None:
    starts = {
        name: places(getattr(cast, name).viewer, "/")[0].url for name in ("clerk", "auditor", "sysadmin", "resident")
    }
    assert starts == {"clerk": "/", "auditor": "/audit/", "sysadmin": "/system/", "resident": "/my/"}
    assert all(item.url != "/" for item in places(cast.auditor.viewer, "/"))


def test_the_inbox_counts_what_is_unread(cast: Cast, sign_in: SignIn) -> None:
    a_notice(cast.engineer)
    page = sign_in(cast.engineer).get("/")
    assert (page.context["inbox"].url, page.context["inbox"].count) == ("/notices/", 1)


def test_the_bell_rings_for_what_came_since_the_last_page(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.engineer)
    assert '<span class="j-count">1</span>' not in client.get("/notices/").text
    a_notice(cast.engineer)
    assert '<span class="j-count">1</span>' in client.get("/notices/").text


def test_what_is_drawn_once_is_each_ones_own(cast: Cast, sign_in: SignIn) -> None:
    """The frame is kept between requests; whoever comes next, in whichever language, sees their own."""

    def frame(person: str, language: str) -> str:
        client = sign_in(getattr(cast, person))
        client.cookies["django_language"] = language
        return client.get("/notices/").text

    people = ("clerk", "sysadmin", "resident", "manager")
    pages = {(person, language): frame(person, language) for _twice in "12" for person in people for language in CODES}
    for (person, language), page in pages.items():
        name = str(getattr(cast, person).user.name)
        assert f'<strong><bdi translate="no" lang="zh">{name}</bdi></strong>' in page
        assert sum(str(getattr(cast, other).user.name) in page for other in people) == 1
        assert ('href="/system/"' in page) == (person == "sysadmin")
        assert ("Skip to content" in page, "Sign out" in page, "Light or dark" in page) == (language == "en",) * 3


def test_a_fragment_asks_for_none_of_it(cast: Cast) -> None:
    request = RequestFactory().get("/", headers={"HX-Request": "true"})
    request.htmx = type("Htmx", (), {"boosted": False, "history_restore_request": False, "__bool__": lambda _: True})()  # type: ignore[attr-defined]
    request.viewer = cast.clerk.viewer  # type: ignore[attr-defined]
    assert navigation(request) == {}


def test_the_menu_says_which_roles_one_has(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.manager)
    client.cookies["django_language"] = "en"
    assert str(client.get("/").context["role_words"]) == "Estate manager"
