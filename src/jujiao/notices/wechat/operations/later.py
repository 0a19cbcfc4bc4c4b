"""What could not be dealt with in time is kept sealed by a job, and dealt with by the worker."""

from datetime import datetime
from typing import Final

from django.db import connection
from procrastinate.contrib.django import app

from jujiao.kernel.machine.wechat.reading import read
from jujiao.notices.wechat.models import Account
from jujiao.notices.wechat.operations.receiving import receive
from jujiao.notices.wechat.secrets import LATER

DEAL_WITH: Final = "wechat.deal_with"
"""The name under which the worker knows the job."""
HURRY: Final = "SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '3s'"
"""The platform waits five seconds. What takes longer, as somebody holds the same follower or their conversation, is
dealt with by the worker."""


def hurry() -> None:
    """Has no statement of this transaction wait longer than the platform does."""
    with connection.cursor() as cursor:
        cursor.execute(HURRY)


def leave(account: Account, document: bytes, *, now: datetime) -> None:
    """Leaves what was opened to the worker; `now` is when we had it."""
    sealed = LATER.close(document.decode(errors="replace"))
    app.configure_task(DEAL_WITH).defer(account_id=account.pk, sealed=sealed, at=now.isoformat())


def deal_with(account_id: int, sealed: str, at: str) -> None:
    """Does what was left, as of when we had it; nothing where a repetition was dealt with meanwhile."""
    account = Account.objects.get(pk=account_id)
    receive(account=account, read=read(LATER.open(sealed).encode()), now=datetime.fromisoformat(at))
