from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tracker", "0003_imports")]

    operations = []
