"""Addresses of rosters."""

from django.urls import path

from jujiao.people.rosters.web import grid, lists, mine, needs, roster, runs, shifts, swaps

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
    path("<int:roster_id>/sheet/", grid.sheet, name="sheet"),
    path("<int:roster_id>/workbook/", grid.workbook, name="workbook"),
    path("<int:roster_id>/edit/", grid.edit, name="edit"),
    path("<int:roster_id>/cells/<int:employee_id>/<int:day>/", grid.cell, name="cell"),
    path("mine/", mine.mine, name="mine"),
    path("mine/calendar.ics", mine.calendar_file, name="calendar"),
    path("mine/leave/", mine.ask_leave, name="ask_leave"),
    path("mine/wish/", mine.wish, name="wish"),
    path("mine/wishes/<int:wish_id>/take-back/", mine.unwish, name="unwish"),
    path("mine/duties/<int:duty_id>/swap/", mine.ask_swap, name="ask_swap"),
    path("swaps/", swaps.swaps, name="swaps"),
    path("swaps/<int:swap_id>/accept/", swaps.accept, name="accept"),
    path("swaps/<int:swap_id>/decline/", swaps.decline, name="decline"),
    path("swaps/<int:swap_id>/take-back/", swaps.withdraw, name="withdraw_swap"),
    path("swaps/<int:swap_id>/approve/", swaps.approve, name="approve"),
    path("swaps/<int:swap_id>/refuse/", swaps.refuse, name="refuse"),
    path("leave/<int:asked_id>/grant/", swaps.grant_leave, name="grant_leave"),
    path("leave/<int:asked_id>/refuse/", swaps.refuse_leave, name="refuse_leave"),
    path("leave/<int:asked_id>/take-back/", swaps.withdraw_leave, name="withdraw_leave"),
    path("runs/<int:run_id>/stop/", runs.stop, name="stop"),
    path("runs/<int:run_id>/take-over/", runs.take_over, name="take_over"),
]
