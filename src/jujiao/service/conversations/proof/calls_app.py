"""What the operations of an owner's own app are sent."""

from jujiao.testing.proofs import Call

CALLS = {
    "conversation_own_read": Call(seen=False),
    "conversation_own_write": Call(body={"estate": "YX", "text": "楼道灯不亮了"}, seen=False),
}
