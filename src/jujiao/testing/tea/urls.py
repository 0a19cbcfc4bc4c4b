from django.urls import path

from jujiao.testing.tea import web

app_name = "tea"

urlpatterns = [path("", web.cups, name="cups")]
