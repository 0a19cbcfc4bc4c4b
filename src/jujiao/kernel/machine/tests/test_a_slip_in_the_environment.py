"""An operator mistypes what the product reads from the environment: a sentence says which, and quotes no password."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from jujiao.kernel.machine.variables import address, log_level, number

UNREAD = "DATABASE_URL cannot be read as an address"


@pytest.mark.parametrize("url", ["postgresql://u:hid/den@h/db", "postgresql://[::1/hidden", "postgresql://h:hidden/db"])
def test_an_address_that_cannot_be_read_is_told_without_its_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=UNREAD) as told:
        address("DATABASE_URL", url)
    assert "hid" not in str(told.value)
    assert told.value.__suppress_context__


def test_what_can_be_read_is_taken_as_it_is() -> None:
    for url in ("postgresql:///jujiao?host=a,b", "http://[::1]:8000", ""):
        assert address("DATABASE_URL", url) == url
    assert (number("JUJIAO_MAIL_PORT", "25"), log_level("JUJIAO_LOG_LEVEL", "INFO")) == (25, "INFO")


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"DATABASE_URL": "postgresql://u:hid/den@h/db"}, UNREAD),
        ({"JUJIAO_MAIL_HOST": "m", "JUJIAO_MAIL_PORT": "smtp"}, "JUJIAO_MAIL_PORT has to be a number; “smtp” is none."),
        ({"JUJIAO_LOG_LEVEL": "loud"}, "JUJIAO_LOG_LEVEL has to be one of CRITICAL, "),
    ],
)
def test_a_command_ends_with_the_sentence_alone(variables: dict[str, str], sentence: str) -> None:
    given = {**os.environ, "DATABASE_URL": "postgresql://localhost:1/none", **variables}
    ended = subprocess.run([sys.executable, "-m", "jujiao", "token"], env=given, capture_output=True, check=False)
    said = ended.stderr.decode()
    assert (ended.returncode, said.count("\n")) == (1, 1)
    assert said.startswith(f"jujiao: {sentence}")
