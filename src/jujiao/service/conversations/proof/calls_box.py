"""What other systems of the desk send."""

from jujiao.testing.proofs import Call

CALLS = {
    "conversation_answer": Call(body={"text": "马上安排师傅过去"}),
    "conversation_note": Call(body={"text": "这户上周也来过"}, seen=False),
    "conversation_take": Call(),
    "conversation_give_back": Call(),
    "conversation_end": Call(),
}
