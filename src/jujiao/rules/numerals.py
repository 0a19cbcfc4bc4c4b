"""3.2.1: numbers in Chinese characters, as people write and say the names of buildings and rooms."""

import re

_FORMAL = str.maketrans("〇两幺壹贰叁肆伍陆柒捌玖拾佰仟", "零二一一二三四五六七八九十百千")
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_WRITTEN = "零〇一二三四五六七八九十百千两幺壹贰叁肆伍陆柒捌玖拾佰仟"
_COUNTS = "栋|幢|座|楼|号|单元|门|室|房|期|区|组团|院|街|巷|弄|层|梯|户|铺|#"
_NUMERAL = re.compile(rf"[{_WRITTEN}]+(?=(?:{_COUNTS})|[\W0-9A-Za-z_]|\Z)")


def numbered(text: str) -> str:
    """The text with the numbers in it as digits: "六十二栋" gives "62栋", "三零二室" gives "302室".

    A character counts as a number only before what is counted, or before no character: 三元里 and 一品苑 are names."""
    return _NUMERAL.sub(lambda found: _digits(found[0]), text)


def _digits(written: str) -> str:
    plain = written.translate(_FORMAL)
    if all(sign in _DIGITS for sign in plain):
        return "".join(str(_DIGITS[sign]) for sign in plain)
    value = _value(plain)
    return written if value is None else str(value)


def _value(plain: str) -> int | None:
    """The number of 一百零三 or 二十; None where the characters are in no order that says one."""
    total, digit, below, skipped = 0, None, 10_000, False
    for sign in plain:
        if sign == "零":
            if digit is not None or skipped:
                return None
            skipped = True
        elif sign in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[sign]
        else:
            unit = _UNITS[sign]
            if unit >= below or (digit is None and (unit != 10 or bool(total) != skipped)):
                return None
            total, digit, below, skipped = total + (1 if digit is None else digit) * unit, None, unit, False
    if digit is None:
        return None if skipped else total
    # 一百二 is 120 where nothing stands between, as people say it.
    return total + digit * (below // 10 if 10 < below < 10_000 and not skipped else 1)
