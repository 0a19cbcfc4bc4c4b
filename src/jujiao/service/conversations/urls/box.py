"""The inbox, and each conversation with what is done with it."""

from django.urls import path

from jujiao.service.conversations.web import box, steps

urlpatterns = [
    path("", box.inbox, name="inbox"),
    path("<int:conversation_id>/", box.conversation, name="conversation"),
    path("<int:conversation_id>/answer/", steps.answer, name="answer"),
    path("<int:conversation_id>/note/", steps.note, name="note"),
    path("<int:conversation_id>/take/", steps.take, name="take"),
    path("<int:conversation_id>/back/", steps.give_back, name="give_back"),
    path("<int:conversation_id>/end/", steps.end, name="end"),
    path("<int:conversation_id>/typing/", steps.typing, name="typing"),
]
