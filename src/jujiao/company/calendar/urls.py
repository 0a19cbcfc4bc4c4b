"""Addresses of the working calendar."""

from django.urls import path

from jujiao.company.calendar import web

app_name = "calendar"

urlpatterns = [
    path("", web.this_year, name="year"),
    path("<int:year>/", web.year_of, name="year_of"),
    path("load/", web.load, name="load"),
    path("editions/<int:edition_id>/", web.draft, name="draft"),
    path("editions/<int:edition_id>/publish/", web.publish, name="publish"),
]
