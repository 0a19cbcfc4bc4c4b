from django.conf import settings
from django.db import migrations, models

from jujiao.rules.phones import NoNumber, normal


def to_one_form(apps, schema_editor):
    """Numbers that were kept before all of them had one form."""
    for model, field in [("Employee", "phone")]:
        rows = apps.get_model("staff", model).objects.all()
        for number in (
            rows.exclude(**{field: ""}).exclude(**{f"{field}__isnull": True}).values_list(field, flat=True).distinct()
        ):
            try:
                kept = normal(number)
            except NoNumber:
                continue  # a landline of a kind that is not given out any more, which the constraint knows
            if kept != number:
                rows.filter(**{field: number}).update(**{field: kept})
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("estates", "0005_several_numbers"),
        ("staff", "0003_columns_of_lists_are_matched"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(to_one_form, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="employee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("phone", ""),
                    (
                        "phone__regex",
                        "^(1[3-9]\\d{9}|(0\\d{2,3}-\\d|[2-8])\\d{6,7}(-\\d{1,6})?|[48]00-\\d{3}-\\d{4}(-\\d{1,6})?|95\\d{3,6}|96\\d{3,4}|1[012]\\d{3}|\\+[1-9]\\d{6,14}(-\\d{1,6})?)$",
                    ),
                    _connector="OR",
                ),
                name="employee_phone_normal",
            ),
        ),
    ]
