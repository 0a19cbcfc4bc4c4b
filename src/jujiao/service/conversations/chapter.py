"""What conversations (3.1.3) bring to the product."""

from jujiao.kernel.record.chapters import Chapter
from jujiao.service.conversations.subjects import CONVERSATION

CHAPTER = Chapter(
    key="conversations",
    subjects=(CONVERSATION,),
    addresses={"conversations/": "jujiao.service.conversations.urls"},
)
