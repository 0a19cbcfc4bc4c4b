from django.urls import path

from jujiao.promises import web

app_name = "promises"

urlpatterns = [path("<int:promise_id>/why/", web.why, name="why")]
