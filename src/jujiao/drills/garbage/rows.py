"""Rows that are there, put into cases that would else ask for what nobody has."""

from itertools import count
from typing import Any

NAME = "complaint_id"


class Rows:
    """Complaints by id, with the version that each had when it was last heard of."""

    def __init__(self, versions: dict[int, int]) -> None:
        self.versions = versions
        self._turn = count()

    def put_into(self, case: Any, good: set[str]) -> None:
        """Gives two cases of three the id of a complaint that is there, and its version; only where that part of the
        case is a good one, or it would no longer be what it is to be refused for."""
        turn = next(self._turn)
        path = case.path_parameters or {}
        if NAME in path and "path" in good and turn % 3:
            path[NAME] = list(self.versions)[turn % len(self.versions)]
        held = self.versions.get(path.get(NAME, 0))
        if held and "body" in good and isinstance(case.body, dict) and isinstance(case.body.get("version"), int):
            case.body["version"] = held

    def learn(self, response: Any) -> None:
        """Notes the version that an answer tells of one of them."""
        try:
            told = response.json()
        except ValueError:
            return
        if isinstance(told, dict) and told.get("id") in self.versions:
            self.versions[told["id"]] = told["version"]
