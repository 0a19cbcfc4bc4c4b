"""Whatever is sent to the doors, they answer with a sentence and let nobody in."""

import json
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from jujiao.testing.cast import PASSWORD, Cast

DOORS = ["/account/login/", "/account/login/code/", "/account/login/passkey/"]
CREDENTIALS: list[Any] = [
    "",
    "x",
    "\x00",
    "[]",
    "{}",
    "null",
    "1",
    '"x"',
    json.dumps({"response": None}),
    json.dumps({"response": []}),
    json.dumps({"id": "x", "rawId": "x", "type": "public-key", "response": {}}),
    json.dumps({"id": 1, "rawId": {}, "type": [], "response": {"userHandle": 5}}),
    json.dumps(
        {
            "id": "AAAA",
            "rawId": "AAAA",
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": "_w"},
        }
    ),
    json.dumps(
        {
            "id": "AAAA",
            "rawId": "AAAA",
            "type": "public-key",
            "response": {"clientDataJSON": "!!", "authenticatorData": "", "signature": "", "userHandle": "OTk5"},
        }
    ),
]


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize("credential", CREDENTIALS)
def test_what_is_no_passkey_opens_nothing(cast: Cast, credential: str) -> None:
    client = Client()
    assert client.get("/account/login/passkey/", headers={"Accept": "application/json"}).status_code == 200
    response = client.post("/account/login/passkey/", {"credential": credential})
    assert (response.status_code, response["Location"]) == (302, "/account/login/")
    assert signed_in_as(client) is None


@pytest.mark.parametrize("credential", CREDENTIALS)
def test_what_is_no_passkey_is_no_second_step(cast: Cast, credential: str) -> None:
    TOTP.activate(cast.clerk.user, "JBSWY3DPEHPK3PXP")
    client = Client()
    client.post("/account/login/", {"login": "clerk", "password": PASSWORD})
    assert client.get("/account/login/second/").status_code == 200
    assert client.post("/account/login/second/", {"credential": credential}).status_code == 422
    assert signed_in_as(client) is None


@pytest.mark.parametrize("credential", CREDENTIALS)
def test_what_is_no_passkey_is_not_added(cast: Cast, credential: str) -> None:
    client = Client()
    client.post("/account/login/", {"login": "clerk", "password": PASSWORD})
    assert client.get("/account/passkeys/add/").status_code == 200
    response = client.post("/account/passkeys/add/", {"credential": credential, "name": "x", "passwordless": "True"})
    assert response.status_code == 200
    assert response.context["form"].errors


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("value", ["\x00", "\ud800", "x" * 100_000, "9" * 5000, "' OR 1=1 --", "🏠"])
def test_strange_texts_are_refused(cast: Cast, door: str, value: str) -> None:
    client = Client()
    fields = dict.fromkeys(("login", "password", "phone", "credential", "next"), value.encode("utf-8", "surrogatepass"))
    response = client.post(door, fields)
    assert response.status_code in {302, 400, 422}
    assert response.headers.get("Location", "/account/login/") == "/account/login/"
    assert signed_in_as(client) is None


@pytest.mark.parametrize("door", DOORS)
def test_json_is_answered_too(cast: Cast, door: str) -> None:
    response = Client().post(door, "{}", content_type="application/json", headers={"Accept": "application/json"})
    assert response.status_code in {302, 400, 422}
