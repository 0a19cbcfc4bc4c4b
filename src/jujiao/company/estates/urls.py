"""Addresses of places and people."""

from django.urls import path

from jujiao.company.estates import steps, web, web_number

app_name = "estates"

urlpatterns = [
    path("", web.places, name="rooms"),
    path("rooms/", web.rooms, name="room_list"),
    path("rooms/<int:room_id>/", web.room, name="room"),
    path("buildings/<int:building_id>/", web.building, name="building"),
    path("people/", web.people, name="people"),
    path("people/<int:person_id>/", web.person, name="person"),
    path("estates/<int:estate_id>/buildings/add/", steps.add_building, name="add_building"),
    path("buildings/<int:building_id>/rename/", steps.rename_building, name="rename_building"),
    path("buildings/<int:building_id>/units/add/", steps.add_unit, name="add_unit"),
    path("units/<int:unit_id>/rename/", steps.rename_unit, name="rename_unit"),
    path("units/<int:unit_id>/rooms/add/", steps.add_room, name="add_room"),
    path("rooms/<int:room_id>/rename/", steps.rename_room, name="rename_room"),
    path("rooms/<int:room_id>/settle/", steps.settle, name="settle"),
    path("households/<int:household_id>/move-in/", steps.move_in, name="move_in"),
    path("households/<int:household_id>/end/", steps.end_household, name="end_household"),
    path("residencies/<int:residency_id>/move-out/", steps.move_out, name="move_out"),
    path("people/<int:person_id>/correct/", steps.correct_person, name="correct_person"),
    path("people/<int:person_id>/confirm-number/", web_number.confirm_number, name="confirm_number"),
    path("number/<int:change_id>/<str:key>/", web_number.phone_changed, name="phone_changed"),
    path("people/<int:person_id>/phone/", steps.reveal_phone, name="reveal_phone"),
]
