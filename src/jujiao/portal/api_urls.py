from django.urls import path

from jujiao.portal.api import api

urlpatterns = [path("", api.urls)]
