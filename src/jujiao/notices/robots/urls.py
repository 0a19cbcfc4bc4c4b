from django.urls import path

from jujiao.notices.robots import web

app_name = "robots"

urlpatterns = [
    path("", web.robots, name="list"),
    path("add/", web.add, name="add"),
    path("<int:robot_id>/change/", web.change, name="change"),
    path("<int:robot_id>/switch/", web.switch, name="switch"),
    path("<int:robot_id>/try/", web.try_it, name="try"),
]
