import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import documents.public_ids
import tracker.models.webhooks


class Migration(migrations.Migration):
    dependencies = [("tracker", "0006_following")]

    operations = [
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=documents.public_ids.new_public_id, editable=False, max_length=10, unique=True)),
                ('address', models.CharField(max_length=500)),
                ('kinds', models.JSONField(default=list)),
                ('salt', models.CharField(max_length=64)),
                ('secret_hash', models.CharField(max_length=64)),
                ('after_seq', models.PositiveBigIntegerField()),
                ('made_at', models.DateTimeField()),
                ('failures', models.PositiveIntegerField(default=0)),
                ('rests_until', models.DateTimeField(blank=True, null=True)),
                ('disabled_at', models.DateTimeField(blank=True, null=True)),
                ('disabled_why', models.CharField(blank=True, choices=[('failures', 'it failed too often in a row'), ('person', 'you switched it off'), ('secret', 'its secret went with the key of the installation; make a new one')], max_length=10)),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='webhooks', to='documents.document')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='webhooks', to=settings.AUTH_USER_MODEL)),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='webhooks', to='negotiation.process')),
            ],
            options={
                'ordering': ['-made_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=tracker.models.webhooks.new_delivery_id, editable=False, max_length=20, unique=True)),
                ('state', models.CharField(choices=[('waiting', 'waits'), ('sent', 'arrived'), ('withheld', 'not for this person when it was to be sent'), ('failed', 'given up')], default='waiting', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_at', models.DateTimeField()),
                ('claimed_until', models.DateTimeField(blank=True, null=True)),
                ('tried_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('trouble', models.CharField(blank=True, choices=[('address', 'the address is not allowed'), ('name', 'the name of the host is not known'), ('connection', 'no connection'), ('tls', 'the certificate or encryption is not good'), ('time', 'no answer in time'), ('redirect', 'it sends on elsewhere, which is not followed'), ('answer', 'it did not accept it')], max_length=10)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='negotiation.event')),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='tracker.webhook')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'next_at'], name='deliveries_due')],
                'constraints': [models.UniqueConstraint(fields=('webhook', 'event'), name='webhook_is_told_an_event_in_one_row')],
            },
        ),
    ]
