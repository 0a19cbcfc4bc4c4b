"""3.2.1: the traditional characters of words for places, as people from Hong Kong, Macao and Taiwan write them."""

_PAIRS = (
    "棟栋 樓楼 號号 單单 門门 戶户 層层 間间 區区 東东 組组 團团 "
    "園园 莊庄 灣湾 閣阁 軒轩 臺台 廳厅 場场 廣广 別别 鋪铺 舖铺 "
    "車车 庫库 倉仓 儲储 裏里 裡里 電电 貳贰 參叁 叄叁 陸陆 兩两"
)
_SIMPLIFIED = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})


def simplified(text: str) -> str:
    """The text with the characters of places in their simplified form; others, as in names of estates, stay."""
    return text.translate(_SIMPLIFIED)
