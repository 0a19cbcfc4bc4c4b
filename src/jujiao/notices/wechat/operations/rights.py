"""What administration says that an account may use, and with which templates."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.notices.wechat.blanks import Blank
from jujiao.notices.wechat.models import Account, Right, Template, WayOut
from jujiao.notices.wechat.operations import accounts

NAME: Final = re.compile(r"[a-z][a-z_]{0,19}[0-9]{0,2}")
"""The name of a blank, as the platform gives it: thing1, character_string2."""
MOST: Final = 6
"""Blanks of a template."""
TEMPLATE_ID: Final = Text(64, gettext_lazy("Enter the id that the platform shows for the template."), line=True)


class UnableToSetWay(UnableTo):
    """A template has no id or blanks, or one of them has no name that the platform gives."""


@transaction.atomic
def allow(*, account: Account, way: WayOut, version: int | None, actor: Viewer, now: datetime) -> None:
    """The account may send by that way from now on; a right that was lost, or rests, is there again."""
    held = accounts.held(account, version, actor)
    Right.objects.update_or_create(account=held, way=way, defaults={"lost_at": None, "rests_until": None, "code": ""})
    _changed(held, "allow_way", actor, now, way=way)


@transaction.atomic
def withdraw(*, account: Account, way: WayOut, version: int | None, actor: Viewer, now: datetime) -> None:
    """Nothing is sent by that way any more. What is under way by it goes on by the next one, should it fail."""
    held = accounts.held(account, version, actor)
    Right.objects.filter(account=held, way=way).delete()
    _changed(held, "withdraw_way", actor, now, way=way)


@transaction.atomic
def set_template(
    *,
    account: Account,
    way: WayOut,
    template_id: str,
    blanks: Mapping[str, str],
    version: int | None,
    actor: Viewer,
    now: datetime,
) -> None:
    """The template with which the account sends by that way beyond the window. `blanks` says by the name of each what
    it is filled with (`Blank`)."""
    held = accounts.held(account, version, actor)
    kept = TEMPLATE_ID.of(template_id, UnableToSetWay)
    if not 0 < len(blanks) <= MOST:
        raise UnableToSetWay(_("A template has 1 to %(most)s blanks.") % {"most": MOST})
    for name, value in blanks.items():
        if not NAME.fullmatch(name):
            raise UnableToSetWay(_("“%(name)s” is no name of a blank, such as thing1.") % {"name": name})
        if value not in Blank:
            raise UnableToSetWay(_("Choose what “%(name)s” is filled with.") % {"name": name})
    Template.objects.update_or_create(account=held, way=way, defaults={"template_id": kept, "blanks": dict(blanks)})
    _changed(held, "set_template", actor, now, way=way, template=kept)


def _changed(account: Account, verb: str, actor: Viewer, now: datetime, **details: Any) -> None:
    account.version += 1
    account.save(update_fields=["version"])
    note(account, verb, actor, now, estate_id=account.estate_id, changes={"version": account.version}, **details)
