"""What the many cases of both sides say: the same words on both, as SQL over the case's number `n`."""

PROBLEMS = (
    "卫生间天花板漏水", "电梯异响", "楼道灯不亮", "地下车库积水", "厨房下水道堵塞", "单元门禁失灵",
    "楼上夜间噪音", "消防通道堆放杂物", "外墙瓷砖脱落", "绿化带灌木过高", "垃圾没有及时清运",
    "车位被外来车辆占用", "水压不足", "健身器材损坏", "监控摄像头不工作", "装修时间太早",
    "快递柜打不开", "阳台渗水到楼下", "电动车在楼道充电", "物业费账单有误", "喷泉水泵噪声",
    "楼顶防水层开裂", "大堂玻璃门破损", "污水井盖松动",
)  # fmt: skip
SINCE = (
    "今天早上发现",
    "已经持续三天",
    "上周就反映过一次",
    "昨天晚上开始",
    "雨后更加严重",
    "每天都这样",
    "节前说要处理",
)
WISHES = (
    "请尽快派人查看",
    "希望给一个明确的时间",
    "家里有老人和小孩，很不方便",
    "邻居也有同样的问题",
    "请来电说明处理办法",
)

RARE = "联系单{n}"
"""Stands in the text of the n-th case and in no other."""

COMMON = "电梯异响"
SHORT = "漏水"

STEPS = (1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5)
"""How many things happened to a case so far, by the remainder of its number."""


def _pick(words: tuple[str, ...], of: str) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"(ARRAY[{listed}])[1 + ({of}) %% {len(words)}]"


TEXT = (
    f"{_pick(PROBLEMS, 'n / 2')} || '，' || {_pick(SINCE, 'n / 24')} || '，' || {_pick(WISHES, 'n / 168')} "
    "|| '，联系单' || (100000 + n) || '。'"
)
STEPS_SO_FAR = f"(ARRAY{list(STEPS)})[1 + n %% {len(STEPS)}]"
AGE = "(pow(1 - n::float8 / %(cases)s, 3) * interval '20 days')"
"""The first came twenty days ago, and most of them lately."""
