"""The whole course of the garbage over real web processes, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from jujiao.drills.garbage import memory
from jujiao.drills.garbage.api import Findings, described, operations_of, shares, throw
from jujiao.drills.garbage.exports import at_exports
from jujiao.drills.garbage.formulas import payloads
from jujiao.drills.garbage.memory import Memory
from jujiao.drills.garbage.pages import LARGE, VALUES, at_pages
from jujiao.drills.garbage.rows import Rows, ids_of
from jujiao.drills.garbage.texts import at_texts
from jujiao.drills.garbage.uploads import at_uploads, files_kept
from jujiao.drills.garbage.visiting import over_http
from jujiao.drills.outcome import Outcome
from jujiao.drills.stage import Stage, Web
from jujiao.testing.every_url import PEOPLE


@dataclass
class Found:
    """The figures of all parts, and what was wrong in each."""

    figures: dict[str, int | float | str] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def part(self, label: str, judged: Iterable[tuple[int, str]]) -> None:
        """One part whose requests are counted as they are judged."""
        seen = list(judged)
        self.figures[label] = sum(count for count, _what in seen)
        self.wrong[label] = [what for _count, what in seen if what]

    def outcome(self, *, control: bool) -> Outcome:
        """A control has to fail in every part: one that holds without its guard would prove nothing."""
        faults = tuple(f"{part}: {what}" for part, every in self.wrong.items() for what in every)
        told = {f"findings in {part}": len(every) for part, every in self.wrong.items()}
        idle = [part for part, every in self.wrong.items() if not every]
        return Outcome({**self.figures, **told}, () if control and idle else faults)


@dataclass
class Course:
    stage: Stage
    web: Web

    def run(self, *, cases: int, every: int) -> Found:
        """Everything, one after the other: the people of the stage are as they were only at the beginning."""
        found, cast, visits = Found(), self.stage.cast(), over_http(self.web.port)
        self._at_api(cases, found)
        found.part("texts no database keeps", at_texts(ids_of(cast), self._as_manager))
        self._at_files(found)
        exported = list(at_exports(cast, visits))
        found.figures |= {"formulas": len(payloads()), "exports": len(exported)}
        found.wrong["exports"] = [what for _name, wrong in exported for what in wrong]
        thrown = (at_pages(cast, visits, values, every=every) for values in (VALUES, LARGE))
        found.part("requests of pages", chain.from_iterable(thrown))
        return found

    def _at_api(self, cases: int, found: Found) -> None:
        where, findings = f"http://127.0.0.1:{self.web.port}", Findings()
        operations = operations_of(described(where))
        for who, share in zip(PEOPLE.values(), shares(cases, len(operations), len(PEOPLE)), strict=True):
            rows = Rows([ids_of(self.stage.cast()) for _time in range(3)])
            token = self.stage.facts["tokens"][who]
            throw(where, who=who, token=token, share=share, rows=rows, findings=findings)
        found.figures |= {"cases of the API": findings.cases, "of them done": findings.done}
        found.figures |= {"checks": len(findings.checks), "answers with 5xx": findings.server_errors}
        found.wrong["the API"] = list(findings.wrong.values())

    def _at_files(self, found: Found) -> None:
        watched = Memory(lambda: memory.family(self.web.pid))
        before = files_kept()
        sent = list(at_uploads(self.stage.cast(), over_http(self.web.port), watched))
        found.figures |= {
            "hostile files": len(sent) - 1,
            "photos kept of them": (files_kept() - before) // 2,
        }
        found.figures["MB at most for one"] = max(grown for _name, grown, _wrong in sent) // 1024
        if not memory.possible():
            found.figures["(memory cannot be watched here)"] = "memory not watched"
        found.wrong["files"] = [what for _name, _grown, wrong in sent for what in wrong]

    def _as_manager(self, method: str, path: str, body: bytes) -> tuple[int, Any]:
        return self.stage.send(self.web, method, path, token=self.stage.facts["tokens"]["manager"], body=body)
