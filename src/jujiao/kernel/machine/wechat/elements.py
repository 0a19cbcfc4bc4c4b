"""XML as WeChat writes it: elements and text. Entities, document types and instructions, by which XML does harm, are
refused before anything comes of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn
from xml.parsers import expat

from jujiao.kernel.machine.wechat.errors import GarbageError

LONGEST: Final = 256 * 1024
"""Bytes. A message has some hundred, the longest text of a follower some thousand."""
DEEPEST: Final = 8
MOST: Final = 2_000
"""Elements of one document."""


@dataclass(slots=True)
class Element:
    """One element; its text without what stands around its children."""

    name: str
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def all(self, name: str) -> Iterator["Element"]:
        """The children of that name, in order."""
        return (child for child in self.children if child.name == name)

    def one(self, name: str) -> str:
        """The text of the only child of that name, "" where there is none. GarbageError where there are several: then
        nobody knows which of them holds."""
        found = list(self.all(name))
        if len(found) > 1:
            raise GarbageError("an element stands there twice")
        return found[0].text.strip() if found else ""

    def fields(self) -> Any:
        """As JSON has it: the text, or the children by their names, several of one name as a list."""
        if not self.children:
            return self.text.strip()
        found: dict[str, Any] = {}
        for child in self.children:
            found.setdefault(child.name, []).append(child.fields())
        return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def read(document: bytes) -> Element:
    """The outermost element. GarbageError for whatever is not plain XML in UTF-8 within the limits."""
    if len(document) > LONGEST:
        raise GarbageError("longer than any message")
    reading = _Reading()
    # The encoding that a document claims for itself is not asked for.
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartElementHandler = reading.begin
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.say
    parser.StartDoctypeDeclHandler = reading.refuse
    parser.EntityDeclHandler = reading.refuse
    parser.ExternalEntityRefHandler = reading.refuse
    parser.ProcessingInstructionHandler = reading.refuse
    try:
        parser.Parse(document, True)
    except expat.ExpatError:
        raise GarbageError("no XML") from None
    return reading.outermost.children[0]


class _Reading:
    def __init__(self) -> None:
        self.outermost = Element("")
        self.open = [self.outermost]
        self.count = 0

    def begin(self, name: str, _attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST or len(self.open) > DEEPEST:
            raise GarbageError("more than any message has")
        element = Element(name)
        self.open[-1].children.append(element)
        self.open.append(element)

    def end(self, _name: str) -> None:
        self.open.pop()

    def say(self, text: str) -> None:
        self.open[-1].text += text

    def refuse(self, *_given: object) -> NoReturn:
        raise GarbageError("more than elements and text")
