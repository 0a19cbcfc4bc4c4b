from django.conf import settings
from django.db import migrations, models

from jujiao.rules.phones import NoNumber, normal


def to_one_form(apps, schema_editor):
    """Numbers that were kept before all of them had one form."""
    for model, field in [("Complaint", "contact_phone")]:
        rows = apps.get_model("complaints", model).objects.all()
        for number in (
            rows.exclude(**{field: ""}).exclude(**{f"{field}__isnull": True}).values_list(field, flat=True).distinct()
        ):
            try:
                kept = normal(number)
            except NoNumber:
                # Another system sent something else as a number: it stays beside the name.
                for row in rows.filter(contact_phone=number):
                    named = f"{row.contact_name} {number}".strip()[:80]
                    rows.filter(pk=row.pk).update(contact_name=named, contact_phone="")
                continue
            if kept != number:
                rows.filter(**{field: number}).update(**{field: kept})
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0003_search_by_all_words"),
        ("estates", "0005_several_numbers"),
        ("rulebook", "0001_all_tables"),
        ("staff", "0004_numbers_in_one_form"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(to_one_form, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("contact_phone", ""),
                    (
                        "contact_phone__regex",
                        "^(1[3-9]\\d{9}|(0\\d{2,3}-\\d|[2-8])\\d{6,7}(-\\d{1,6})?|[48]00-\\d{3}-\\d{4}(-\\d{1,6})?|95\\d{3,6}|96\\d{3,4}|1[012]\\d{3}|\\+[1-9]\\d{6,14}(-\\d{1,6})?)$",
                    ),
                    _connector="OR",
                ),
                name="complaint_phone_normal",
            ),
        ),
    ]
