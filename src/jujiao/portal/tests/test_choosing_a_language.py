"""Chinese first; English one click away."""

from django.test import Client

from jujiao.company.accounts.models import User
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn


def language_of(client: Client, **headers: str) -> str:
    response = client.get("/account/login/", headers={name.replace("_", "-"): said for name, said in headers.items()})
    return response["Content-Language"]


def test_pages_are_chinese_whatever_the_browser_prefers(db: None) -> None:
    assert language_of(Client(), Accept_Language="en-GB,en;q=0.9") == "zh-hans"


def test_one_click_makes_them_english_and_back(db: None) -> None:
    client = Client()
    client.post("/i18n/setlang/", {"language": "en", "next": "/account/login/"})
    assert language_of(client) == "en"
    client.post("/i18n/setlang/", {"language": "zh-hans"})
    assert language_of(client) == "zh-hans"


def test_an_unknown_language_changes_nothing(db: None) -> None:
    client = Client()
    client.post("/i18n/setlang/", {"language": "fr"})
    client.cookies["django_language"] = "de"
    assert language_of(client) == "zh-hans"


def test_the_account_speaks_where_the_browser_has_not_chosen(cast: Cast, sign_in: SignIn) -> None:
    cast.clerk.user.language = "en"
    cast.clerk.user.save(update_fields=["language"])
    client = sign_in(cast.clerk)
    assert client.get("/")["Content-Language"] == "en"
    client.cookies["django_language"] = "zh-hans"
    assert client.get("/")["Content-Language"] == "zh-hans"


def test_the_choice_is_also_that_of_the_notices(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.clerk).post("/i18n/setlang/", {"language": "en"})
    assert User.objects.get(pk=cast.clerk.user.pk).language == "en"
