"""Addresses of places and people."""

from django.urls import path

from jujiao.company.estates import web, web_changes, web_number

app_name = "estates"

urlpatterns = [
    path("", web.places, name="rooms"),
    path("rooms/", web.rooms, name="room_list"),
    path("rooms/<int:room_id>/", web.room, name="room"),
    path("buildings/<int:building_id>/", web.building, name="building"),
    path("people/", web.people, name="people"),
    path("people/<int:person_id>/", web.person, name="person"),
    path("estates/<int:estate_id>/buildings/add/", web_changes.add_building, name="add_building"),
    path("estates/<int:estate_id>/desk-phone/", web_changes.set_desk_phone, name="set_desk_phone"),
    path("buildings/<int:building_id>/rename/", web_changes.rename_building, name="rename_building"),
    path("buildings/<int:building_id>/units/add/", web_changes.add_unit, name="add_unit"),
    path("units/<int:unit_id>/rename/", web_changes.rename_unit, name="rename_unit"),
    path("units/<int:unit_id>/rooms/add/", web_changes.add_room, name="add_room"),
    path("rooms/<int:room_id>/rename/", web_changes.rename_room, name="rename_room"),
    path("rooms/<int:room_id>/settle/", web_changes.settle, name="settle"),
    path("households/<int:household_id>/move-in/", web_changes.move_in, name="move_in"),
    path("households/<int:household_id>/end/", web_changes.end_household, name="end_household"),
    path("residencies/<int:residency_id>/move-out/", web_changes.move_out, name="move_out"),
    path("people/<int:person_id>/correct/", web_changes.correct_person, name="correct_person"),
    path("people/<int:person_id>/confirm-number/", web_number.confirm_number, name="confirm_number"),
    path("people/<int:person_id>/numbers/add/", web_number.add_number, name="add_number"),
    path("people/numbers/<int:number_id>/end/", web_number.end_number, name="end_number"),
    path("number/<int:change_id>/<str:key>/", web_number.phone_changed, name="phone_changed"),
    path("people/<int:person_id>/phone/", web_changes.reveal_phone, name="reveal_phone"),
]
