"""Every address of the product."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from jujiao.portal import home, language, system
from jujiao.portal.audit import timelines
from jujiao.portal.audit import web as audit

pages = [
    path("", home.home, name="home"),
    path("audit/", audit.index, name="audit"),
    path("audit/timeline/", timelines.search, name="timeline_search"),
    path("audit/timeline/<slug:kind>/<int:subject_id>/", timelines.timeline_of, name="timeline"),
    path("audit/timeline/<slug:kind>/<int:subject_id>/check/", timelines.check, name="timeline_check"),
    path("audit/<slug:table>/", audit.changes, name="audit_changes"),
    path("system/", system.system, name="system"),
]

chapters = [
    ("", "jujiao.portal.parts_urls"),
    ("complaints/", "jujiao.service.complaints.urls"),
    ("my/", "jujiao.service.complaints.urls_owner"),
    ("places/", "jujiao.company.estates.urls"),
    ("people/", "jujiao.company.staff.urls"),
    ("rulebook/", "jujiao.company.rulebook.urls"),
    ("calendar/", "jujiao.company.calendar.urls"),
    ("promises/", "jujiao.promises.urls"),
    ("notices/", "jujiao.notices.urls"),
    ("account/", "jujiao.company.accounts.urls"),
    ("api/v1/", "jujiao.portal.api_urls"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((pages, "portal"))),
    path("i18n/setlang/", language.choose, name="set_language"),
    *(path(prefix, include(module)) for prefix, module in chapters if find_spec(module)),
]

handler400 = "jujiao.portal.errors.bad_request"
handler403 = "jujiao.portal.errors.not_allowed"
handler404 = "jujiao.portal.errors.not_found"
handler500 = "jujiao.portal.errors.broken"
