"""Hostile lists, made here: texts and old workbooks that are none, or that ask for far too much."""

from collections.abc import Iterator

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def corpus() -> Iterator[tuple[str, bytes]]:
    """Each list with the name that it is sent under."""
    for number, content in enumerate(_contents()):
        yield ("list.csv", "list.xls", "名单.xlsx")[number % 3], content


def _contents() -> Iterator[bytes]:
    yield from (b"," * 5_000_000, b"\n" * 5_000_000, b'a,b\n"' + b"x" * 4_000_000, b"a\tb\r" * 1_000_000)
    yield from (
        b"a,b\n\0,c\n",
        b"a,b\n\x1b]0;x\x07,c\n",
        b"a,b\n\xff\xff,\xfe\n",
        b"\xff\xfea\0,\0b",
        "房号\n1\n".encode(),
    )
    yield from (
        "房号,姓名\n=cmd|' /C calc'!A0,\u202e秦朗\n".encode("gb18030"),
        "房号,姓名\n\ufdd0,\U0010ffff\n".encode("gb18030"),
    )
    # A header alone; sectors that lead to themselves; more sectors than there are; a workbook of one broken record.
    yield from (OLD + b"\0" * 504, OLD + b"\0" * 68 + b"\0\0\0\0" * 109 + b"\0" * 4096)
    yield from (OLD + b"\xff" * 504 + b"\xff" * 4096, b"\x09\x08\x10\0\0\x06\x05\0" + b"\xff" * 4096)
    yield b"<html><table>" + b"<tr><td>1</td></tr>" * 100_000
