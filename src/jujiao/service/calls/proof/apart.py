"""What the raw records of an exchange say of three rings (3.1.2), written once more in SQL and with nothing by which
the product itself counts: to hold its figures against."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from jujiao.rules.service.calls.rates import Rate, clause_3_1_2_rate
from jujiao.service.calls.models import Source

GRANDSTREAM: Final = """
WITH cdr AS (
    SELECT told FROM telephony_record, jsonb_path_query(body::jsonb, 'strict $.** ? (exists(@.start))') AS told
    WHERE source_id = %(source)s
), rows AS (
    SELECT told->>'session' AS call,
        (told->>'AcctId') || '@' || (told->>'uniqueid') || '/' || (told->>'dstchannel') AS leg,
        told->>'dstchannel_ext' AS extension,
        (told->>'start')::timestamp AT TIME ZONE 'Asia/Shanghai' AS began,
        nullif(told->>'answer', '')::timestamp AT TIME ZONE 'Asia/Shanghai' AS answer,
        (told->>'end')::timestamp AT TIME ZONE 'Asia/Shanghai' AS ended,
        told->>'disposition' AS ending,
        told->>'userfield' = 'Inbound' AS incoming,
        coalesce(substring(told->>'action_type' FROM 'QUEUE[[](.*)[]]'), '') AS queue
    FROM cdr
), legs AS (
    SELECT call, leg, extension, queue, incoming, ended, ending, NULL::numeric AS bound,
        CASE WHEN ending = 'FAILED' OR (ending = 'BUSY' AND ended - began <= interval '1 s') THEN NULL ELSE began END
            AS rang,
        CASE WHEN ending = 'ANSWERED' THEN answer END AS answered
    FROM rows WHERE extension <> ''
), wholes AS (
    SELECT call, incoming, queue, began, ended, ending = 'BUSY' AS busy FROM rows
)
"""
FREESWITCH: Final = """
WITH cdr AS (
    SELECT body::jsonb AS told, body::jsonb#>'{callflow,0,times}' AS at,
        body::jsonb#>'{callflow,0,caller_profile}' AS profile,
        body::jsonb#>'{callflow,0,caller_profile,originator,originator_caller_profiles,0}' AS by
    FROM telephony_record WHERE source_id = %(source)s
), rows AS (
    SELECT told#>>'{variables,uuid}' AS leg, coalesce(by->>'uuid', told#>>'{variables,uuid}') AS call,
        by IS NULL AS caller,
        coalesce(by->>'context', profile->>'context') = 'public' AS incoming,
        coalesce(split_part(told#>>'{variables,cc_queue}', '@', 1), '') AS queue,
        coalesce(told#>>'{variables,dialed_user}', '') AS extension,
        told#>>'{variables,hangup_cause}' IN ('USER_BUSY', 'CALL_REJECTED') AS busy,
        timestamptz 'epoch' + (at->>'created_time')::bigint * interval '1 microsecond' AS began,
        timestamptz 'epoch' + nullif((at->>'progress_time')::bigint, 0) * interval '1 microsecond' AS rang,
        timestamptz 'epoch' + nullif((at->>'answered_time')::bigint, 0) * interval '1 microsecond' AS answered,
        timestamptz 'epoch' + nullif((at->>'hangup_time')::bigint, 0) * interval '1 microsecond' AS ended
    FROM cdr
), legs AS (
    SELECT call, leg, extension, queue, incoming, rang, answered, ended, NULL::numeric AS bound,
        CASE WHEN busy THEN 'BUSY' WHEN coalesce(rang, answered) IS NULL THEN 'FAILED' ELSE '' END AS ending
    FROM rows WHERE NOT caller
), wholes AS (
    SELECT call, incoming, queue, began, ended, busy FROM rows WHERE caller
)
"""
YEASTAR_P: Final = """
WITH cdr AS (
    SELECT CASE jsonb_typeof(body::jsonb->'msg') WHEN 'string' THEN (body::jsonb->>'msg')::jsonb
        ELSE body::jsonb->'msg' END AS told
    FROM telephony_record WHERE source_id = %(source)s
), rows AS (
    SELECT told->>'call_id' AS call, told->>'call_to' AS called, told->>'type' = 'Inbound' AS incoming,
        told->>'status' AS ending, (told->>'time_start')::timestamp AT TIME ZONE 'Asia/Shanghai' AS began,
        (told->>'call_duration')::numeric AS whole, (told->>'talk_duration')::numeric AS talk
    FROM cdr
), named AS (
    SELECT *, coalesce(substring(called FROM '^(6[34][0-9][0-9])'), '') AS queue,
        CASE WHEN called ~ '^6[34][0-9][0-9]$' THEN '' ELSE coalesce(substring(called FROM '[(](.*)[)]'), called) END
            AS extension
    FROM rows
), legs AS (
    SELECT call, '' AS leg, extension, queue, incoming, ending, whole - talk AS bound, NULL::timestamptz AS rang,
        CASE WHEN ending = 'ANSWERED' THEN began + (whole - talk) * interval '1 s' END AS answered,
        began + whole * interval '1 s' AS ended
    FROM named WHERE extension <> '' AND incoming
), wholes AS (
    SELECT call, incoming, queue, began, began + whole * interval '1 s' AS ended, ending = 'BUSY' AS busy FROM named
)
"""
JUDGED: Final = """
, ours AS (
    SELECT legs.*, extension IN (SELECT extension FROM telephony_telephone WHERE source_id = %(source)s) AS desk
    FROM legs
), known AS (
    SELECT call, incoming, queue, least(began, ended) AS first, ended AS last FROM wholes
    UNION ALL SELECT call, incoming, queue, least(rang, answered, ended), ended FROM legs
), calls AS (
    SELECT call, bool_or(incoming) AS incoming, max(queue) AS queue, min(first) AS came, max(last) AS ended
    FROM known GROUP BY call
), alone AS (
    SELECT call, bool_or(busy) AS busy, max(ended) - min(began) AS lasted FROM wholes
    WHERE call NOT IN (SELECT call FROM legs) GROUP BY call
), rings AS (
    SELECT call, min(rang) AS rang, min(bound) AS bound FROM ours WHERE desk GROUP BY call
), rung AS (
    SELECT ours.call, bool_or(ending NOT IN ('BUSY', 'FAILED')) AS let_ring FROM ours JOIN rings USING (call)
    WHERE desk AND (ours.rang IS NOT NULL OR rings.rang IS NULL) GROUP BY ours.call
), answers AS (
    SELECT DISTINCT ON (ours.call) ours.* FROM ours LEFT JOIN rings USING (call)
    WHERE answered IS NOT NULL AND (desk OR answered >= rings.rang)
    ORDER BY ours.call, answered, leg COLLATE "C"
), firsts AS (
    SELECT DISTINCT ON (call) call, extension FROM ours WHERE desk
    ORDER BY call, coalesce(answered, rang, ended), leg COLLATE "C"
), judged AS (
    SELECT calls.call, calls.queue, coalesce(rings.rang, came) AT TIME ZONE 'Asia/Shanghai' AS began,
        coalesce(CASE WHEN answers.desk THEN answers.extension ELSE firsts.extension END, '') AS extension,
        CASE WHEN rings.bound IS NOT NULL AND rings.rang IS NULL THEN 'upper_bound' ELSE 'by_leg' END AS grade,
        CASE
            WHEN NOT calls.incoming THEN 'no_matter'
            WHEN answers.answered - rings.rang < interval '15 s' THEN 'kept'
            WHEN answers.answered - rings.rang >= interval '15 s' THEN 'late'
            WHEN answers.call IS NOT NULL AND rings.bound < 15 THEN 'kept'
            WHEN answers.call IS NOT NULL THEN 'unknown'
            WHEN rings.call IS NULL AND (alone.busy OR (calls.queue <> '' AND alone.lasted >= interval '15 s'))
                THEN 'missed'
            WHEN rings.call IS NULL THEN 'not_rung'
            WHEN rung.let_ring
                AND coalesce(calls.ended - rings.rang, rings.bound * interval '1 s') < interval '15 s' THEN 'given_up'
            ELSE 'missed'
        END AS verdict
    FROM calls LEFT JOIN rings USING (call) LEFT JOIN rung USING (call) LEFT JOIN answers USING (call)
        LEFT JOIN firsts USING (call) LEFT JOIN alone USING (call)
)
SELECT extract(isodow FROM began)::int, extract(hour FROM began)::int, queue, extension, verdict, grade, count(*)
FROM judged GROUP BY 1, 2, 3, 4, 5, 6
"""
LEGS: Final = {"grandstream": GRANDSTREAM, "freeswitch": FREESWITCH, "yeastar_p": YEASTAR_P}


@dataclass(frozen=True)
class Apart:
    """Rates of all calls of a source: as a whole, by weekday (1 is Monday) and local hour, by queue, and by extension,
    "" for calls for which no telephone of the desk was tried."""

    whole: Rate
    hours: dict[Any, Rate]
    queues: dict[Any, Rate]
    extensions: dict[Any, Rate]
    calls: int


def apart(source: Source) -> Apart:
    """From its raw records alone, and the list of its telephones; the limit is that of the rulebook as shipped."""
    with connection.cursor() as cursor:
        cursor.execute(LEGS[source.vendor] + JUDGED, {"source": source.pk})
        rows = cursor.fetchall()
    return Apart(
        whole=clause_3_1_2_rate(row[4:] for row in rows),
        hours=_rates([((row[0], row[1]), *row[4:]) for row in rows]),
        queues=_rates([(row[2], *row[4:]) for row in rows]),
        extensions=_rates([(row[3], *row[4:]) for row in rows]),
        calls=sum(row[-1] for row in rows),
    )


def _rates(rows: list[tuple[Any, ...]]) -> dict[Any, Rate]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for key, *told in rows:
        found[key].append(told)
    return {key: clause_3_1_2_rate(told) for key, told in found.items()}
