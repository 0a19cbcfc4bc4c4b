"""Every write of this app."""

from jujiao.company.rulebook.operations.drafting import (
    UnableToNameSource,
    discard_draft,
    draft_version,
    remove_override,
    set_figure,
)
from jujiao.company.rulebook.operations.keeping import DRAFTERS, PUBLISHERS, SUBJECT, UnableToDraft
from jujiao.company.rulebook.operations.publishing import (
    UnableToAcknowledge,
    UnableToPublish,
    acknowledge,
    publish,
    ship_first_version,
)

__all__ = [
    "DRAFTERS",
    "PUBLISHERS",
    "SUBJECT",
    "UnableToAcknowledge",
    "UnableToDraft",
    "UnableToNameSource",
    "UnableToPublish",
    "acknowledge",
    "discard_draft",
    "draft_version",
    "publish",
    "remove_override",
    "set_figure",
    "ship_first_version",
]
