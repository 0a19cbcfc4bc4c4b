"""A merge at the moment of another step could leave a double behind that nobody could answer, or one that led to another
double. Each of those stands on its own again, as if the main complaint had been withdrawn, and its timeline says so."""

from typing import Any

from django.db import migrations
from django.db.models import Q

from jujiao.kernel import clock, timeline
from jujiao.kernel.access import SYSTEM

AT_WORK = ("registered", "dispatched", "accepted")


def part(apps: Any, _schema_editor: Any) -> None:
    complaints = apps.get_model("complaints", "Complaint").objects
    chained = Q(merged_into__merged_into__isnull=False)
    stranded = Q(state__in=AT_WORK) & Q(merged_into__isnull=False) & ~Q(merged_into__state__in=AT_WORK)
    found = complaints.filter(chained | stranded)
    for row in list(found.values("pk", "version", "next_due_at", "estate_id", "merged_into__number")):
        changes = {"merged_into": None, "version": row["version"] + 1, "next_due_at": row["next_due_at"]}
        complaints.filter(pk=row["pk"]).update(merged_into=None, version=changes["version"])
        timeline.record(
            subject_kind="complaint",
            subject_id=row["pk"],
            estate_id=row["estate_id"],
            verb="part",
            actor=SYSTEM,
            now=clock.now(),
            changes=changes,
            details={"from": row["merged_into__number"]},
        )


class Migration(migrations.Migration):
    dependencies = [("complaints", "0004_fewer_indexes_to_write"), ("kernel", "0003_context_written_once")]

    operations = [migrations.RunPython(part, migrations.RunPython.noop)]
