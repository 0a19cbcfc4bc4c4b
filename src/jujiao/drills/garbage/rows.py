"""Rows that are there, put into cases that would else ask for what nobody has."""

from itertools import count
from typing import Any

from jujiao.testing.cast import Cast
from jujiao.testing.every_operation import OPERATIONS, ROW
from jujiao.testing.proofs import proofs


def ids_of(cast: Cast) -> dict[str, Any]:
    """One more row for each name by which an operation of the API names one."""
    made: dict[str, Any] = {}
    for label, proof in proofs().items():
        names = {name[1:-1] for each in OPERATIONS.values() if each.app == label for name in ROW.findall(each.path)}
        made |= {name: proof.drilled.row(cast) for name in names if proof.drilled.row}
    return made


class Rows:
    """Rows by their name in addresses and their id, with the version that each had when it was last heard of."""

    def __init__(self, made: list[dict[str, Any]]) -> None:
        names = {name for one in made for name in one}
        self.versions = {name: {one[name].pk: getattr(one[name], "version", 0) for one in made} for name in names}
        self._turn = count()

    def put_into(self, case: Any, good: set[str]) -> None:
        """Gives two cases of three the id of a row that is there, and its version where it has one; only where that
        part of the case is a good one, or it would no longer be what it is to be refused for."""
        turn = next(self._turn)
        path = case.path_parameters or {}
        for name in self.versions.keys() & path.keys():
            if "path" in good and turn % 3:
                path[name] = list(self.versions[name])[turn % len(self.versions[name])]
            held = self.versions[name].get(path[name], 0)
            if held and "body" in good and isinstance(case.body, dict) and isinstance(case.body.get("version"), int):
                case.body["version"] = held

    def learn(self, case: Any, response: Any) -> None:
        """Notes the version that an answer tells of one of them."""
        try:
            told = response.json()
        except ValueError:
            return
        for name in self.versions.keys() & (case.path_parameters or {}).keys():
            if isinstance(told, dict) and told.get("id") in self.versions[name]:
                self.versions[name][told["id"]] = told.get("version", 0)
