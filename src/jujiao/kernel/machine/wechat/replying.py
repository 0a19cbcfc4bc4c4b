"""What we may answer in the response itself (被动回复), within five seconds. It uses up nothing of what may be sent
later."""

import re
from datetime import datetime
from typing import Final

SUCCESS: Final = "success"
"""The answer that says: we have it, and say nothing now. With any other the owner reads that the account is out of
order, and after five seconds without one the platform asks again, up to three times."""
NOT_IN_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text_reply(*, to: str, sender: str, text: str, at: datetime) -> str:
    """A text for a follower (`to`, an openid) from the account (`sender`, its original id, gh_…), before it goes into
    the envelope."""
    return (
        f"<xml><ToUserName>{cdata(to)}</ToUserName><FromUserName>{cdata(sender)}</FromUserName>"
        f"<CreateTime>{int(at.timestamp())}</CreateTime><MsgType>{cdata('text')}</MsgType>"
        f"<Content>{cdata(text)}</Content></xml>"
    )


def cdata(text: str) -> str:
    """A text that stands in XML as it is: what would end the section stands in two of them, and what XML has no sign
    for is left out."""
    return f"<![CDATA[{NOT_IN_XML.sub('', text).replace(']]>', ']]]]><![CDATA[>')}]]>"
