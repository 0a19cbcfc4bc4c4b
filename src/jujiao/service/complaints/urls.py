from django.urls import path

from jujiao.service.complaints.web import (
    board,
    case,
    export,
    follow_ups,
    household,
    in_hand,
    phone,
    photo,
    queue,
    register,
    several,
    steps,
    suggestions,
)

app_name = "complaints"

urlpatterns = [
    path("", queue.all_complaints, name="queue"),
    path("export/", export.export, name="export"),
    path("export/more/", export.export_more, name="export_more"),
    path("board/", board.board, name="board"),
    path("follow-ups/", follow_ups.follow_ups, name="follow_ups"),
    path("in-hand/", in_hand.in_hand, name="in_hand"),
    path("several/<slug:verb>/", several.several, name="several"),
    path("of/room/<int:room_id>/", household.of_room, name="of_room"),
    path("of/person/<int:person_id>/", household.of_person, name="of_person"),
    path("register/", register.register, name="register"),
    path("register/households/", suggestions.find, name="find"),
    path("register/suggestions/", suggestions.suggest, name="suggest"),
    path("register/colleagues/", suggestions.colleagues, name="colleagues"),
    path("<int:complaint_id>/", case.case, name="case"),
    path("<int:complaint_id>/registered/", register.registered, name="registered"),
    path("<int:complaint_id>/sheet/", case.sheet, name="sheet"),
    path("<int:complaint_id>/phone/", phone.reveal, name="reveal"),
    path("<int:complaint_id>/photos/<int:photo_id>/", photo.photo, name="photo"),
    path("<int:complaint_id>/photos/<int:photo_id>/small/", photo.thumbnail, name="thumbnail"),
    path("<int:complaint_id>/do/<slug:verb>/", steps.step, name="step"),
]
