"""An official account of the house, owners at their phones who write to it through its callback, and whoever answers
them, as a book of what came up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from django.test import Client

from jujiao.demo.wechat.owners import Owners
from jujiao.demo.wechat.platform import Platform
from jujiao.demo.wechat.serving import serving
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.declared import Belongs, Correspondence, Enclosed, Written
from jujiao.notices.wechat.models import Account
from jujiao.notices.wechat.operations import binding, media, passing_on
from jujiao.notices.wechat.proof.samples_line import SECRET, an_account
from jujiao.notices.wechat.secrets import SECRETS, envelope_of
from jujiao.testing.cast import Cast
from jujiao.testing.platform_requests import APP_ID, GH, KEY, TOKEN


@dataclass
class Desk:
    """Whoever answers: keeps what came up, or refuses it with a sentence, or fails; `first` is done before that."""

    written: list[Written] = field(default_factory=list)
    enclosed: list[Enclosed] = field(default_factory=list)
    belonging: list[Belongs] = field(default_factory=list)
    refusal: str = ""
    failure: Exception | None = None
    first: Callable[[], object] = lambda: None

    def wrote(self, written: Written) -> bool:
        self.first()
        if self.refusal:
            raise UnableTo(self.refusal)
        if self.failure is not None:
            raise self.failure
        self.written.append(written)
        return True

    @property
    def texts(self) -> list[str]:
        return [each.text for each in self.written]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk()
    answering = Correspondence(wrote=desk.wrote, enclosed=desk.enclosed.append, belongs=desk.belonging.append)
    for module in (passing_on, media, binding):
        monkeypatch.setattr(module, "correspondence", lambda: answering)
    return desk


@pytest.fixture
def account(cast: Cast) -> Account:
    account = an_account(cast.estate, name="云栖花园", app_id=APP_ID, original_id=GH, aes_key=KEY)
    account.token = SECRETS.close(TOKEN)
    account.save(update_fields=["token"])
    return account


@pytest.fixture
def platform(account: Account) -> Iterator[Platform]:
    with serving(Platform(app_id=APP_ID, secret=SECRET)) as platform:
        account.url = platform.url
        account.save(update_fields=["url"])
        yield platform


@pytest.fixture
def owners(account: Account) -> Owners:
    """Without a platform that answers us: what they do is posted."""
    return owners_of(account, Platform(app_id=APP_ID, secret=SECRET, url="http://127.0.0.1:9"))


def owners_of(account: Account, platform: Platform) -> Owners:
    def post(query: str, body: bytes) -> tuple[int, str]:
        answer = Client().generic("POST", f"/wechat/{account.path}/?{query}", body, content_type="text/xml")
        return answer.status_code, answer.content.decode()

    return Owners(platform, envelope_of(account), account.original_id, post)
