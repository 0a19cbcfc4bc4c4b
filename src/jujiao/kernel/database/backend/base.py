"""The connection. Django looks for it in a module of this name."""

from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql import base

from jujiao.kernel.database.backend.operations import DatabaseOperations

WAITS_FOR_STANDBY = "SyncRepWaitForLSN"
"""The function of the server that warns when its wait is cancelled; its words depend on the server's language."""


STATEMENTS = 400
"""Prepared statements that a connection keeps; the product has more than the hundred that psycopg would keep."""


class NotAtStandby(OperationalError):
    """The transaction is on the primary alone, since its wait for the standby was cancelled: not to be acknowledged."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A commit whose wait for the synchronous standby was cancelled is an error.

    PostgreSQL reports success then, with a mere warning, and a failover would lose what was acknowledged."""

    ops_class = DatabaseOperations
    told: Any = None
    """What the triggers were told in this transaction (see `acting`), None where they may have forgotten it."""

    whole = False
    """Whether a transaction is running of which no part is undone alone (see `whole`)."""

    def connect(self) -> None:
        self.told = None
        super().connect()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.prepared_max = STATEMENTS
        return connection

    def _rollback(self) -> None:
        self.told = None
        super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        self.told = None
        super()._savepoint_rollback(sid)  # type: ignore[misc]

    def _commit(self) -> None:
        connection = self.connection
        self.told = None
        if connection is None:
            return
        cancelled: list[str] = []

        def listen(warning: Any) -> None:
            if warning.source_function == WAITS_FOR_STANDBY:
                cancelled.append(str(warning.message_primary))

        connection.add_notice_handler(listen)
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            connection.remove_notice_handler(listen)
        if cancelled:
            raise NotAtStandby(cancelled[0])
