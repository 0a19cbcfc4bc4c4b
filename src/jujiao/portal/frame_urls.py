"""The addresses of the frame itself: first page, audit, state of the system, language, size of type, the app."""

from django.urls import include, path

from jujiao.portal import finding, glance, helping, home, install, language, system, type_size
from jujiao.portal.audit import timelines
from jujiao.portal.audit import web as audit

pages = [
    path("", home.home, name="home"),
    path("glance/", glance.glance, name="glance"),
    path("audit/", audit.index, name="audit"),
    path("audit/timeline/", timelines.search, name="timeline_search"),
    path("audit/timeline/<slug:kind>/<int:subject_id>/", timelines.timeline_of, name="timeline"),
    path("audit/timeline/<slug:kind>/<int:subject_id>/check/", timelines.check, name="timeline_check"),
    path("audit/<slug:table>/", audit.changes, name="audit_changes"),
    path("help/", helping.show, name="help"),
    path("help/toured/", helping.toured, name="toured"),
    path("find/", finding.found, name="find"),
    path("system/", system.system, name="system"),
    path("manifest.webmanifest", install.manifest, name="manifest"),
    path("offline/", install.offline, name="offline"),
    path("sw.js", install.worker, name="worker"),
]

urlpatterns = [
    path("", include((pages, "portal"))),
    path("", include("jujiao.portal.parts_urls")),
    path("i18n/setlang/", language.choose, name="set_language"),
    path("i18n/type/", type_size.choose, name="set_type"),
]
