"""A stage for sending in WeChat: an account with the rights of a test, the platform of our own, and a spouse who is
bound to a follower and has a number for text messages, but no account with us."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from jujiao.demo.wechat.platform import CUSTOM, NOTICE, TEMPLATE, Platform
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.models import Notice
from jujiao.notices.operations import Outsider, Telling, tell
from jujiao.notices.wechat.models import Account, Binding, Consent, Follower, Right, Template
from jujiao.notices.wechat.secrets import SECRETS
from jujiao.rules.wechat import Rights, Way
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast
from jujiao.testing.messaging import Vendor, carry_out
from jujiao.testing.rows import SUBJECT

APP_ID, SECRET, ORIGINAL, OPENID = "wx0123", "hidden-secret", "gh_0123", "oOwner"
PATHS = {Way.WINDOW: CUSTOM, Way.TEMPLATE: TEMPLATE, Way.NOTICE: NOTICE}
BLANKS = {"thing1": "words", "character_string2": "number", "time3": "time"}
SAID = "师傅明天上午九点上门检查电梯，请您留意来电。"


def an_account(cast: Cast, **facts: Any) -> Account:
    given: dict[str, Any] = {
        "company": cast.company, "estate": cast.estate, "name": "雅馨苑", "app_id": APP_ID, "original_id": ORIGINAL,
        "secret": SECRETS.close(SECRET), "token": SECRETS.close("token"), "aes_key": SECRETS.close("a" * 43),
        "path": "nobody-guesses-this",
    }  # fmt: skip
    return Account.objects.create(**{**given, **facts})


def may_send(account: Account, rights: Rights) -> None:
    """The account has these rights, and a template for each that needs one."""
    for way in (Way.WINDOW, Way.TEMPLATE, Way.NOTICE):
        if getattr(rights, way):
            Right.objects.create(account=account, way=way)
            if way is not Way.WINDOW:
                Template.objects.create(account=account, way=way, template_id=f"T-{way}", blanks=BLANKS)


@dataclass
class Stage:
    """What a test acts on. Everybody's clock is `moment`."""

    cast: Cast
    moment: Moment
    vendor: Vendor
    platform: Platform
    account: Account
    follower: Follower
    asked: list[httpx.Request] = field(default_factory=list)
    told: int = 0

    def writes(self) -> None:
        """The owner writes, as the callback would have kept it."""
        self.platform.follower(OPENID).wrote(self.moment.now)
        Follower.objects.filter(pk=self.follower.pk).update(wrote_at=self.moment.now)

    def agrees(self, template_id: str) -> None:
        follower = self.platform.follower(OPENID)
        follower.consents[template_id] = follower.consents.get(template_id, 0) + 1
        Consent.objects.update_or_create(follower=self.follower, template_id=template_id, defaults={"left": 1})

    def answer(self, said: str = SAID, **facts: Any) -> Notice:
        """An answer that must reach the owner, in WeChat first, sent as far as it goes in the next minute."""
        self.told += 1
        given: dict[str, Any] = {
            "outsiders": [Outsider(self.cast.spouse, "", self.cast.spouse.phone, self.follower.pk)],
            "kind": "complaint.replied",
            "key": f"answer:{self.told}",
            "subject": Subject(SUBJECT, 1),
            "params": {"number": "YX-1", "said": said},
            "estate_id": self.cast.estate.pk,
            "by": "wechat",
        }
        (notice,) = tell(Telling(**{**given, **facts}), now=self.moment.now)
        self.carry_out()
        return Notice.objects.get(pk=notice.pk)

    def carry_out(self) -> None:
        """What is due now and in the next minute."""
        for _time in range(4):
            carry_out(self.moment.now)
            self.moment.forward(seconds=15)

    @property
    def read(self) -> list[str]:
        """What the owner sees in the chat."""
        return self.platform.follower(OPENID).read

    def later(self, **length: float) -> datetime:
        return self.moment.forward(**length)


@pytest.fixture
def stage(cast: Cast, moment: Moment, vendor: Vendor, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """An account without any right yet, and the spouse, who has not written."""
    platform = Platform(
        APP_ID, SECRET, now=lambda: moment.now, templates={f"T-{way}": {*BLANKS} for way in ("template", "notice")}
    )
    account = an_account(cast)
    follower = Follower.objects.create(account=account, openid=OPENID, first_at=moment.now - timedelta(days=9))
    Binding.objects.create(follower=follower, person=cast.spouse, by="scan", bound_at=moment.now)
    platform.follower(OPENID)
    found = Stage(cast, moment, vendor, platform, account, follower)

    def answer(request: httpx.Request) -> httpx.Response:
        found.asked.append(request)
        kind, content = platform.answer(request.url.path, dict(request.url.params), request.content)
        return httpx.Response(200, headers={"Content-Type": kind}, content=content)

    real, transport = httpx.Client, httpx.MockTransport(answer)
    monkeypatch.setattr(httpx, "Client", lambda **options: real(transport=transport, **options))
    return found
