"""Tencent Cloud SMS: SendSms of 2021-01-11, signed by TC3-HMAC-SHA256 (cloud.tencent.com/document/api/382/55981)."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from jujiao.kernel.machine import clock
from jujiao.kernel.machine.messaging import meanings as means
from jujiao.kernel.machine.messaging.calling import post
from jujiao.kernel.machine.messaging.meanings import Meaning, refused
from jujiao.kernel.machine.messaging.port import Accepted, Answer, Message, Refused
from jujiao.kernel.machine.messaging.texts import template_of, values_of

SERVICE, ACTION, VERSION = "sms", "SendSms", "2021-01-11"
CONTENT_TYPE: Final = "application/json; charset=utf-8"
CODES: Final[Mapping[str, Meaning]] = {
    "FailedOperation.ContainSensitiveWord": means.WORDS,
    "FailedOperation.InsufficientBalanceInSmsPackage": means.NO_MONEY,
    "FailedOperation.PhoneNumberInBlacklist": means.UNWANTED_THERE,
    "FailedOperation.PhoneNumberParseFail": means.BAD_NUMBER,
    "FailedOperation.SignatureIncorrectOrUnapproved": means.SIGNATURE,
    "FailedOperation.TemplateIncorrectOrUnapproved": means.TEMPLATE,
    "FailedOperation.TemplateParamSetNotMatchApprovedTemplate": means.TEMPLATE,
    "FailedOperation.TemplateUnapprovedOrNotExist": means.TEMPLATE,
    "InternalError.": means.BUSY,
    "InternalError.RequestTimeException": means.NO_ACCESS,
    "InternalError.SigVerificationFail": means.NO_ACCESS,
    "InvalidParameter.DirtyWordFound": means.WORDS,
    "InvalidParameterValue.ContentLengthLimit": means.VALUE,
    "InvalidParameterValue.IncorrectPhoneNumber": means.BAD_NUMBER,
    "InvalidParameterValue.ProhibitedUseUrlInTemplateParameter": means.VALUE,
    "InvalidParameterValue.SdkAppIdNotExist": means.NO_ACCESS,
    "InvalidParameterValue.TemplateParameterFormatError": means.VALUE,
    "InvalidParameterValue.TemplateParameterLengthLimit": means.VALUE,
    "LimitExceeded.": means.ENOUGH_TODAY,
    "LimitExceeded.DeliveryFrequencyLimit": means.TOO_OFTEN,
    "LimitExceeded.PhoneNumberOneHourLimit": means.TOO_OFTEN,
    "LimitExceeded.PhoneNumberThirtySecondLimit": means.TOO_OFTEN,
    "RequestLimitExceeded": means.BUSY,
    "RequestLimitExceeded.": means.BUSY,
    "AuthFailure.": means.NO_ACCESS,
    "UnauthorizedOperation.": means.NO_ACCESS,
    "UnsupportedOperation.": means.BAD_NUMBER,
}


class Tencent:
    """Takes numbers as +8613…; the attempt goes along as the SessionContext."""

    def send(self, message: Message, *, address: str, attempt_id: UUID) -> Answer:
        given, template, values = settings.TEXTS, template_of(message), values_of(message)
        if isinstance(template, Refused):
            return template
        if isinstance(values, Refused):
            return values
        body = {
            "PhoneNumberSet": [address if address.startswith("+") else f"+86{address}"],
            "SmsSdkAppId": given.application,
            "SignName": given.signature,
            "TemplateId": template,
            "TemplateParamSet": [*values.values()],
            "SessionContext": str(attempt_id),
        }
        content, at = json.dumps(body).encode(), clock.now()
        headers = {
            "Authorization": authorization(
                key_id=given.key_id,
                key_secret=given.key_secret,
                service=SERVICE,
                host=urlsplit(given.url).netloc,
                action=ACTION,
                content=content,
                at=at,
            ),
            "Content-Type": CONTENT_TYPE,
            "X-TC-Action": ACTION,
            "X-TC-Timestamp": str(int(at.timestamp())),
            "X-TC-Version": VERSION,
            "X-TC-Region": given.region,
        }
        return read(*post(given.url, content=content, headers=headers))


def read(_status: int, answer: Mapping[str, Any]) -> Answer:
    """What became of the one message, wherever in the answer that stands."""
    response = answer.get("Response")
    response = response if isinstance(response, dict) else {}
    told = response.get("SendStatusSet") or [response.get("Error")]
    outcome = told[0] if isinstance(told, list) and isinstance(told[0], dict) else {}
    code = str(outcome.get("Code", ""))
    return Accepted(str(outcome.get("SerialNo", ""))) if code == "Ok" else refused(code, CODES)


def authorization(
    *, key_id: str, key_secret: str, service: str, host: str, action: str, content: bytes, at: datetime
) -> str:
    """The header that proves who asks, and for what (cloud.tencent.com/document/api/382/52072)."""
    day = at.astimezone(UTC).strftime("%Y-%m-%d")
    signed = "content-type;host;x-tc-action"
    heads = f"content-type:{CONTENT_TYPE}\nhost:{host}\nx-tc-action:{action.lower()}\n"
    asked = f"POST\n/\n\n{heads}\n{signed}\n{hashlib.sha256(content).hexdigest()}"
    scope = f"{day}/{service}/tc3_request"
    to_sign = f"TC3-HMAC-SHA256\n{int(at.timestamp())}\n{scope}\n{hashlib.sha256(asked.encode()).hexdigest()}"
    key = f"TC3{key_secret}".encode()
    for part in (day, service, "tc3_request", to_sign):
        key = hmac.digest(key, part.encode(), "sha256")
    return f"TC3-HMAC-SHA256 Credential={key_id}/{scope}, SignedHeaders={signed}, Signature={key.hex()}"
