from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("negotiation", "0001_people_and_decisions")]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="excepts",
            field=models.PositiveIntegerField(
                default=0,
                help_text="How many exceptions it was taken with; the database takes no more.",
            ),
        ),
        migrations.RunSQL(
            "UPDATE negotiation_decision SET excepts = (SELECT COUNT(*)"
            " FROM negotiation_decision_exceptions AS one"
            " WHERE one.decision_id = negotiation_decision.id)",
            migrations.RunSQL.noop,
        ),
    ]
