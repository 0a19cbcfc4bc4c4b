"""An operator sets up text messages: a slip is told at the start, in a sentence, without what is secret."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from jujiao.kernel.machine.messaging.environment import receipts_secret_from, texts_from
from jujiao.kernel.machine.messaging.texts import Texts

WHOLE = {
    "JUJIAO_SMS": "tencent",
    "JUJIAO_SMS_KEY": "AKID",
    "JUJIAO_SMS_SECRET": "hidden-secret",
    "JUJIAO_SMS_SIGNATURE": "澄明物业",
    "JUJIAO_SMS_APPLICATION": "1400006666",
    "JUJIAO_SMS_TEMPLATES": "sign_in_code=1234, phone_changed=1235,",
}


def test_without_a_word_messages_go_to_the_console() -> None:
    assert texts_from({}) == Texts()
    assert texts_from({"JUJIAO_SMS": ""}).vendor == "console"


def test_what_is_whole_is_taken() -> None:
    found = texts_from(WHOLE)
    assert (found.vendor, found.url, found.region) == ("tencent", "https://sms.tencentcloudapi.com", "ap-guangzhou")
    assert found.templates == {"sign_in_code": "1234", "phone_changed": "1235"}
    assert "hidden-secret" not in repr(found)
    other = {**WHOLE, "JUJIAO_SMS": "alibaba", "JUJIAO_SMS_APPLICATION": "", "JUJIAO_SMS_URL": "http://localhost:9/"}
    assert texts_from(other).url == "http://localhost:9"


@pytest.mark.parametrize(
    ("slip", "sentence"),
    [
        ({"JUJIAO_SMS": "pigeon"}, "JUJIAO_SMS has to be one of console, tencent, alibaba; “pigeon” is none."),
        ({"JUJIAO_SMS_SECRET": " "}, "JUJIAO_SMS is “tencent”, so JUJIAO_SMS_SECRET has to be set too."),
        ({"JUJIAO_SMS_APPLICATION": ""}, "JUJIAO_SMS is “tencent”, so JUJIAO_SMS_APPLICATION has to be set too."),
        ({"JUJIAO_SMS_TEMPLATES": "phone_changed=1"}, "names no template for sign_in_code, without which no owner"),
        ({"JUJIAO_SMS_TEMPLATES": "sign_in_code=1,alarm"}, "has to be kind=template, by commas; “alarm” is no such"),
        ({"JUJIAO_SMS_TEMPLATES": "sign_in_code=1,sign_in_code=2"}, "names two templates for “sign_in_code”."),
        ({"JUJIAO_SMS_URL": "http://sms.example"}, "JUJIAO_SMS_URL has to begin with https://"),
        ({"JUJIAO_SMS_URL": "https://[::1"}, "JUJIAO_SMS_URL cannot be read as an address"),
    ],
)
def test_a_slip_is_told_in_a_sentence(slip: dict[str, str], sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured) as told:
        texts_from({**WHOLE, **slip})
    assert sentence in str(told.value)
    assert "hidden" not in str(told.value)


@pytest.mark.parametrize("secret", ["short", "a" * 23, "a/" * 20, "密" * 30, "a" * 129])
def test_a_secret_that_anybody_could_guess_or_that_is_no_address_is_refused(secret: str) -> None:
    with pytest.raises(ImproperlyConfigured) as told:
        receipts_secret_from({"JUJIAO_RECEIPTS_SECRET": secret})
    assert secret not in str(told.value)


def test_receipts_may_be_left_out() -> None:
    assert receipts_secret_from({}) == ""
    assert receipts_secret_from({"JUJIAO_RECEIPTS_SECRET": "a" * 24}) == "a" * 24


def test_a_command_ends_with_the_sentence_alone() -> None:
    given = {**os.environ, "DATABASE_URL": "postgresql://localhost:1/none", **WHOLE, "JUJIAO_SMS_SIGNATURE": ""}
    ended = subprocess.run([sys.executable, "-m", "jujiao", "token"], env=given, capture_output=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.decode() == "jujiao: JUJIAO_SMS is “tencent”, so JUJIAO_SMS_SIGNATURE has to be set too.\n"
