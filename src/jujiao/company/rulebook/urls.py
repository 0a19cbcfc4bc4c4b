"""Addresses of the rulebook."""

from django.urls import path

from jujiao.company.rulebook import web, web_drafting

app_name = "rulebook"

urlpatterns = [
    path("", web.versions, name="versions"),
    path("versions/<int:version_id>/", web.version, name="version"),
    path("draft/", web_drafting.draft, name="draft"),
    path("versions/<int:version_id>/figures/<str:key>/", web_drafting.figure, name="figure"),
    path("versions/<int:version_id>/figures/<str:key>/remove/", web_drafting.remove, name="remove"),
    path("versions/<int:version_id>/publish/", web_drafting.publish, name="publish"),
    path("versions/<int:version_id>/discard/", web_drafting.discard, name="discard"),
    path("versions/<int:version_id>/acknowledge/", web_drafting.acknowledge, name="acknowledge"),
    path("clauses/", web.clauses, name="clauses"),
    path("clauses/<str:number>/", web.clause, name="clause"),
    path("promises/", web.promises, name="promises"),
    path("promises/<int:version_id>/", web.promises_of, name="promises_of"),
]
