"""The connection. Django looks for it in a module of this name."""

from typing import Any

import psycopg
from django.db import OperationalError
from django.db.backends.postgresql import base

WAITS_FOR_STANDBY = "SyncRepWaitForLSN"
"""The function of the server that warns when its wait is cancelled; its words depend on the server's language."""


TELLS_TRIGGERS = "SELECT set_config('"
"""How pghistory begins what it puts before a statement that may change rows."""


class NotAtStandby(OperationalError):
    """The transaction is on the primary alone, since its wait for the standby was cancelled: not to be acknowledged."""


class PreparingCursor(psycopg.Cursor[Any]):
    """Statements are prepared, but for those that tell the triggers who acts: they are two in one, which cannot be."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        if params is not None and isinstance(query, str) and query.startswith(TELLS_TRIGGERS):
            query, params = psycopg.ClientCursor(self.connection).mogrify(query, params), None
        return super().execute(query, params, **options)


class DatabaseWrapper(base.DatabaseWrapper):
    """A commit whose wait for the synchronous standby was cancelled is an error.

    PostgreSQL reports success then, with a mere warning, and a failover would lose what was acknowledged."""

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "cursor_factory": PreparingCursor}

    def _commit(self) -> None:
        connection = self.connection
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
