"""What a FreeSWITCH tells: legs as mod_json_cdr posts them, shortened to what any reader could want."""

import json
from datetime import datetime
from typing import Any


def caller(
    uuid: str,
    created: datetime,
    hangup: datetime,
    *,
    answered: datetime | None = None,
    number: str = "13800138000",
    line: str = "88886616",
    context: str = "public",
    **variables: str,
) -> dict[str, Any]:
    """The leg of whoever calls; `answered` as by a menu or a queue."""
    profile = {
        "username": number,
        "dialplan": "XML",
        "caller_id_name": number,
        "ani": number,
        "caller_id_number": number,
        "network_addr": "10.0.0.9",
        "rdnis": "",
        "destination_number": line,
        "uuid": uuid,
        "source": "mod_sofia",
        "context": context,
        "chan_name": f"sofia/{'external' if context == 'public' else 'internal'}/{number}@10.0.0.9",
    }
    return _leg("inbound", uuid, profile, _times(created, hangup, answered=answered), {"call_uuid": uuid, **variables})


def telephone(
    uuid: str,
    by: str,
    extension: str,
    created: datetime,
    hangup: datetime,
    *,
    rang: datetime | None = None,
    answered: datetime | None = None,
    cause: str = "",
    context: str = "public",
    number: str = "13800138000",
    **variables: str,
) -> dict[str, Any]:
    """The leg of a telephone that was made to ring by the leg `by`."""
    profile = {
        "username": number,
        "dialplan": "XML",
        "caller_id_name": number,
        "ani": number,
        "caller_id_number": number,
        "network_addr": "10.0.0.9",
        "rdnis": "",
        "destination_number": extension,
        "uuid": uuid,
        "source": "mod_sofia",
        "context": context,
        "chan_name": f"sofia/internal/{extension}@10.0.0.20:5060",
        "originator": {
            "originator_caller_profiles": [
                {
                    "caller_id_number": number,
                    "destination_number": "88886616",
                    "uuid": by,
                    "context": context,
                    "chan_name": f"sofia/{'external' if context == 'public' else 'internal'}/{number}@10.0.0.9",
                }
            ]
        },
    }
    said = {"hangup_cause": cause or ("NORMAL_CLEARING" if answered else "ORIGINATOR_CANCEL"), "dialed_user": extension}
    times = _times(created, hangup, rang=rang, answered=answered)
    return _leg("outbound", uuid, profile, times, {**said, "originating_leg_uuid": by, **variables})


def post(leg: dict[str, Any]) -> bytes:
    return json.dumps(leg, ensure_ascii=False).encode()


def _leg(
    direction: str, uuid: str, profile: dict[str, Any], times: dict[str, str], variables: dict[str, str]
) -> dict[str, Any]:
    return {
        "core-uuid": "60e127b7-2c12-49ca-aacf-00bba4eea101",
        "switchname": "desk",
        "channel_data": {"state": "CS_REPORTING", "direction": direction, "state_number": "11"},
        "variables": {"direction": direction, "uuid": uuid, "hangup_cause": "NORMAL_CLEARING", **variables},
        "app_log": {"applications": []},
        "callflow": [
            {"dialplan": "XML", "profile_index": "1", "caller_profile": profile, "times": times},
        ],
    }


def _times(
    created: datetime, hangup: datetime, *, rang: datetime | None = None, answered: datetime | None = None
) -> dict[str, str]:
    return {
        "created_time": _micros(created),
        "profile_created_time": _micros(created),
        "progress_time": _micros(rang),
        "progress_media_time": _micros(answered),
        "answered_time": _micros(answered),
        "bridged_time": _micros(answered),
        "last_hold_time": "0",
        "hold_accum_time": "0",
        "hangup_time": _micros(hangup),
        "resurrect_time": "0",
        "transfer_time": "0",
    }


def _micros(at: datetime | None) -> str:
    """Microseconds since 1970, "0" for never."""
    return str(round(at.timestamp() * 1_000_000)) if at else "0"
