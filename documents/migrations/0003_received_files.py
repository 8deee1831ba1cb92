import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_edits")]

    operations = [
        migrations.AddField(
            model_name="source",
            name="media_type",
            field=models.CharField(default="text/plain", max_length=100),
        ),
        migrations.AddField(
            model_name="draft",
            name="received",
            field=models.ForeignKey(
                blank=True,
                help_text="The file that the text it prints was read from, where that is another.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.source",
            ),
        ),
    ]
