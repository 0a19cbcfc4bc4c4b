"""Whoever is bound chooses WeChat among the ways of being told; nobody else is offered it."""

import pytest
from django.urls import reverse

from jujiao.notices.forms import orders
from jujiao.notices.models import Preference
from jujiao.notices.wechat.models import Binding
from jujiao.notices.wechat.tests.sending_stage import Stage
from jujiao.testing.fixtures import SignIn


@pytest.mark.parametrize(
    ("mail", "text", "wechat", "offered"),
    [
        (False, False, False, []),
        (True, False, False, []),
        (False, True, False, ["", "sms"]),
        (True, True, False, ["", "email,sms", "sms,email"]),
        (False, False, True, [""]),
        (False, True, True, ["", "wechat,sms", "sms"]),
        (True, False, True, ["", "email"]),
        (True, True, True, ["", "wechat,sms", "email", "email,sms", "sms,email"]),
    ],
)
def test_what_is_offered_is_what_one_has(*, mail: bool, text: bool, wechat: bool, offered: list[str]) -> None:
    assert [order for order, _words in orders(mail=mail, text=text, wechat=wechat)] == offered


def test_an_owner_who_is_bound_chooses_it(stage: Stage, sign_in: SignIn) -> None:
    resident, url = stage.cast.resident, reverse("notices:settings")
    client = sign_in(resident)
    fields = {"mail": "my_cases", "system": "my_cases", "order": "wechat,sms"}
    assert 'value="wechat,sms"' not in client.get(url).content.decode()
    assert client.post(url, fields).status_code == 422
    Binding.objects.update(person=resident.person)
    assert 'value="wechat,sms"' in client.get(url).content.decode()
    assert client.post(url, fields).status_code == 302
    assert Preference.objects.get(user=resident.user).order == ["wechat", "sms"]
