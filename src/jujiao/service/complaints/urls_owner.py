"""The pages on which owners and residents complain, below /my/."""

from django.urls import path

from jujiao.service.complaints.web_owner import case, cases, photos, registering, saying

app_name = "complaints_owner"

urlpatterns = [
    path("", cases.cases, name="cases"),
    path("new/", registering.register, name="register"),
    path("new/guess/", registering.guess, name="guess"),
    path("<int:complaint_id>/", case.case, name="case"),
    path("<int:complaint_id>/promised/", registering.promised, name="promised"),
    path("<int:complaint_id>/add/", saying.add, name="add"),
    path("<int:complaint_id>/urge/", saying.urge, name="urge"),
    path("<int:complaint_id>/withdraw/", saying.withdraw, name="withdraw"),
    path("<int:complaint_id>/back/", saying.come_back, name="come_back"),
    path("<int:complaint_id>/rate/", saying.rate, name="rate"),
    path("<int:complaint_id>/photos/<int:photo_id>/", photos.photo, name="photo"),
]
