"""The owner's marks (满意度) in words, the same wherever one is asked for or shown, the best first."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SCORES: list[tuple[int, Any]] = [
    (5, _("Very satisfied")),
    (4, _("Satisfied")),
    (3, _("Fairly satisfied")),
    (2, _("Dissatisfied")),
    (1, _("Very dissatisfied")),
]


def score_words(score: int) -> str:
    """A score of 1 to 5 in words."""
    return str(dict(SCORES).get(score, ""))
