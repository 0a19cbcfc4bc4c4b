"""Staff numbers as people and spreadsheets write them: 0001 is 1 once a spreadsheet takes it for a number."""

import unicodedata


def plain_number(number: str) -> str:
    """The number without blanks around it, in half width."""
    return unicodedata.normalize("NFKC", number).strip()


def bare_number(number: str) -> str:
    """What two numbers have in common that one person would take for the same: no zeros in front, no case."""
    plain = plain_number(number).casefold()
    return plain.lstrip("0") or plain[-1:]


def alike_pattern(number: str) -> str:
    """A regular expression, whatever the case, for every number that is alike; of letters and digits alone."""
    return "^0*" + "".join(sign if sign.isalnum() else f"\\{sign}" for sign in bare_number(number)) + "$"
