"""Every address of the product."""

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

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((pages, "portal"))),
    path("", include("jujiao.portal.parts_urls")),
    path("i18n/setlang/", language.choose, name="set_language"),
    path("complaints/", include("jujiao.service.complaints.urls")),
    path("my/", include("jujiao.service.complaints.urls_owner")),
    path("places/", include("jujiao.company.estates.urls")),
    path("people/", include("jujiao.company.staff.urls")),
    path("rulebook/", include("jujiao.company.rulebook.urls")),
    path("calendar/", include("jujiao.company.calendar.urls")),
    path("promises/", include("jujiao.promises.urls")),
    path("notices/", include("jujiao.notices.urls")),
    path("account/", include("jujiao.company.accounts.urls")),
    path("api/v1/", include("jujiao.portal.api_urls")),
]

handler400 = "jujiao.portal.errors.bad_request"
handler403 = "jujiao.portal.errors.not_allowed"
handler404 = "jujiao.portal.errors.not_found"
handler500 = "jujiao.portal.errors.broken"
