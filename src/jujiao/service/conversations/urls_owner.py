"""The pages on which owners and residents write to the desk, below /my/conversation/."""

from django.urls import path

from jujiao.service.conversations.web_owner import conversations

app_name = "conversations_owner"

urlpatterns = [
    path("", conversations.conversations, name="conversations"),
    path("<int:conversation_id>/", conversations.conversation, name="conversation"),
    path("with/<int:estate_id>/", conversations.begin, name="begin"),
    path("with/<int:estate_id>/send/", conversations.send, name="send"),
]
