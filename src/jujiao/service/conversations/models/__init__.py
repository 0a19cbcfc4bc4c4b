"""Tables of conversations: what was written, and the texts that answers are made of."""

from jujiao.service.conversations.models.conversation import Conversation, Way
from jujiao.service.conversations.models.message import Content, Direction, Medium, Message
from jujiao.service.conversations.models.phrase import Phrase, PhraseVersion

__all__ = ["Content", "Conversation", "Direction", "Medium", "Message", "Phrase", "PhraseVersion", "Way"]
