"""A commit counts when the standby has it too, where one is waited for."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from jujiao.kernel.database.backend.base import DatabaseWrapper, NotAtStandby


class Server:
    """A connection whose server warns at each commit."""

    def __init__(self, source_function: str) -> None:
        self.warning = SimpleNamespace(source_function=source_function, message_primary="canceling wait")
        self.handlers: list[Callable[[Any], None]] = []

    def add_notice_handler(self, handler: Callable[[Any], None]) -> None:
        self.handlers.append(handler)

    def remove_notice_handler(self, handler: Callable[[Any], None]) -> None:
        self.handlers.remove(handler)

    def commit(self) -> None:
        for handler in self.handlers:
            handler(self.warning)


def _commit(server: Server) -> None:
    wrapper = DatabaseWrapper({})
    wrapper.connection = server
    wrapper._commit()


def test_a_cancelled_wait_is_no_commit() -> None:
    server = Server("SyncRepWaitForLSN")
    with pytest.raises(NotAtStandby, match="canceling wait"):
        _commit(server)
    assert not server.handlers


def test_any_other_warning_leaves_it_committed() -> None:
    server = Server("exec_stmt_raise")
    _commit(server)
    assert not server.handlers
