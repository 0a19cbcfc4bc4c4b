"""Addresses of rosters."""

from django.urls import path

from jujiao.people.rosters.web import lists, needs, roster, runs, shifts

app_name = "rosters"

urlpatterns = [
    path("", lists.rosters, name="list"),
    path("open/", lists.open_one, name="open"),
    path("needs/", needs.needs, name="needs"),
    path("needs/<int:duty_post_id>/<int:shift_kind_id>/", needs.weekly, name="weekly"),
    path("needs/<int:duty_post_id>/date/", needs.add_dated, name="add_dated"),
    path("needs/dates/<int:need_id>/change/", needs.change_dated, name="change_dated"),
    path("needs/dates/<int:need_id>/remove/", needs.remove_dated, name="remove_dated"),
    path("shifts/create/", shifts.create, name="create_shift"),
    path("shifts/<int:shift_kind_id>/change/", shifts.change, name="change_shift"),
    path("<int:roster_id>/", roster.roster, name="roster"),
    path("<int:roster_id>/search/", runs.ask, name="search"),
    path("<int:roster_id>/run/", runs.panel, name="run"),
    path("<int:roster_id>/publish/", roster.publish, name="publish"),
    path("<int:roster_id>/acknowledge/", roster.acknowledge, name="acknowledge"),
    path("<int:roster_id>/withdraw/", roster.withdraw, name="withdraw"),
    path("runs/<int:run_id>/stop/", runs.stop, name="stop"),
    path("runs/<int:run_id>/take-over/", runs.take_over, name="take_over"),
]
