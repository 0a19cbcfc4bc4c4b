"""What an app's pages and operations ask for and nothing beside the app says: a sentence for each, with the file."""

from collections.abc import Iterable, Mapping
from typing import Any

from jujiao.kernel.pages.tables import Page
from jujiao.kernel.record.chapters import chapter_of
from jujiao.testing.canaries import Planted
from jujiao.testing.every_operation import OPERATIONS, ROW, Operation
from jujiao.testing.every_url import Address, addresses
from jujiao.testing.proofs import Proof, where


def missing(app: str, proof: Proof, operations: Mapping[str, Operation] = OPERATIONS) -> dict[str, list[str]]:
    """By part of the proof: what is asked for and has no line, and the lines of what is not the app's."""
    pages = {address.name: address for address in addresses() if address.app == app}
    offered = {name: operation for name, operation in operations.items() if operation.app == app}
    with_rows = {name for name, page in pages.items() if page.takes}
    changing = {name for name, operation in offered.items() if operation.method != "get"}
    about_rows = {name for name, operation in offered.items() if ROW.search(operation.path)}

    def said(part: str, question: str, asked: Iterable[str], lines: Iterable[str]) -> list[str]:
        file, asked, lines = where(app, part), set(asked), set(lines)
        lacking = [f"{name}: {question} Write it into {file}." for name in sorted(asked - lines)]
        return lacking + [f"{name}: {file} has a line for what {app} does not have." for name in sorted(lines - asked)]

    listed, counted = set(proof.lists), set(proof.query_counts)
    both = listed & counted
    changed = {name for names in proof.changes.values() for name in names}
    return {
        "doors": said("doors", "who may enter?", pages, proof.doors),
        "api_doors": said("api_doors", "who may call it?", offered, proof.api_doors),
        "samples": said(
            "samples",
            "what stands in the address?",
            with_rows,
            {name for name in proof.samples if name not in pages or name in with_rows},
        ),
        "calls": said("calls", "what is it sent?", changing, proof.calls),
        "case": said("case", "which row is it tried on?", about_rows, about_rows if proof.case else ()),
        "lists": said("lists", "who reads it, and how does it get rows?", counted, both),
        "query_counts": said("query_counts", "how many queries does it ask?", listed, both),
        "drilled": said(
            "drilled", "which row do drills ask it about?", about_rows, about_rows if proof.drilled.row else ()
        ),
        "changes": said("changes", "", changed & pages.keys(), changed),
    }


EXAMPLES = {"parts:all"}
"""Pages whose rows are made up."""


def uncounted(page: Address, proof: Proof, context: Any) -> list[str]:
    """What is missing where a page was drawn with a list, read page by page from the database, that nobody counts."""
    drawn = context if isinstance(context, list) else [context] if context else []
    rows = any(isinstance(value, Page) for each in drawn for values in each for value in values.values())
    if not rows or page.name in proof.query_counts or page.name in EXAMPLES:
        return []
    return [f"{page.name}: how many queries does it ask? Write it into {where(page.app, 'query_counts')}."]


ASKED = ("doors", "api_doors", "samples", "calls", "case", "lists", "query_counts", "drilled", "changes")


def unmarked(app: str, planted: Planted) -> list[str]:
    """The rows that the app's addresses and operations name, and the subjects that it declares, of which none is
    marked."""
    rows = {name for address in addresses() if address.app == app for name in address.rows} - {"subject_id"}
    marked = {name for canary in planted.canaries for name in canary.at}
    kinds = {kind.key for kind in chapter_of(app).subjects}
    told = {subject.kind for canary in planted.canaries for subject in canary.subjects}
    lacking = [*(f"rows named {name}" for name in rows - marked), *(f"the subject {kind}" for kind in kinds - told)]
    about = [name for name, each in OPERATIONS.items() if each.app == app and ROW.search(each.path)]
    if about and not any(canary.row for canary in planted.by_app[app]):
        lacking.append("the rows of its operations")
    return [f"Nobody looks for {what} of others: plant a canary in {where(app, 'canaries')}." for what in lacking]
