"""Pages of owners and residents about themselves, below /my/; what they do stands with each chapter."""

from django.urls import path

from jujiao.portal.owner import web

app_name = "owner"

urlpatterns = [
    path("me/", web.me, name="me"),
    path("me/data/", web.export, name="export"),
]
