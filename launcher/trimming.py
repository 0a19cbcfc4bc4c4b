"""Tabler's stylesheet, less what no page uses: of 3,800 classes we use some twenty, and a phone waits for all of it.

Names of classes that stay are in the product's tabler.txt; what speaks of elements and attributes alone stays too."""

import re
from typing import Callable, FrozenSet, Iterator, List, Match, Set, Tuple

CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
CHOOSING = re.compile(r"\[[^\]]*\]|:(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)")
"""Such a part asks for one of several classes, for the lack of one, or for none: no reason to leave a rule out."""
SIGN = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[{};]")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PROPERTY = re.compile(r"(?:^|(?<=;))(--[\w-]+):((?:[^;\"']|\"[^\"]*\"|'[^']*')*)(?:;|$)")
USE = re.compile(r"var\((--[\w-]+)")
GROUPS = ("@media", "@supports", "@layer", "@container")
HOVER = "@media (hover:hover){%s}"
"""What a pointer lies on: after a tap it would stay so."""


def trim(css: str, kept: FrozenSet[str]) -> str:
    """The rules for these classes, and the custom properties and animations that they ask for."""
    rules = "".join(_kept(COMMENT.sub("", css), kept))
    asked = frozenset(re.findall(r"animation(?:-name)?:([^;}]*)", rules))
    frames = "".join(
        f"{head}{{{body}}}"
        for head, body in blocks(COMMENT.sub("", css))
        if head.startswith("@keyframes") and any(head.split()[-1] in each for each in asked)
    )
    return _without_unread(frames + rules)


def classes(css: str) -> FrozenSet[str]:
    """The classes that a stylesheet speaks of."""
    found: Set[str] = set()
    for head, body in blocks(COMMENT.sub("", css)):
        found |= classes(body) if head.startswith(GROUPS) else set(CLASS.findall(head) if head[:1] != "@" else ())
    return frozenset(found)


def _kept(css: str, kept: FrozenSet[str]) -> Iterator[str]:
    for head, body in blocks(css):
        if head.startswith(GROUPS):
            inner = "".join(_kept(body, kept))
            if inner:
                yield f"{head}{{{inner}}}"
        elif not head.startswith("@"):
            wanted = [one for one in selectors(head) if set(CLASS.findall(CHOOSING.sub("", one))) <= kept]
            plain, hovering = [[one for one in wanted if (":hover" in one) == there] for there in (False, True)]
            if plain:
                yield f"{','.join(plain)}{{{body}}}"
            if hovering:
                yield HOVER % f"{','.join(hovering)}{{{body}}}"


def blocks(css: str) -> Iterator[Tuple[str, str]]:
    """What stands before each pair of braces, and within; statements without braces are left out."""
    start, depth, head = 0, 0, ""
    for found in SIGN.finditer(css):
        sign = found.group()
        depth += (sign == "{") - (sign == "}")
        if sign == "{" and depth == 1:
            head, start = css[start : found.start()].strip(), found.end()
        elif depth == 0 and sign in "};":
            if sign == "}":
                yield head, css[start : found.start()]
            start = found.end()


def selectors(head: str) -> List[str]:
    """The selectors of a rule, parted at the commas that are in no brackets."""
    found, depth = [""], 0
    for sign in head:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            found.append("")
        else:
            found[-1] += sign
    return [one.strip() for one in found]


def _without_unread(css: str) -> str:
    """Without the custom properties that nothing reads, and then without those that only they read."""
    while True:
        fewer = re.sub(r"\{([^{}]*)\}", _keeping(frozenset(USE.findall(css))), css)
        fewer = re.sub(r"[^{}]*\{\}", "", fewer)
        if fewer == css:
            return css
        css = fewer


def _keeping(used: FrozenSet[str]) -> Callable[[Match[str]], str]:
    def kept(found: Match[str]) -> str:
        return found.group(0) if found.group(1) in used else ""

    return lambda block: "{" + PROPERTY.sub(kept, block.group(1)) + "}"
