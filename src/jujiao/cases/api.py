"""One endpoint for each step on a case; all of them enter at the operations that the pages use."""

from collections.abc import Callable
from datetime import datetime
from inspect import Parameter, Signature
from typing import Annotated, Any, ClassVar, cast

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status

from jujiao.cases.models import Case
from jujiao.cases.steps import Step, Steps
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Body, Id, Version
from jujiao.kernel.pages.api_files import described, files_of, takes_files, with_files
from jujiao.kernel.pages.api_once import Key, at_most_once
from jujiao.kernel.record.access import Viewer, ViewerRequest


class StepBody(Body):
    """What a request for a step says; `version` is what the caller read."""

    version: Version
    takes_files: ClassVar[bool] = False
    """Whether photos, recordings and PDF files may come along: the operation takes them as `attachments`."""

    def given(self, viewer: Viewer, case: Any) -> dict[str, Any]:  # noqa: ARG002
        """What the operation is told. Where the body names rows by their ids, they are looked up here: Http404."""
        return self.model_dump()


def add_steps[C: Case](
    router: Router,
    steps: Steps[C],
    *,
    subject: str,
    folder: str,
    get: Callable[[Viewer, int], C],
    answer: type[Schema],
    answered: Callable[[C, Viewer, datetime], dict[str, Any]],
) -> None:
    """Adds `POST /folder/{subject_id}/the-verb`, with the id `subject_the_verb`, for each step.

    `get` is the door: Http404 for whoever may not know of the case. A step answers with the case as it is then; where
    the step itself has taken it out of the caller's sight, with 204: done, and nothing more to read. With
    `Idempotency-Key` a step that is sent again is taken once."""
    id_name = f"{subject}_id"

    def added(step: Step[C]) -> None:
        with_attachments = getattr(step.schema, "takes_files", False)

        def take(request: HttpRequest, **sent: Any) -> Any:
            viewer, now, case_id = cast(ViewerRequest, request).viewer, clock.now(), sent[id_name]
            given = sent["step"].given(viewer, get(viewer, case_id))
            files = files_of(request) if with_attachments else []
            if with_attachments:
                given["attachments"] = files

            def do() -> tuple[int, dict[str, Any]]:
                step.operation(actor=viewer, now=now, **{id_name: case_id}, **given)
                return 200, {}

            at_most_once(
                f"{subject}_{step.verb}:{case_id}",
                sent["idempotency_key"],
                do,
                viewer=viewer,
                given=sent["step"],
                files=files,
                now=now,
            )
            try:
                case = get(viewer, case_id)
            except Http404:
                return Status(204, None)
            return answered(case, viewer, now)

        body: Any = Annotated[step.schema, with_files()] if with_attachments else step.schema
        parts: list[tuple[str, Any, Any]] = [
            ("request", HttpRequest, Parameter.empty),
            (id_name, Id, Parameter.empty),
            ("step", body, Parameter.empty),
            ("idempotency_key", Key, None),
        ]
        take.__signature__ = Signature(  # type: ignore[attr-defined]
            [
                Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, annotation=kind, default=default)
                for name, kind, default in parts
            ]
        )
        router.post(
            f"/{folder}/{{{id_name}}}/{step.verb.replace('_', '-')}",
            response={200: answer, 204: None, **REFUSALS},
            operation_id=f"{subject}_{step.verb}",
            summary=step.summary,
            openapi_extra=described(step.schema.__name__) if with_attachments else None,
        )(takes_files(take) if with_attachments else take)

    for step in steps.values():
        added(step)
