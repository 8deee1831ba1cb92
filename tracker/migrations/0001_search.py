from django.conf import settings
from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("documents", "0002_edits"),
        ("negotiation", "0002_events"),
        ("actionlines", "0001_lines_and_facilitators"),
    ]

    operations = []
