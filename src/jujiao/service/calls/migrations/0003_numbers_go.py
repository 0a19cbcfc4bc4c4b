import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duty", "0003_coming_and_going"),
        ("estates", "0008_pairs_of_names"),
        ("staff", "0007_spells_and_posts_filled"),
        ("telephony", "0002_sources_that_are_asked"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="record",
            name="keep_rows",
        ),
        migrations.AddField(
            model_name="call",
            name="numbers_gone_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(
                condition=models.Q(("numbers_gone_at", None)), fields=["estate", "began_at"], name="call_with_number"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="record",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_rows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NOT (NEW."body" = \'\') OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."external_id" IS DISTINCT FROM (NEW."external_id") OR OLD."linked_id" IS DISTINCT FROM (NEW."linked_id") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="56f4340198644e88658d1666cacb32e07c97ab9c",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_rows_6bb55",
                    table="telephony_record",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="record",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_record",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="2841694af594ccf09e91ba43590ec4759e431f72",
                    operation="DELETE",
                    pgid="pgtrigger_keep_record_92b77",
                    table="telephony_record",
                    when="BEFORE",
                ),
            ),
        ),
    ]
