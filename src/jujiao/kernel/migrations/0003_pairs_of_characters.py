from django.db import migrations

MAKE = """
CREATE FUNCTION character_pairs(VARIADIC texts text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000
RETURN (
    SELECT array_to_tsvector(ARRAY(
        SELECT rtrim(pair.one || coalesce(pair.next, ''))
        FROM unnest(string_to_array(said, NULL), string_to_array(substr(said, 2), NULL)) AS pair (one, next)
        WHERE pair.one <> ' '
    ))
    FROM (SELECT translate(upper(normalize(array_to_string(texts, ' '), NFKC)), E'\\n\\r\\t', '   ')) AS folded (said)
)
"""


class Migration(migrations.Migration):
    """What `kernel/database/pairs.py` calls. Its cost keeps the planner from reading rows by it: the index is for that."""

    dependencies = [("kernel", "0002_all_tables")]

    operations = [migrations.RunSQL(MAKE, "DROP FUNCTION character_pairs(text[])")]
