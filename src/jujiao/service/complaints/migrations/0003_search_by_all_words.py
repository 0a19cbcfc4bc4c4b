import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    """What is searched beside the text is indexed: the place, and who may be called back."""

    dependencies = [("complaints", "0002_categories")]

    operations = [
        migrations.RemoveIndex(
            model_name="complaint",
            name="complaint_text_trgm",
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("text"), name="gin_trgm_ops"
                ),
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("place"), name="gin_trgm_ops"
                ),
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("contact_name"), name="gin_trgm_ops"
                ),
                name="complaint_words_trgm",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                condition=models.Q(("contact_phone", ""), _negated=True),
                fields=["contact_phone"],
                name="complaint_contact_phone",
            ),
        ),
    ]
