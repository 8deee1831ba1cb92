import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_texts'),
        ('negotiation', '0001_people_and_decisions'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActionLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='Latin: C5, C7-e-health.', max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('order', models.PositiveIntegerField()),
                ('proposed', models.BooleanField(default=False)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='actionlines.actionline')),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='action_lines', to='negotiation.process')),
            ],
            options={
                'ordering': ['process', 'order'],
            },
        ),
        migrations.CreateModel(
            name='Facilitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('according_to', models.CharField(max_length=120)),
                ('printed', models.CharField(help_text='The cell as printed.', max_length=200)),
                ('inferred', models.BooleanField(default=False)),
                ('order', models.PositiveIntegerField(default=0)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facilitations', to='actionlines.actionline')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facilitations', to='negotiation.party')),
                ('passage', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.passage')),
            ],
            options={
                'ordering': ['line', 'according_to', 'order'],
            },
        ),
        migrations.CreateModel(
            name='LineSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='actionlines.actionline')),
                ('provision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='line_sections', to='documents.provision')),
            ],
        ),
        migrations.AddConstraint(
            model_name='actionline',
            constraint=models.UniqueConstraint(fields=('process', 'code'), name='action_line_code_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='facilitation',
            constraint=models.UniqueConstraint(fields=('line', 'party', 'according_to'), name='facilitation_is_listed_once'),
        ),
        migrations.AddConstraint(
            model_name='linesection',
            constraint=models.UniqueConstraint(fields=('line', 'provision'), name='section_belongs_to_a_line_once'),
        ),
    ]
