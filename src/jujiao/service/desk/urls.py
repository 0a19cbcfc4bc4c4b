"""Addresses of the desk."""

from django.urls import path

from jujiao.service.desk.web import cover, handovers, things, visits

app_name = "reception"

urlpatterns = [
    path("visits/", visits.visits, name="visits"),
    path("visits/receive/", visits.receive, name="receive"),
    path("visits/find/", visits.find, name="find"),
    path("visits/<int:visit_id>/", visits.visit, name="visit"),
    path("visits/<int:visit_id>/settle/", visits.settle, name="settle"),
    path("visits/of/room/<int:room_id>/", visits.of_room, name="of_room"),
    path("handovers/", handovers.handovers, name="handovers"),
    path("handovers/home/<int:employee_id>/", handovers.at_home, name="at_home"),
    path("handovers/<int:handover_id>/", handovers.handover, name="handover"),
    path("handovers/<int:handover_id>/take/", handovers.take, name="take"),
    path("attendances/<int:attendance_id>/hand-over/", handovers.hand_over, name="hand_over"),
    path("duties/<int:duty_id>/", handovers.duty, name="duty"),
    path("posts/<int:duty_post_id>/things/", things.things, name="things"),
    path("posts/<int:duty_post_id>/things/add/", things.add, name="add_thing"),
    path("things/<int:thing_id>/", things.change, name="change_thing"),
    path("cover/", cover.cover, name="cover"),
    path("cover/months/<int:month_id>/", cover.month, name="month"),
    path("cover/gaps/<int:gap_id>/", cover.gap, name="gap"),
]
