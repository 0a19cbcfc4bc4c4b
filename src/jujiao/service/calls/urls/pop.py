"""Whoever calls just now, telephones and who sits at them, and what is said."""

from django.urls import path

from jujiao.service.calls.web import callers, pop, scripts, seats

urlpatterns = [
    path("ringing/", pop.ringing, name="ringing"),
    path("ringing/estates/<int:estate_id>/", pop.on_the_board, name="on_the_board"),
    path("callers/<int:call_id>/give/", callers.give_number, name="give_number"),
    path("callers/find/", callers.find_household, name="find_household"),
    path("seats/home/<int:employee_id>/", seats.at_home, name="seat_at_home"),
    path("seats/telephones/<int:telephone_id>/", seats.sit, name="sit"),
    path("seats/leave/", seats.stand_up, name="stand_up"),
    path("scripts/", scripts.scripts, name="scripts"),
    path("scripts/own/", scripts.write_own, name="write_own_script"),
    path("scripts/<int:script_id>/", scripts.script, name="script"),
    path("scripts/<int:script_id>/publish/", scripts.publish, name="publish_script"),
    path("scripts/<int:script_id>/withdraw/", scripts.withdraw, name="withdraw_script"),
]
