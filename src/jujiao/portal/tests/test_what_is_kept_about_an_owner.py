"""Every chapter that keeps anything about an owner gives it to them; one that forgets is named."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from jujiao.kernel.record import chapters
from jujiao.kernel.record.chapters import chapter_of
from jujiao.testing.cast import Cast
from jujiao.testing.chapters import gaps, models_of
from jujiao.testing.fixtures import SignIn


def exported(phone: Client) -> set[str]:
    return set(phone.get(reverse("owner:export")).json())


@pytest.fixture
def phone(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.resident)


def test_every_chapter_gives_its_part(phone: Client) -> None:
    told = {"how_to_be_told", "notices", "messages", "calls", "consents_to_offers", "conversations", "wechat"}
    assert exported(phone) == {"exported_at", "account", "person", "homes", "complaints", "visits"} | told


def test_a_chapter_that_gives_nothing_is_found(phone: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above."""
    without = replace(chapter_of("complaints"), personal_data=None)
    monkeypatch.setitem(chapters._chapters, "complaints", without)
    assert gaps(without, "jujiao.service.complaints", models_of("complaints"), {}) == {"personal_data"}
    assert "complaints" not in exported(phone)
