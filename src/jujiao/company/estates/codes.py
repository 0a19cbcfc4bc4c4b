"""Room codes: how building, unit and number become 3-2-1201, and how people type that."""

import re
import unicodedata

from django.db.models import Q

_WORDS = re.compile(r"号楼|号院|栋|幢|座|楼|单元|门|号|室|房|#|BUILDING|BLDG|UNIT|ROOM", re.IGNORECASE)
_NUMERALS = str.maketrans("一二三四五六七八九", "123456789")
_PARTS = re.compile(r"[0-9A-Z]+")
_BETWEEN = re.compile(r"[\s\-‐-―_/\\.,:;、，。；]+")


def room_code(building: str, unit: str, number: str) -> str:
    """The code of a room by its place: ("3栋", "2单元", "1201室") gives "3-2-1201"."""
    return "-".join(_bare(part) for part in (building, unit, number))


def typed_code(text: str) -> list[str]:
    """The parts of what may be a room code: "3栋2单元1201" gives ["3", "2", "1201"]; [] where it can be none."""
    plain = _WORDS.sub("-", _plain(text))
    parts = [part for part in _BETWEEN.split(plain) if part]
    return parts if len(parts) <= 3 and all(_PARTS.fullmatch(part) and len(part) <= 20 for part in parts) else []


def code_query(parts: list[str]) -> Q:
    """Rooms whose code begins with, or ends in, the parts typed so far; the last part may be unfinished."""
    match parts:
        case [number]:
            return Q(code__regex=rf"-{number}[0-9A-Z]*$")
        case [first, second]:
            return Q(code__regex=rf"^{first}-([^-]+-)?{second}") | Q(code__regex=rf"-{first}-{second}")
        case _:
            return Q(code__startswith="-".join(parts))


def _bare(part: str) -> str:
    plain = _plain(part)
    bare = _BETWEEN.sub("-", _WORDS.sub("", plain)).strip("-")
    return bare or _BETWEEN.sub("-", plain).strip("-")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_NUMERALS).strip().upper()
