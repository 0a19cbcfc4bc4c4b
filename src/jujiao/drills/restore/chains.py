"""`python -m jujiao.drills.restore.chains`: how many timelines are whole, and which are not, as JSON."""

import json
import os
from itertools import groupby

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    django.setup()
    from jujiao.kernel.models import TimelineEntry
    from jujiao.kernel.record import timeline

    entries = TimelineEntry.objects.order_by("subject_kind", "subject_id", "seq")
    whole, broken = 0, []
    for subject, chain in groupby(entries, key=lambda entry: (entry.subject_kind, entry.subject_id)):
        if timeline.broken_at(chain) is None:
            whole += 1
        else:
            broken.append(f"{subject[0]} {subject[1]}")
    print(json.dumps({"whole": whole, "broken": broken}))


if __name__ == "__main__":
    main()
