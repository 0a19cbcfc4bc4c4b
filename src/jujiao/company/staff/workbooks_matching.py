"""The page between sending a list and looking at what it would change: which of its columns is which of ours."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from jujiao.company.staff import operations
from jujiao.company.staff.directory import EDIT_STAFF
from jujiao.company.staff.forms_matching import SheetForm
from jujiao.company.staff.workbook.form import NOTES, same
from jujiao.company.staff.workbook.looking import Look, look
from jujiao.company.staff.workbook.matching import Matching, heading_rows
from jujiao.company.staff.workbooks import upload_of
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import ViewerRequest, door


@door(*EDIT_STAFF)
def match(request: ViewerRequest, upload_id: int) -> HttpResponse:
    """Their columns with the first values, and ours to choose from; a POST says which is which."""
    upload = upload_of(request.viewer, upload_id)
    if upload.taken_over_at is not None:
        return redirect("staff:workbook", estate_id=upload.estate_id)
    looked = look(upload)
    data = request.POST if request.method == "POST" else None
    forms = _forms(looked, looked.matchings, data)
    if data is not None:
        if any(form.drawn != data.get(f"{form.prefix}-drawn") for form in forms.values()):
            forms = _forms(looked, [forms[n].matching if n in forms else m for n, m in enumerate(looked.matchings)])
        elif all([form.is_valid() for form in forms.values()]):  # noqa: C419 - each is asked for its errors
            told = [forms[n].told() if n in forms else m for n, m in enumerate(looked.matchings)]
            try:
                operations.match_columns(upload=upload, matchings=told, actor=request.viewer, now=clock.now())
            except UnableTo as error:
                messages.error(request, str(error))
            else:
                return redirect("staff:upload", upload_id=upload.pk)
    wrong = any(form.is_bound and form.errors for form in forms.values())
    context = {"upload": upload, "forms": list(forms.values()), "wrong": wrong, "as_before": looked.as_before}
    return render(request, "staff/match.html", context, status=422 if wrong else 200)


def _forms(looked: Look, matchings: Sequence[Matching], data: object = None) -> dict[int, SheetForm]:
    """A form for each sheet that a person may say something about."""
    return {
        number: SheetForm(sheet, matching, data, f"sheet{number}")  # type: ignore[arg-type]
        for number, (sheet, matching) in enumerate(zip(looked.sheets, matchings, strict=True))
        if heading_rows(sheet) and not sheet.hidden and not same(NOTES, sheet.name)
    }
