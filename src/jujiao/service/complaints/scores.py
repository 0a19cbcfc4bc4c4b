"""The owner's marks (满意度) in words, the same wherever one is asked for or shown."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SCORES: list[tuple[int, Any]] = [
    (1, _("Very dissatisfied")),
    (2, _("Dissatisfied")),
    (3, _("Fairly satisfied")),
    (4, _("Satisfied")),
    (5, _("Very satisfied")),
]


def score_words(score: int) -> str:
    """A score of 1 to 5 in words."""
    return str(dict(SCORES).get(score, ""))
