"""What a complaint is probably about, by words that people use. A suggestion: the clerk decides."""

WORDS: dict[str, tuple[str, ...]] = {
    "leak": ("漏水", "渗水", "滴水", "渗漏", "返潮", "防水", "leak", "dripping"),
    "lift": ("电梯", "困梯", "轿厢", "lift", "elevator"),
    "power": ("停电", "停水", "跳闸", "没电", "没水", "水压", "路灯", "灯不亮", "power", "water supply", "lamp"),
    "noise": ("噪音", "噪声", "吵", "音响", "广场舞", "狗叫", "敲墙", "noise", "loud", "barking"),
    "renovation": ("装修", "电钻", "砸墙", "建筑垃圾", "renovation", "drilling"),
    "parking": ("停车", "车位", "占位", "乱停", "充电桩", "堵车", "剐蹭", "parking", "parked"),
    "access": ("门禁", "刷卡", "道闸", "单元门", "对讲", "人脸", "gate", "access card", "intercom"),
    "safety": ("安全", "高空抛物", "消防", "着火", "冒烟", "小偷", "被盗", "尾随", "fire", "smoke", "theft", "danger"),
    "waste": ("垃圾", "清运", "rubbish", "garbage", "waste"),
    "cleaning": ("卫生", "打扫", "保洁", "脏", "异味", "臭", "蟑螂", "老鼠", "dirty", "clean", "smell"),
    "greenery": ("绿化", "草坪", "树枝", "修剪", "杂草", "tree", "lawn", "hedge"),
    "facility": ("健身器材", "游乐", "凉亭", "地砖", "井盖", "路面", "扶手", "playground", "bench", "handrail"),
    "attitude": ("态度", "服务差", "不理", "骂", "推诿", "没礼貌", "rude", "attitude"),
    "fees": ("物业费", "收费", "乱收", "账单", "发票", "欠费", "fee", "bill", "invoice"),
}


def suggested_category(text: str) -> str | None:
    """The code of the category whose words stand in the text most often, the first of them in a tie; None for none."""
    text = text.casefold()
    found = {code: sum(text.count(word) for word in words) for code, words in WORDS.items()}
    best = max(found, key=lambda code: found[code])
    return best if found[best] else None
