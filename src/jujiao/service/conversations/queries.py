"""Every read of conversations."""

from typing import Final

from django.utils.timezone import localtime

from jujiao.service.conversations.models import Conversation

CONVERSATION: Final = "conversation"
"""The kind of subject that this app's promises and timelines speak of."""


def called(conversation: Conversation) -> str:
    """What a conversation is called where anybody may read it: when it began, never whose it is."""
    return f"{localtime(conversation.began_at):%Y-%m-%d %H:%M}"
