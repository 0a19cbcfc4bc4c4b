"""What rules, counting and probing say of a roster, in the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from jujiao.kernel.pages.words import day_words, moment_words
from jujiao.rules.people.rostering.breaches import Breach
from jujiao.rules.people.rostering.counting import Shortage
from jujiao.rules.people.rostering.dropped import Dropped

RULES = frozenset({"rule", "other"})


def said(
    what: Breach | Shortage | Dropped,
    now: datetime,
    *,
    people: Mapping[int, str] | None = None,
    posts: Mapping[int, str] | None = None,
) -> str:
    """Its sentence. `people` and `posts` are names by id, where it is one that names them."""
    filled: dict[str, object] = {}
    for name, value in what.params.items():
        match value:
            case Breach():
                filled[name] = said(value, now)
            case datetime():
                filled[name] = moment_words(value, now)
            case date():
                filled[name] = day_words(value, now)
            case int() if name == "person":
                filled[name] = (people or {}).get(value, value)
            case tuple():
                filled[name] = _(", ").join((posts or {}).get(each, str(each)) for each in value)
            case str() if name in RULES:
                filled[name] = _(value)
            case _:
                filled[name] = value
    return _(what.message) % filled
