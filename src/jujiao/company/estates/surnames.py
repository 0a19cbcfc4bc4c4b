"""How surnames are read that sound otherwise as a word: that reading of the first character comes first."""

COMPOUND = {
    "万俟": "mo qi",
    "单于": "chan yu",
    "尉迟": "yu chi",
    "长孙": "zhang sun",
    "子车": "zi ju",
    "乐正": "yue zheng",
    "谷梁": "gu liang",
}
"""Surnames of two characters; the others of two are read like a word."""

SINGLE = {
    "曾": "zeng", "单": "shan", "解": "xie", "翟": "zhai", "仇": "qiu", "区": "ou", "查": "zha",
    "盖": "ge", "朴": "piao", "缪": "miao", "员": "yun", "乐": "yue", "覃": "qin", "召": "shao",
    "折": "she", "种": "chong", "洗": "xian", "秘": "bi", "繁": "po", "黑": "he", "隗": "wei",
    "郇": "xun", "乜": "nie", "祭": "zhai", "都": "du", "句": "gou", "卜": "bu", "么": "yao",
    "会": "gui", "长": "chang", "重": "chong", "薄": "bo", "阚": "kan", "能": "nai", "藏": "zang",
    "适": "kuo", "蕃": "bo", "角": "jue", "校": "jiao", "参": "shen", "提": "di",
}  # fmt: skip
