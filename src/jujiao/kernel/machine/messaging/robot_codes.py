"""What the codes of robots in group chats mean. HTTP 200 with a code that is not 0 is a failure.

WeCom: developer.work.weixin.qq.com/document/path/90313. DingTalk: open.dingtalk.com, custom-robot-access. Feishu:
open.feishu.cn, custom bot. Each vendor silences a robot that says too much, for the `rest` that stands here."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.machine.messaging.meanings import BUSY, Meaning

TOO_MUCH: Final = Meaning(_("The robot has said too much within a minute."), again=True, rest=60)
SILENCED: Final = Meaning(_("The robot has said too much and is silenced for ten minutes."), again=True, rest=600)
GONE: Final = Meaning(_("There is no such robot any more: it was taken out of the group, or its address is wrong."))
OFF: Final = Meaning(_("The robot is switched off in its group."))
PROOF: Final = Meaning(_("The robot does not believe us: signing secret, keywords or allowed addresses do not fit."))
FORM: Final = Meaning(_("The robot cannot read the message."))
WORDS: Final = Meaning(_("The robot refuses words or links in the message."))
OTHER: Final = Meaning(_("The robot refused it and did not say why in a way that we know."))

WECOM: Final[Mapping[str, Meaning]] = {
    "-1": BUSY,
    "40008": FORM,
    "40058": FORM,
    "44004": FORM,
    "45002": FORM,
    "45009": TOO_MUCH,
    "45033": TOO_MUCH,
    "93000": GONE,
    "93004": OFF,
    "93008": GONE,
    "93017": PROOF,
}
DINGTALK: Final[Mapping[str, Meaning]] = {
    "-1": BUSY,
    "40035": FORM,
    "43004": FORM,
    "90018": TOO_MUCH,
    "90030": TOO_MUCH,
    "130101": SILENCED,
    "300001": GONE,
    "300005": GONE,
    "310000": PROOF,
    "400013": GONE,
    "400101": GONE,
    "400102": OFF,
    "400105": FORM,
    "400106": GONE,
    "410100": TOO_MUCH,
    "430101": WORDS,
    "430102": WORDS,
    "430103": WORDS,
    "430104": WORDS,
}
FEISHU: Final[Mapping[str, Meaning]] = {
    "9499": FORM,
    "11232": TOO_MUCH,
    "11233": TOO_MUCH,
    "19001": GONE,
    "19002": FORM,
    "19021": PROOF,
    "19022": PROOF,
    "19024": PROOF,
    "99991400": TOO_MUCH,
}
