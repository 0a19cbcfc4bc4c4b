"""The inbox, and each conversation."""

from django.urls import path

from jujiao.service.conversations.web import box

urlpatterns = [
    path("", box.inbox, name="inbox"),
    path("<int:conversation_id>/", box.conversation, name="conversation"),
]
