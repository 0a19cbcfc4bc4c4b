from django.urls import path

from jujiao.testing.tea import web

app_name = "tea"

urlpatterns = [
    path("", web.cups, name="cups"),
    path("<int:cup_id>/", web.cup, name="cup"),
    path("<int:cup_id>/pour/", web.pour, name="pour"),
]
