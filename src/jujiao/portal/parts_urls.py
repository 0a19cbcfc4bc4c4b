"""The page on which all page parts stand together."""

from django.urls import path

from jujiao.portal import parts_page

app_name = "parts"

urlpatterns = [
    path("developers/parts/", parts_page.parts, name="all"),
    path("developers/parts/why/", parts_page.why, name="why"),
    path("developers/parts/dialog/", parts_page.dialog, name="dialog"),
    path("developers/parts/check/", parts_page.check, name="check"),
]
