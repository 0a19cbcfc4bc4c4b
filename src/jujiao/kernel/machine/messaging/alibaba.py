"""Alibaba Cloud SMS: SendSms of 2017-05-25, signed by ACS3-HMAC-SHA256 (help.aliyun.com, V3 request and signature)."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote, urlsplit
from uuid import UUID

from django.conf import settings

from jujiao.kernel.machine import clock
from jujiao.kernel.machine.messaging import meanings as means
from jujiao.kernel.machine.messaging.calling import post
from jujiao.kernel.machine.messaging.meanings import Meaning, refused
from jujiao.kernel.machine.messaging.port import Accepted, Answer, Message, Refused
from jujiao.kernel.machine.messaging.texts import template_of, values_of

ACTION, VERSION = "SendSms", "2017-05-25"
CODES: Final[Mapping[str, Meaning]] = {
    "isv.ACCOUNT_ABNORMAL": means.NO_MONEY,
    "isv.AMOUNT_NOT_ENOUGH": means.NO_MONEY,
    "isv.OUT_OF_SERVICE": means.NO_MONEY,
    "isv.BLACK_KEY_CONTROL_LIMIT": means.WORDS,
    "isv.BUSINESS_LIMIT_CONTROL": means.TOO_OFTEN,
    "isv.DAY_LIMIT_CONTROL": means.ENOUGH_TODAY,
    "isv.INVALID_JSON_PARAM": means.VALUE,
    "isv.MOBILE_NUMBER_ILLEGAL": means.BAD_NUMBER,
    "isv.PARAM_LENGTH_LIMIT": means.VALUE,
    "isv.PARAM_NOT_SUPPORT_URL": means.VALUE,
    "isv.SMS_SIGNATURE_ILLEGAL": means.SIGNATURE,
    "isv.SMS_SIGNATURE_SCENE_ILLEGAL": means.SIGNATURE,
    "isv.SMS_TEMPLATE_ILLEGAL": means.TEMPLATE,
    "isv.TEMPLATE_MISSING_PARAMETERS": means.TEMPLATE,
    "isv.TEMPLATE_PARAMS_ILLEGAL": means.VALUE,
    "isp.RAM_PERMISSION_DENY": means.NO_ACCESS,
    "isp.SYSTEM_ERROR": means.BUSY,
    "Forbidden.": means.NO_ACCESS,
    "InvalidAccessKeyId.": means.NO_ACCESS,
    "InvalidTimeStamp.": means.NO_ACCESS,
    "SignatureDoesNotMatch": means.NO_ACCESS,
    "ServiceUnavailable": means.BUSY,
    "Throttling": means.BUSY,
    "Throttling.": means.BUSY,
}


class Alibaba:
    """Takes numbers without the sign +; the attempt goes along as the OutId, which receipts give back."""

    def send(self, message: Message, *, address: str, attempt_id: UUID) -> Answer:
        given, template, values = settings.TEXTS, template_of(message), values_of(message)
        if isinstance(template, Refused):
            return template
        if isinstance(values, Refused):
            return values
        query = canonical(
            {
                "PhoneNumbers": address.removeprefix("+"),
                "SignName": given.signature,
                "TemplateCode": template,
                "TemplateParam": json.dumps(values, ensure_ascii=False),
                "OutId": str(attempt_id),
            }
        )
        headers = signed(
            key_id=given.key_id,
            key_secret=given.key_secret,
            host=urlsplit(given.url).netloc,
            action=ACTION,
            version=VERSION,
            query=query,
            at=clock.now(),
            nonce=secrets.token_hex(16),
        )
        return read(*post(f"{given.url}/?{query}", content=b"", headers=headers))


def read(_status: int, answer: Mapping[str, Any]) -> Answer:
    """The code says it, whatever the status."""
    code = str(answer.get("Code", ""))
    return Accepted(str(answer.get("BizId", ""))) if code == "OK" else refused(code, CODES)


def canonical(query: Mapping[str, str]) -> str:
    """A query as it is signed, and sent."""
    return "&".join(f"{quote(name, safe='~')}={quote(query[name], safe='~')}" for name in sorted(query))


def signed(
    *, key_id: str, key_secret: str, host: str, action: str, version: str, query: str, at: datetime, nonce: str
) -> dict[str, str]:
    """The headers of a POST without a body, with the one that proves who asks, and for what."""
    empty = hashlib.sha256(b"").hexdigest()
    heads = {
        "host": host,
        "x-acs-action": action,
        "x-acs-content-sha256": empty,
        "x-acs-date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "x-acs-signature-nonce": nonce,
        "x-acs-version": version,
    }
    names, lines = ";".join(heads), "".join(f"{name}:{value}\n" for name, value in heads.items())
    asked = f"POST\n/\n{query}\n{lines}\n{names}\n{empty}"
    to_sign = f"ACS3-HMAC-SHA256\n{hashlib.sha256(asked.encode()).hexdigest()}"
    signature = hmac.new(key_secret.encode(), to_sign.encode(), "sha256").hexdigest()
    proof = f"ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={names},Signature={signature}"
    return {**heads, "Authorization": proof}
