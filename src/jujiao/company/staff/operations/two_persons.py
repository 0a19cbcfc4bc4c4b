"""1.3.1: what needs a second person needs two people, not two accounts of one."""

from datetime import datetime

from jujiao.company.staff.helping import helps
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.pages.words import moment_words
from jujiao.rules.privacy import clause_1_3_1_second_person


def check_two_persons(*, asks: int, decides: int, refusal: type[UnableTo], sentence: str, now: datetime) -> None:
    """`refusal`, in the words of `sentence` with its %(until)s, where one of the two might hold the account of the
    other."""
    pair = {"asks": asks, "decides": decides}
    until = clause_1_3_1_second_person(helps(pair.values(), now=now), **pair, now=now)
    if until is not None:
        raise refusal(sentence % {"until": moment_words(until, now)})
