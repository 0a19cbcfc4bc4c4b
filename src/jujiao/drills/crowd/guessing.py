"""What tries to get in: wrong passwords and wrong codes, as fast as they are answered."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import count

from jujiao.drills.crowd.crowd import Crowd, Person
from jujiao.drills.crowd.office import ATTACKED, Office, form, sign_in

PATIENCE = 20.0
AT_FIRST = 5
"""Wrong passwords for the name of a colleague, before the rest are for names that nobody bears."""
CODE, CONFIRM = "/account/login/code/", "/account/login/code/confirm/"

type Guess = Callable[[Person, int], str]


def wrong_passwords(crowd: Crowd, office: Office, guessers: int, seconds: float) -> None:
    """Five for a colleague's name and many for others, from each address."""

    def guess(_person: Person, number: int) -> str:
        return sign_in(ATTACKED if number < AT_FIRST else f"nobody{number}", f"wrong password {number}")

    office.part("wrong passwords")
    _press(crowd, "wrong passwords", guess, guessers, seconds)


def wrong_codes(crowd: Crowd, office: Office, guessers: int, seconds: float) -> None:
    """Codes for numbers that somebody holds and that nobody holds, and guesses at them."""

    def guess(person: Person, number: int) -> str:
        if number % 4 == 0:
            return form(CODE, {"phone": f"138{number:08}"}, person.cookie)
        return form(CONFIRM, {"code": f"{number:06}"}, person.cookie)

    office.part("wrong codes")
    _press(crowd, "wrong codes", guess, guessers, seconds)


def _press(crowd: Crowd, what: str, guess: Guess, guessers: int, seconds: float) -> None:
    answers: Counter[int] = Counter()
    end = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_guess, args=(crowd, person, partial(guess, person), end, answers))
        for person in crowd.people()
        for _number in range(guessers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    crowd.figures[what] = answers.total()
    if broken := sum(times for status, times in answers.items() if status >= 500 and status != 503):
        crowd.faults.append(f"{what}: {broken} answers of a fault of ours")


def _guess(crowd: Crowd, person: Person, guess: Callable[[int], str], end: float, answers: Counter[int]) -> None:
    for number in count():
        if time.monotonic() > end:
            return
        try:
            with crowd.connect(person) as line:
                line.settimeout(PATIENCE)
                line.sendall(guess(number).encode())
                answers[int(line.recv(64)[9:12] or b"0")] += 1
        except (OSError, ValueError):  # not answered
            answers[0] += 1
