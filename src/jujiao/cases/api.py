"""One endpoint for each step on a case; all of them enter at the operations that the pages use."""

from collections.abc import Callable
from datetime import datetime
from inspect import Parameter, Signature
from typing import Any, cast

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status

from jujiao.cases.models import Case
from jujiao.cases.steps import Step, Steps
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Body, Id, Version
from jujiao.kernel.record.access import Viewer, ViewerRequest


class StepBody(Body):
    """What a request for a step says; `version` is what the caller read."""

    version: Version

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
    the step itself has taken it out of the caller's sight, with 204: done, and nothing more to read."""
    id_name = f"{subject}_id"

    def added(step: Step[C]) -> None:
        def take(request: HttpRequest, **sent: Any) -> Any:
            viewer, now, case_id = cast(ViewerRequest, request).viewer, clock.now(), sent[id_name]
            given = sent["step"].given(viewer, get(viewer, case_id))
            step.operation(actor=viewer, now=now, **{id_name: case_id}, **given)
            try:
                case = get(viewer, case_id)
            except Http404:
                return Status(204, None)
            return answered(case, viewer, now)

        take.__signature__ = Signature(  # type: ignore[attr-defined]
            [
                Parameter("request", Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest),
                Parameter(id_name, Parameter.POSITIONAL_OR_KEYWORD, annotation=Id),
                Parameter("step", Parameter.POSITIONAL_OR_KEYWORD, annotation=step.schema),
            ]
        )
        router.post(
            f"/{folder}/{{{id_name}}}/{step.verb.replace('_', '-')}",
            response={200: answer, 204: None, **REFUSALS},
            operation_id=f"{subject}_{step.verb}",
            summary=step.summary,
        )(take)

    for step in steps.values():
        added(step)
