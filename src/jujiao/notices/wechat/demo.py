"""The demonstration's official account, for practice: owners who are bound to it, two of whom have just written."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from jujiao.company.estates.models import Residency
from jujiao.kernel.machine.wechat.kinds import Text
from jujiao.kernel.record.access import Role
from jujiao.notices.wechat.models import Account, Binding, Follower, Right, Template, WayOut
from jujiao.notices.wechat.models.follower import By
from jujiao.notices.wechat.operations.accounts import AccountFacts, add_account
from jujiao.notices.wechat.operations.receiving import receive
from jujiao.notices.wechat.queries_bound import number_mark

OPENED: Final = timedelta(days=2)
"""It is connected so long before the end of the scene."""
BOUND: Final = slice(3, 40, 9)
"""Which of the residents with a number have bound it."""
WRITTEN: Final = ((9, "空调外机的支架松了，能派人来看一下吗？"), (4, "请问停车月卡到期怎么续？"))
"""What is written so many minutes before the end."""


def tell(scene: Any) -> str:
    """Plans it (`jujiao.demo.scene.Scene`)."""
    homes = [each for each in scene.residents if each.person.phone][BOUND]
    end = scene.clockwork.end
    scene.clockwork.plan(max(scene.start, end - OPENED), partial(_connect, scene, homes))
    for home, (minutes, text) in zip(homes, WRITTEN, strict=False):
        scene.clockwork.plan(end - timedelta(minutes=minutes), partial(_write, home, text))
    return f"{len(homes)} followers"


def _connect(scene: Any, homes: list[Residency], now: datetime) -> None:
    """Nothing of it leaves the house: an account without an address is for practice."""
    facts = AccountFacts(
        name="云栖花园服务号", estate=scene.estate, app_id="wx0000000000000000", original_id="gh_000000000000",
        secret="0" * 32, token="0" * 8, aes_key="0" * 43,
    )  # fmt: skip
    keeper = scene.viewers[scene.staff(Role.ADMINISTRATION)[0].username]
    account = add_account(facts=facts, actor=keeper, now=now)
    Account.objects.filter(pk=account.pk).update(url="")
    Right.objects.create(account=account, way=WayOut.TEMPLATE)
    blanks = {"character_string1": "number", "thing2": "words", "time3": "time"}
    Template.objects.create(account=account, way=WayOut.TEMPLATE, template_id="practice", blanks=blanks)
    for home in homes:
        follower = Follower.objects.create(account=account, openid=f"practice-{home.person_id}", first_at=now)
        mark = number_mark(home.person, now)
        Binding.objects.create(follower=follower, person=home.person, by=By.SCAN, phone_mark=mark, bound_at=now)


def _write(home: Residency, text: str, now: datetime) -> None:
    follower = Follower.objects.select_related("account").get(bindings__person=home.person)
    said = Text(
        account=follower.account.original_id, openid=follower.openid, at=now, key=f"message:{home.person_id}",
        content=text,
    )  # fmt: skip
    receive(account=follower.account, read=said, now=now)
