"""Calls, and numbers to call back."""

from django.urls import path

from jujiao.service.calls.web import call_backs, calls

urlpatterns = [
    path("", calls.calls, name="calls"),
    path("type-in/", calls.type_call_in, name="type_in"),
    path("<int:call_id>/", calls.call, name="call"),
    path("<int:call_id>/number/", calls.call_number, name="call_number"),
    path("<int:call_id>/answer/", calls.answer, name="answer_enquiry"),
    path("<int:call_id>/note/", calls.note, name="note_call"),
    path("<int:call_id>/whose/", calls.whose, name="attach_call"),
    path("call-backs/", call_backs.call_backs, name="call_backs"),
    path("call-backs/<int:call_back_id>/", call_backs.call_back, name="call_back"),
    path("call-backs/<int:call_back_id>/number/", call_backs.call_back_number, name="call_back_number"),
    path("call-backs/<int:call_back_id>/unreachable/", call_backs.unreachable, name="unreachable"),
    path("call-backs/<int:call_back_id>/<slug:outcome>/", call_backs.called_back, name="called_back"),
]
