"""Who opens which page: every address of the product, tried by every role and by somebody who is not signed in."""

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from jujiao.kernel.pages.caching import NOBODY_KEEPS_IT
from jujiao.kernel.record.access import Role
from jujiao.testing.cast import Cast, Member
from jujiao.testing.every_url import PEOPLE, Address, addresses, committed
from jujiao.testing.fixtures import SignIn
from jujiao.testing.proofs import merged, proofs
from jujiao.testing.proven import ASKED, missing, uncounted
from jujiao.testing.samples import arguments

ALL = {address.name: address for address in addresses()}
TABLE = committed()
SAMPLES = merged("samples")
OWN = {name for proof in proofs().values() for name in proof.own}
SIGNED = {name for proof in proofs().values() for name in proof.signed}


@pytest.mark.parametrize("app", proofs())
@pytest.mark.parametrize("part", ASKED)
def test_each_app_has_its_lines_in_its_own_tables(app: str, part: str) -> None:
    assert missing(app, proofs()[app])[part] == []


@pytest.mark.parametrize("name", ALL)
def test_the_view_has_the_door_that_the_table_says(name: str) -> None:
    view = ALL[name].view
    assert hasattr(view, "door"), f"{name}: put @door(Role.…) or @open_door on the view."
    assert view.door == TABLE.get(name, "not listed")


def url_for(address: Address, cast: Cast, member: Member) -> str:
    return reverse(address.name, kwargs=arguments(address.name, cast, member))


def is_refused(response: HttpResponseBase) -> bool:
    return response.status_code in {401, 403, 404} or response.status_code >= 500 or to_sign_in(response)


def to_sign_in(response: HttpResponseBase) -> bool:
    return response.status_code == 302 and response["Location"].startswith(reverse("account_login") + "?next=")


@pytest.mark.parametrize("name", [name for name in ALL if TABLE.get(name) is not None])
def test_nobody_enters_without_signing_in(name: str, cast: Cast) -> None:
    url, client = url_for(ALL[name], cast, cast.manager), Client()
    assert to_sign_in(client.get(url))
    assert to_sign_in(client.post(url))
    assert client.post(url, headers={"HX-Request": "true"}).status_code == 401


@pytest.mark.parametrize("name", [name for name in ALL if name in TABLE and name not in SIGNED])
def test_each_role_enters_where_the_table_says_and_meets_404_elsewhere(name: str, cast: Cast, sign_in: SignIn) -> None:
    allowed = TABLE[name] or frozenset(Role)
    for role in allowed:
        member = getattr(cast, PEOPLE[role])
        response = sign_in(member).get(url_for(ALL[name], cast, member))
        assert not is_refused(response), f"{role}: {response.status_code}"
        assert uncounted(ALL[name], proofs()[ALL[name].app], response.context) == []
        assert response["Cache-Control"] == NOBODY_KEEPS_IT, role
    url = url_for(ALL[name], cast, getattr(cast, PEOPLE[next(role for role in Role if role in allowed)]))
    for role in frozenset(Role) - allowed:
        client = sign_in(getattr(cast, PEOPLE[role]))
        answers = client.get(url), client.post(url)
        assert [answer.status_code for answer in answers] == [404, 404], role
        assert {answer["Cache-Control"] for answer in answers} == {NOBODY_KEEPS_IT}, role


def test_each_of_the_people_has_the_one_role(cast: Cast) -> None:
    assert {role: getattr(cast, person).viewer.roles for role, person in PEOPLE.items()} == {
        role: {role} for role in Role
    }


@pytest.mark.parametrize("name", [name for name in ALL if name in SAMPLES and name not in OWN])
def test_rows_of_another_company_are_not_there(name: str, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.outsider)
    url = url_for(ALL[name], cast, cast.manager)
    # 405 is said before any row is looked for, so it tells nothing; a view that takes neither would be none.
    answers = {client.get(url).status_code, client.post(url).status_code}
    assert answers <= {404, 405}
    assert 404 in answers


@pytest.mark.parametrize("name", [name for name in ALL if TABLE.get(name, "") is None and name not in SIGNED])
def test_an_open_page_needs_no_session(name: str, cast: Cast) -> None:
    response = Client().get(url_for(ALL[name], cast, cast.manager))
    assert response.status_code in {200, 302, 405, 410}
    assert response["Cache-Control"] == NOBODY_KEEPS_IT


@pytest.mark.parametrize("name", SIGNED)
def test_whoever_signs_nothing_is_refused_where_programs_come(name: str, cast: Cast, sign_in: SignIn) -> None:
    url = url_for(ALL[name], cast, cast.manager)
    for client in (Client(), sign_in(cast.sysadmin)):
        answers = client.get(url), client.post(url)
        assert [answer.status_code for answer in answers] == [403, 403]
        assert {answer["Cache-Control"] for answer in answers} == {NOBODY_KEEPS_IT}
