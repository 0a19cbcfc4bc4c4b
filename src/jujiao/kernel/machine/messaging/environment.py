"""What an operator has set about text messages and their receipts, read at the start: ImproperlyConfigured for a slip,
in a sentence that quotes no secret."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from jujiao.kernel.machine.messaging.texts import CONSOLE, VENDORS, Texts
from jujiao.kernel.machine.site import THIS_MACHINE
from jujiao.kernel.machine.variables import address

VENDOR: Final = "JUJIAO_SMS"
NEEDED: Final = {
    "tencent": {
        "key_id": "JUJIAO_SMS_KEY",
        "key_secret": "JUJIAO_SMS_SECRET",
        "signature": "JUJIAO_SMS_SIGNATURE",
        "application": "JUJIAO_SMS_APPLICATION",
    },
    "alibaba": {
        "key_id": "JUJIAO_SMS_KEY",
        "key_secret": "JUJIAO_SMS_SECRET",
        "signature": "JUJIAO_SMS_SIGNATURE",
    },
}
ADDRESSES: Final = {"tencent": "https://sms.tencentcloudapi.com", "alibaba": "https://dysmsapi.aliyuncs.com"}
REGION: Final = "ap-guangzhou"
SIGN_IN: Final = "sign_in_code"
"""The kind without whose template no owner can sign in."""
SECRET_PATH: Final = re.compile(r"[A-Za-z0-9_-]{24,128}")


def texts_from(environ: Mapping[str, str]) -> Texts:
    """Which vendor sends text messages, and by which of its templates."""
    vendor = environ.get(VENDOR) or CONSOLE
    if vendor not in VENDORS:
        raise ImproperlyConfigured(f"{VENDOR} has to be one of {', '.join(VENDORS)}; “{vendor}” is none.")
    if vendor == CONSOLE:
        return Texts()
    given = {part: environ.get(name, "").strip() for part, name in NEEDED[vendor].items()}
    for part, name in NEEDED[vendor].items():
        if not given[part]:
            raise ImproperlyConfigured(f"{VENDOR} is “{vendor}”, so {name} has to be set too.")
    return Texts(
        vendor=vendor,
        region=environ.get("JUJIAO_SMS_REGION") or REGION,
        url=_encrypted("JUJIAO_SMS_URL", environ.get("JUJIAO_SMS_URL") or ADDRESSES[vendor]),
        templates=_templates("JUJIAO_SMS_TEMPLATES", environ.get("JUJIAO_SMS_TEMPLATES", "")),
        **given,
    )


def receipts_secret_from(environ: Mapping[str, str]) -> str:
    """The part of an address by which a vendor of text messages proves itself; "" where no receipts are taken."""
    name, secret = "JUJIAO_RECEIPTS_SECRET", environ.get("JUJIAO_RECEIPTS_SECRET", "")
    if secret and not SECRET_PATH.fullmatch(secret):
        raise ImproperlyConfigured(f"{name} has to have 24 to 128 letters, digits, - or _, as it stands in an address.")
    return secret


def _templates(name: str, text: str) -> dict[str, str]:
    found = {}
    for entry in (part.strip() for part in text.split(",")):
        kind, is_one, template = (part.strip() for part in entry.partition("="))
        if entry and not (kind and is_one and template):
            raise ImproperlyConfigured(f"{name} has to be kind=template, by commas; “{entry}” is no such pair.")
        if kind in found:
            raise ImproperlyConfigured(f"{name} names two templates for “{kind}”.")
        if entry:
            found[kind] = template
    if SIGN_IN not in found:
        raise ImproperlyConfigured(f"{name} names no template for {SIGN_IN}, without which no owner can sign in.")
    return found


def _encrypted(name: str, text: str) -> str:
    """An address of which everything but this machine itself is encrypted."""
    parts = urlsplit(address(name, text))
    if parts.scheme != "https" and parts.hostname not in THIS_MACHINE:
        raise ImproperlyConfigured(f"{name} has to begin with https://, as keys and phone numbers go there.")
    return text.rstrip("/")
