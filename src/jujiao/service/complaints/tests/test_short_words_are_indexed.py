"""Words of one or two characters are found by the index of pairs, whichever they are, and nothing else is."""

import unicodedata

import pytest
from django.db import connection

from jujiao.kernel.database.pairs import holds
from jujiao.kernel.database.planned import planned_anew
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.models.complaint import PAIRS
from jujiao.service.complaints.tests.scene import Scene
from jujiao.testing.cast import Cast

pytestmark = pytest.mark.django_db
TEXTS = [
    "漏水", "水漏了\n漏的是水", "隔壁ＴＶ太响", "TV 声音 tv", "100% 没水", "C:\\水表'坏'", "straße", "水", "😀😀 笑",
    "a_b", "'漏':*", "１２点",
]  # fmt: skip
WORDS = [
    "漏水",
    "水漏",
    "水",
    "tv",
    "ＴＶ",
    "v",
    "0%",
    "\\水",
    "'坏",
    "'",
    "\\",
    "ß",
    "ße",
    "😀😀",
    "😀",
    "_b",
    "_",
    ":*",
    "12",
    "鬼",
    "了漏",
]


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in folded).replace("\n", " ")


@pytest.mark.parametrize("word", WORDS)
def test_a_short_word_is_found_where_it_stands_and_nowhere_else(word: str, cast: Cast) -> None:
    scene = Scene(cast)
    for text in TEXTS:
        scene.register(text=text)
    found = Complaint.objects.filter(holds(PAIRS, word))
    right = [each for each in Complaint.objects.all() if plain(word) in plain(f"{each.number} {each.text}")]
    assert set(found) == set(right)


@pytest.mark.parametrize("word", ["", "漏水了", "½"])
def test_other_words_are_refused(word: str) -> None:
    with pytest.raises(ValueError, match="one or two characters"):
        holds(PAIRS, word)


@pytest.mark.parametrize("word", ["鬼神", "鬼"])
def test_the_index_serves_it(word: str, cast: Cast) -> None:
    """The condition is one that the index answers. That it costs less than reading every row depends on how many there
    are: reading is switched off here."""
    Scene(cast).register()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "complaint_pairs" in Complaint.objects.filter(holds(PAIRS, word)).explain()


def test_a_word_is_planned_for_itself(cast: Cast) -> None:
    """Not prepared, however often it comes; what is sent afterwards is prepared as ever."""
    statement = "SELECT count(*) FROM complaints_complaint WHERE text LIKE %s"
    listed = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s"
    with connection.cursor() as cursor:
        for prepared in (0, 1):
            for _ in range(7):
                if prepared:
                    cursor.execute(statement, ["%漏%"])
                else:
                    with planned_anew():
                        cursor.execute(statement, ["%漏%"])
            cursor.execute(listed, ["%complaints_complaint WHERE text LIKE%"])
            assert cursor.fetchone() == (prepared,)
