"""An official account, as somebody has set it up, for asking the platform on its behalf."""

from dataclasses import dataclass, field
from typing import Final

ADDRESS: Final = "https://api.weixin.qq.com"


@dataclass(frozen=True, kw_only=True)
class Account:
    """`app_id` and `secret` are its AppID and AppSecret; `url` is where the platform is asked."""

    app_id: str
    secret: str = field(repr=False)
    url: str = ADDRESS
