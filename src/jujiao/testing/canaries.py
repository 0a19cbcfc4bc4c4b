"""Marked rows: each says who must not read its mark, so that whoever reads it all the same has found a leak."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

from jujiao.company.estates.models import Person, PersonPhone
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.subjects import Subject
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.every_url import Address
from jujiao.testing.proofs import proofs

NOBODY = "nobody"
"""Somebody who is not signed in."""
PEOPLE = frozenset(
    [
        *("resident", "neighbour", "tenant", "clerk", "engineer", "guard", "head_of_engineering", "manager", "hr"),
        *("director", "auditor", "sysadmin", "clerk_elsewhere", "outsider", NOBODY),
    ]
)
"""Who of the cast looks for marks."""


def everybody_but(*people: str) -> frozenset[str]:
    """Those who look, but for some of them."""
    return PEOPLE - frozenset(people)


@dataclass(frozen=True, kw_only=True)
class Canary:
    """One marked row with what belongs to it.

    `at` are the ids by which addresses name them, `subjects` what timelines call them, `row` the one that the
    operations of its app are asked about. `told_at` are the addresses that show it, by intent, to all who enter, and
    `revealed_at` those that show a whole number to whom it is not kept from, who reads it masked elsewhere. `read` is
    who of the cast reads the mark, and the address where they do: a look that sees nothing would find no leak."""

    mark: str
    kept_from: frozenset[str]
    at: Mapping[str, int] = field(default_factory=dict)
    subjects: tuple[Subject, ...] = ()
    row: Any = None
    told_at: frozenset[str] = frozenset()
    revealed_at: frozenset[str] = frozenset()
    read: tuple[str, str] | None = None

    def places(self, address: Address) -> Iterator[dict[str, Any]]:
        """What stands in the address where it names this row: nothing where it names what does not belong to it."""
        if "subject_id" in address.rows:
            yield from ({"kind": each.kind, "subject_id": each.id} for each in self.subjects)
        elif address.rows and address.rows <= self.at.keys():
            yield {name: self.at[name] for name in address.rows}


@dataclass(frozen=True)
class Planted:
    """The marked rows of each app, and the phone numbers of all residents."""

    by_app: Mapping[str, list[Canary]]
    phones: frozenset[str]

    @property
    def canaries(self) -> list[Canary]:
        return [canary for canaries in self.by_app.values() for canary in canaries]

    def one(self, mark: str) -> Canary:
        """The first of that mark."""
        return next(canary for canary in self.canaries if canary.mark == mark)

    def told_at(self, address: str, person: str) -> set[str]:
        """The marks that the address may show to this person: to everybody, or because it reveals them."""
        told = {canary.mark for canary in self.canaries if address in canary.told_at}
        return told.union(
            canary.mark for canary in self.canaries if address in canary.revealed_at and person not in canary.kept_from
        )

    def foreign_to(self, member: Member | None, person: str) -> set[str]:
        """What this person may read nowhere: marks that are kept from them, and whole phone numbers but their own."""
        own = {member.lives_as.phone} if member and member.lives_as else set()
        return {canary.mark for canary in self.canaries if person in canary.kept_from} | (self.phones - own)


def plant(cast: Cast) -> Planted:
    """Writes the marked rows of every app, the lowest floor first."""
    planted = {label: list(proof.canaries(cast)) for label, proof in reversed(proofs().items())}
    first = Person.objects.exclude(phone="").values_list("phone", flat=True)
    return Planted(planted, frozenset([*first, *PersonPhone.objects.values_list("phone", flat=True)]))


def entered(kind: str, number: int, mark: str) -> Subject:
    """The subject, with the mark in an entry on its timeline."""
    timeline.record(
        subject_kind=kind, subject_id=number, estate_id=None, verb="sample", text=mark, actor=SYSTEM, now=NOW
    )
    return Subject(kind, number)


def body(response: Any) -> str:
    """All that an answer says: of a workbook, what its sheets hold."""
    content = b"".join(response) if response.streaming else response.content
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    return content.decode(errors="replace") + "".join(f"{name}: {value}\n" for name, value in response.items())
