"""Addresses of duties."""

from django.urls import path

from jujiao.company.duty.web import absences, board, own, posts

app_name = "duty"

urlpatterns = [
    path("", board.board, name="board"),
    path("own/", own.own, name="own"),
    path("own/control/<int:employee_id>/", own.control, name="control"),
    path("sign-on/", own.sign_on, name="sign_on"),
    path("sign-off/", own.sign_off, name="sign_off"),
    path("sign-off/late/", own.sign_off_late, name="sign_off_late"),
    path("posts/", posts.posts, name="posts"),
    path("posts/create/", posts.create_post, name="create_post"),
    path("posts/<int:duty_post_id>/change/", posts.change_post, name="change_post"),
    path("posts/<int:duty_post_id>/plan/", board.plan, name="plan"),
    path("<int:duty_id>/cancel/", board.cancel, name="cancel"),
    path("attendances/<int:attendance_id>/sign-off/", board.sign_off_for, name="sign_off_for"),
    path("of/<int:employee_id>/", absences.of_employee, name="of_employee"),
    path("of/<int:employee_id>/leave/", absences.take_leave, name="take_leave"),
    path("leave/<int:leave_id>/end/", absences.end_leave, name="end_leave"),
    path("of/<int:employee_id>/bar/", absences.bar, name="bar"),
    path("bars/<int:bar_id>/end/", absences.end_bar, name="end_bar"),
]
