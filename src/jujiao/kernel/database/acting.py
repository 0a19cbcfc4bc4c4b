"""Who acts (audit context): what the triggers that write the audit are told, once in a transaction, before its first
change."""

import json
import uuid
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, Final

import pghistory
import psycopg
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.http import HttpRequest
from pghistory.middleware import HistoryMiddleware
from pghistory.runtime import IGNORED_SQL_PREFIXES, Context, _tracker
from psycopg import sql as text
from psycopg.pq import ExecStatus, TransactionStatus

from jujiao.kernel.machine import client_address

TELL: Final = """
SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)
"""
BEGIN: Final = text.SQL(
    "BEGIN; SELECT set_config('pghistory.context_id', {}, true), set_config('pghistory.context_metadata', {}, true)"
)
"""The same together with the beginning of a transaction, which is a round trip of its own otherwise."""
CHANGES_NOTHING: Final = (*IGNORED_SQL_PREFIXES, "savepoint", "release", "rollback")


class acting(pghistory.context):  # noqa: N801 - read as a word: with acting(user=7)
    """Inside, every change is noted with what is given here; what is given further inside is added to it.

    Stands in for pghistory's own, which tells the triggers anew with each statement: two in one, never prepared."""

    _pre_execute_hook: Any

    def __enter__(self) -> Any:
        if not hasattr(_tracker, "value"):
            self._pre_execute_hook = connection.execute_wrapper(_telling)
            self._pre_execute_hook.__enter__()
            _tracker.value = Context(id=uuid.uuid4(), metadata=self.metadata)
        return _tracker.value


class ActingMiddleware(HistoryMiddleware):
    """Notes the person, the page and the address that asked for it with every change that a request makes."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request)
        return {**context, "address": client_address.of_meta(request.META)}

    def __call__(self, request: HttpRequest) -> Any:
        if request.method not in pghistory.config.middleware_methods():
            return self.get_response(request)
        with acting(**self.get_context(request)):
            # pghistory's own finds itself inside, where its context adds nothing, and minds who signs in later.
            return super().__call__(request)  # type: ignore[no-untyped-call]


def _telling(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Goes around every statement of whoever acts."""
    database, acts = context["connection"], _tracker.value
    if _begins(database):
        _begin(database, acts)
    if database.told == acts or _changes_nothing(sql):
        return execute(sql, params, many, context)
    # Outside a transaction what is told would be forgotten before the statement that it is told for.
    with transaction.atomic(using=database.alias) if database.get_autocommit() else nullcontext():
        told = json.dumps(acts.metadata, cls=DjangoJSONEncoder)
        execute(TELL, [str(acts.id), told], False, context)
        database.told = acts._replace(metadata=dict(acts.metadata))
        return execute(sql, params, many, context)


def _begins(database: Any) -> bool:
    """Whether the statement is the first of a transaction, which psycopg would begin before it."""
    if database.get_autocommit():
        return False
    status: TransactionStatus = database.connection.pgconn.transaction_status
    return status == TransactionStatus.IDLE


def _begin(database: Any, acts: Context) -> None:
    """Whoever acts in a transaction nearly always changes something, so the triggers are told as it begins."""
    told = json.dumps(acts.metadata, cls=DjangoJSONEncoder)
    with database.wrap_database_errors:
        answer = database.connection.pgconn.exec_(BEGIN.format(str(acts.id), told).as_bytes(database.connection))
        if answer.status != ExecStatus.TUPLES_OK:
            raise psycopg.OperationalError(answer.get_error_message())
    database.told = acts._replace(metadata=dict(acts.metadata))


def _changes_nothing(sql: Any) -> bool:
    return isinstance(sql, str) and sql.lstrip()[:20].lower().startswith(CHANGES_NOTHING)
