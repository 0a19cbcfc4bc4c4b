"""Names and phone numbers of people who do not exist."""

from random import Random

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚英华文玉建国志海晓梅雪琴鑫宇晨浩思雨佳欣怡婷子轩梓涵一诺俊"
FIRST_PHONE = 13_800_000_001


def person_name(random: Random) -> str:
    """A name of two or three characters."""
    given = "".join(random.sample(GIVEN, random.choice((1, 2, 2, 2))))
    return random.choice(SURNAMES) + given


def phone(index: int) -> str:
    """The `index`-th phone number, from 0; a run of numbers that is handed out to nobody."""
    return str(FIRST_PHONE + index)
