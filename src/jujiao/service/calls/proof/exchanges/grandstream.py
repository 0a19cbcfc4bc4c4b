"""What a Grandstream UCM tells: rows as firmware 1.0.20 and later pushes them, all values texts."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

FORM = "%Y-%m-%d %H:%M:%S"
SHANGHAI = ZoneInfo("Asia/Shanghai")


def row(
    number: int,
    session: str,
    start: datetime,
    end: datetime,
    /,
    *,
    answer: datetime | None = None,
    disposition: str = "",
    src: str = "13800138000",
    dst: str = "6400",
    extension: str = "",
    action: str = "DIAL",
    **more: str,
) -> dict[str, Any]:
    """One row; of a call over a trunk unless `more` says otherwise."""
    told = {
        "AcctId": str(number),
        "accountcode": "",
        "src": src,
        "dst": dst,
        "dcontext": "from-did",
        "clid": f'"{src}" <{src}>',
        "channel": "PJSIP/trunk_1-00000a10",
        "dstchannel": f"PJSIP/{extension}-{number:08x}" if extension else "",
        "lastapp": "Dial" if extension else "WaitExten",
        "lastdata": "",
        "start": local(start),
        "answer": local(answer) if answer else "",
        "end": local(end),
        "duration": str(round((end - start).total_seconds())),
        "billsec": str(round((end - answer).total_seconds())) if answer else "0",
        "disposition": disposition or ("ANSWERED" if answer else "NO ANSWER"),
        "amaflags": "DOCUMENTATION",
        "uniqueid": f"{int(start.timestamp())}.{number}",
        "userfield": "Inbound",
        "channel_ext": "",
        "dstchannel_ext": extension,
        "service": "s",
        "caller_name": "",
        "recordfiles": "",
        "dstanswer": extension if answer else "",
        "session": session,
        "action_owner": dst,
        "action_type": action,
        "src_trunk_name": "IMS_1",
        "dst_trunk_name": "",
    }
    return {**told, **more}


def nest(main: Mapping[str, Any], *subs: Mapping[str, Any]) -> dict[str, Any]:
    return {"cdr": main["session"], "main_cdr": main, **{f"sub_cdr_{place}": sub for place, sub in enumerate(subs, 1)}}


def push(*records: Mapping[str, Any]) -> bytes:
    return json.dumps({"cdr_root": records}, ensure_ascii=False).encode()


def local(at: datetime) -> str:
    """An instant by the clock of an exchange, to the second."""
    return at.astimezone(SHANGHAI).strftime(FORM)
