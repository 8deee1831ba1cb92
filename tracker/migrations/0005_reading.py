from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tracker", "0004_catching_up")]

    operations = []
