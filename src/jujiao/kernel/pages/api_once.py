"""Requests of the API that may be sent again where the answer was lost on the way (`Idempotency-Key`)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any

from ninja import Header
from pydantic import AfterValidator, Field

from jujiao.kernel.pages.api import STORABLE, Body, storable
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.attachments.reading import CleanFile
from jujiao.kernel.record.idempotency import once

Text = Annotated[str, Field(min_length=1, max_length=120, json_schema_extra=STORABLE), AfterValidator(storable)]
Key = Annotated[Text | None, Header(alias="Idempotency-Key")]
"""The header, of the caller's own choosing: a repeated request is done once, and another one under the key refused."""


def at_most_once(
    what: str,
    key: str | None,
    do: Callable[[], tuple[int, dict[str, Any]]],
    *,
    viewer: Viewer,
    given: Body,
    files: Sequence[CleanFile] = (),
    now: datetime,
) -> tuple[int, dict[str, Any]]:
    """What `do` answers, as plain JSON, or what it answered when the key came first; KeyReused. Without a key it is
    done each time. The version that the caller had read makes no other request of it."""
    if key is None:
        return do()
    body = given.model_dump(mode="json", exclude={"version"})
    if files:
        body["files"] = [file.sha256 for file in files]
    status, answer, _again = once(scope=f"api:{viewer.user_id}:{what}", key=key, body=body, now=now, do=do)
    return status, answer
