"""What an account may send, for the tests and drills."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from jujiao.notices.wechat.models import Right, Template, WayOut
from jujiao.notices.wechat.proof.samples_line import KEEPERS, an_account
from jujiao.testing.cast import Cast
from jujiao.testing.drilled import Acting, Once
from jujiao.testing.proofs import Sample

FIELDS: Mapping[str, dict[str, Any]] = {
    "right": {"on": "1"},
    "template": {"template_id": "T-1", "name_1": "thing1", "value_1": "words"},
}


def sending_account(cast: Cast) -> int:
    """An account that may send within the window, and by templates."""
    account = an_account(cast.estate)
    Right.objects.create(account=account, way=WayOut.TEMPLATE)
    Template.objects.create(account=account, way=WayOut.TEMPLATE, template_id="T-0", blanks={"thing1": "words"})
    return account.pk


SAMPLES: Mapping[str, Sample] = {
    "wechat:sending": lambda scene: {"account_id": sending_account(scene.cast)},
    "wechat:right": lambda scene: {"account_id": sending_account(scene.cast), "way": "window"},
    "wechat:template": lambda scene: {"account_id": sending_account(scene.cast), "way": "template"},
}


def once(scene: Acting) -> Iterable[Once]:
    """The forms on what an account may send, each by the version that was shown."""
    for verb, fields in FIELDS.items():
        yield Once(
            subject="official_account",
            verb=verb,
            row=lambda: an_account(scene.estate),
            path=lambda row, verb=verb: reverse(f"wechat:{verb}", args=[row.pk, "template"]),  # type: ignore[misc]
            fields=lambda _row, fields=fields: fields,  # type: ignore[misc]
            who=KEEPERS,
        )
