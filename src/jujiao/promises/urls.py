from django.urls import path

from jujiao.promises import web
from jujiao.promises.measured.web import measured

app_name = "promises"

urlpatterns = [
    path("<int:promise_id>/why/", web.why, name="why"),
    path("measured/<str:kind>/", measured, name="measured"),
]
