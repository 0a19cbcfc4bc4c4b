"""What an account keeps sealed, opened where it is needed. SealBroken where the secret key is another one."""

from typing import Final

from jujiao.kernel.machine.sealing import Seal
from jujiao.kernel.machine.wechat import account as outside
from jujiao.kernel.machine.wechat.client import Official
from jujiao.kernel.machine.wechat.envelope import Envelope, key_of
from jujiao.notices.wechat.models import Account

SECRETS: Final = Seal("wechat.account")
LATER: Final = Seal("wechat.later")
"""What was received and is still to be dealt with, as a job holds it."""


def envelope_of(account: Account) -> Envelope:
    """What opens the posts of the platform: by the key of now and, while that is being changed, by the one before."""
    sealed = [account.aes_key, account.former_aes_key]
    keys = [key_of(SECRETS.open(each)) for each in sealed if each]
    return Envelope(app_id=account.app_id, token=SECRETS.open(account.token), keys=keys)


def official_of(account: Account) -> Official:
    """The account, for asking the platform."""
    secret = SECRETS.open(account.secret)
    return Official(outside.Account(app_id=account.app_id, secret=secret, url=account.url))
