import pytest

from jujiao.company.estates.finding import find_households
from jujiao.company.estates.models import Person, Relation, Residency
from jujiao.company.estates.names import LONGEST, initials_of, natural, pinyin_of
from jujiao.testing.cast import NOW, OPENED, Cast
from jujiao.testing.fixtures import SignIn

READ = {
    "曾国伟": ("zeng guo wei", ["zeng", "zengguowei", "zgw", "ceng", "cgw"]),
    "单丽": ("shan li", ["shan", "shanli", "sl", "danli", "dl", "chanli"]),
    "解放": ("xie fang", ["xiefang", "xf", "jiefang"]),
    "翟明": ("zhai ming", ["zhaiming", "zm", "diming"]),
    "仇英": ("qiu ying", ["qiuying", "qy", "chouying"]),
    "区伟": ("ou wei", ["ouwei", "ow", "quwei"]),
    "查理": ("zha li", ["zhali", "zl", "chali"]),
    "盖明": ("ge ming", ["geming", "gaiming"]),
    "朴英": ("piao ying", ["piaoying", "py", "puying"]),
    "缪静": ("miao jing", ["miaojing", "mj", "moujing"]),
    "员明": ("yun ming", ["yunming", "yuanming"]),
    "乐明": ("yue ming", ["yueming", "ym", "leming", "lm"]),
    "覃丽": ("qin li", ["qinli", "ql", "tanli", "tl"]),
    "吕明": ("lv ming", ["lv", "lu", "lvming", "luming", "lyuming", "lm"]),
    "王乐": ("wang le", ["wangle", "wl", "wangyue", "wy"]),
    "万俟雪": ("mo qi xue", ["moqixue", "mqx"]),
    "尉迟恭": ("yu chi gong", ["yuchigong", "ycg"]),
    "单于明": ("chan yu ming", ["chanyuming", "cym"]),
    "欧阳娜娜": ("ou yang na na", ["ouyang", "oynn"]),
}


@pytest.mark.parametrize("name", READ)
def test_surnames_are_read_as_surnames_and_found_by_every_reading(cast: Cast, name: str) -> None:
    first, spelt = READ[name]
    assert pinyin_of(name).startswith(f"{first} ")
    person = Person.objects.create(company=cast.company, name=name, pinyin=pinyin_of(name))
    Residency.objects.create(household=cast.household, person=person, relation=Relation.FAMILY, moved_in=OPENED)
    for typed in [*spelt, name, *(each.upper() for each in spelt)]:
        found = find_households(cast.clerk.viewer, typed, now=NOW)
        assert cast.room.pk in [room.room_id for room in found], typed
    assert find_households(cast.clerk.viewer, f"{spelt[-1]}x", now=NOW) == []


def test_names_are_sorted_as_they_are_read(cast: Cast, sign_in: SignIn) -> None:
    for name in ("曾国伟", "查理", "单丽", "区伟", "陈一"):
        person = Person.objects.create(company=cast.company, name=name, pinyin=pinyin_of(name))
        Residency.objects.create(household=cast.household, person=person, relation=Relation.FAMILY, moved_in=OPENED)
    page = sign_in(cast.clerk).get("/places/people/")
    names = [row["person"].name for row in page.context["rows"]]
    chosen = [name for name in names if name in {"曾国伟", "查理", "单丽", "区伟", "陈一"}]
    assert chosen == ["陈一", "区伟", "单丽", "曾国伟", "查理"]


def test_a_name_of_many_readings_fits_its_column() -> None:
    assert 0 < len(pinyin_of("区查盖朴缪员乐覃" * 10)) <= LONGEST
    assert pinyin_of("Smith") == "smith s"


def test_numbers_in_characters_stand_in_order() -> None:
    names = ["十栋", "2栋", "十一栋", "10A栋", "东区三栋", "东区10栋"]
    assert sorted(names, key=natural) == ["2栋", "10A栋", "十栋", "十一栋", "东区三栋", "东区10栋"]


@pytest.mark.parametrize(
    ("words", "letters"),
    [("渗漏水", "sls"), ("水电故障", "sdgz"), ("Common areas", "ca"), ("WiFi 机房", "wjf"), ("", "")],
)
def test_words_are_chosen_by_their_first_letters(words: str, letters: str) -> None:
    assert initials_of(words) == letters
