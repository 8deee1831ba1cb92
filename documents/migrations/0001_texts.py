import django.db.models.deletion
import documents.public_ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('title', models.CharField(max_length=300)),
                ('short_title', models.CharField(max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('content', models.BinaryField()),
                ('encoding', models.CharField(default='utf-8', max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name='Comparison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=documents.public_ids.new_public_id, editable=False, max_length=10, unique=True)),
                ('earlier_reading', models.PositiveIntegerField()),
                ('later_reading', models.PositiveIntegerField()),
                ('engine', models.CharField(max_length=20)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('done', 'done'), ('failed', 'failed'), ('cancelled', 'cancelled')], default='waiting', max_length=10)),
                ('claimed_until', models.DateTimeField(blank=True, null=True)),
                ('error', models.TextField(blank=True)),
                ('asked_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('link', models.CharField(max_length=10)),
                ('found_by', models.CharField(max_length=10)),
                ('certainty', models.FloatField()),
                ('kinds', models.JSONField(default=list)),
                ('hunks', models.JSONField(default=list)),
                ('compared_at', models.DateTimeField(blank=True, null=True)),
                ('comparison', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='documents.comparison')),
            ],
            options={
                'ordering': ['comparison', 'order'],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=documents.public_ids.new_public_id, editable=False, max_length=10, unique=True)),
                ('number', models.PositiveIntegerField(help_text='Order of issue within the document.')),
                ('language', models.CharField(default='en', max_length=12)),
                ('title', models.CharField(help_text='As people call it: “Annex Two”.', max_length=200)),
                ('symbol', models.CharField(blank=True, max_length=80)),
                ('issued_on', models.DateField(blank=True, null=True)),
                ('issued_as', models.CharField(blank=True, help_text='The date as printed where no day is known: “2005”.', max_length=40)),
                ('as_of', models.DateField(blank=True, help_text='Status as of.', null=True)),
                ('as_of_note', models.CharField(blank=True, help_text='“COB”.', max_length=40)),
                ('state', models.CharField(choices=[('imported', 'imported, not yet issued'), ('rolling', 'rolling'), ('issued', 'issued')], default='imported', max_length=10)),
                ('extent', models.CharField(choices=[('whole', 'whole'), ('excerpt', 'excerpt'), ('outline', 'outline')], default='whole', max_length=10)),
                ('content_hash', models.CharField(blank=True, max_length=64)),
                ('reading', models.PositiveIntegerField(default=1)),
                ('engine', models.CharField(blank=True, help_text='Engine that read it last.', max_length=20)),
                ('written_at', models.DateTimeField(blank=True, help_text='When it was recorded.', null=True)),
                ('frozen_at', models.DateTimeField(blank=True, help_text='When it was issued here.', null=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='documents.document')),
                ('follows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='documents.draft')),
                ('frozen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('translation_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='translations', to='documents.draft')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['document', 'number'],
            },
        ),
        migrations.AddField(
            model_name='comparison',
            name='earlier',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='compared_with_later', to='documents.draft'),
        ),
        migrations.AddField(
            model_name='comparison',
            name='later',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='compared_with_earlier', to='documents.draft'),
        ),
        migrations.CreateModel(
            name='DraftPassage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prints', to='documents.draft')),
                ('passage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.passage')),
            ],
            options={
                'ordering': ['draft', 'order'],
            },
        ),
        migrations.AddField(
            model_name='draft',
            name='passages',
            field=models.ManyToManyField(related_name='drafts', through='documents.DraftPassage', to='documents.passage'),
        ),
        migrations.CreateModel(
            name='Provision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=documents.public_ids.new_public_id, editable=False, max_length=10, unique=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='provisions', to='documents.document')),
            ],
        ),
        migrations.CreateModel(
            name='Lineage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('merged_into', 'merged into'), ('split_into', 'split into'), ('moved_to', 'moved to'), ('replaced_by', 'replaced by'), ('taken_from', 'words taken into'), ('considers', 'considered in'), ('same_text', 'same text as'), ('same', 'the same provision as'), ('different', 'not the same provision as')], max_length=12)),
                ('basis', models.CharField(choices=[('stated', 'stated in the record'), ('inferred', 'inferred'), ('aligned', 'found by comparison'), ('person', 'said by a person')], max_length=10)),
                ('certainty', models.FloatField(blank=True, help_text='0 to 1; null where stated.', null=True)),
                ('note', models.TextField(blank=True)),
                ('ref', models.CharField(blank=True, max_length=120, null=True, unique=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('in_draft', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lineage', to='documents.draft')),
                ('retracts', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='retracted_by', to='documents.lineage')),
                ('passage', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.passage')),
                ('earlier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='went_to', to='documents.provision')),
                ('later', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='came_from', to='documents.provision')),
            ],
        ),
        migrations.AddField(
            model_name='passage',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='documents.source'),
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('kind', models.CharField(choices=[('chapter', 'Chapter'), ('part', 'Part'), ('section', 'Section'), ('chapeau', 'Chapeau'), ('paragraph', 'Paragraph'), ('sub_paragraph', 'Sub-paragraph'), ('bullet', 'Bullet'), ('annex', 'Annex')], max_length=20)),
                ('role', models.CharField(choices=[('text', 'text'), ('alternative', 'alternative'), ('addition', 'addition')], default='text', max_length=20)),
                ('rank', models.CharField(help_text='Order among siblings: digits, compared as text.', max_length=40)),
                ('label', models.CharField(blank=True, help_text='As printed.', max_length=200)),
                ('number', models.CharField(blank=True, help_text='Reading-order number where printing lost it.', max_length=40)),
                ('code', models.CharField(blank=True, help_text='Latin action-line code: C5.', max_length=20)),
                ('heading', models.TextField(blank=True)),
                ('symbol', models.CharField(blank=True, help_text='Chapters are issued under symbols of their own.', max_length=80)),
                ('coverage', models.CharField(choices=[('whole', 'Whole'), ('excerpt', 'Excerpt'), ('none', 'text not held')], default='whole', max_length=10)),
                ('disposition', models.CharField(choices=[('live', 'live'), ('alternative', 'alternative'), ('withdrawn', 'withdrawn'), ('deleted', 'deleted'), ('moved', 'moved'), ('merged_into', 'merged into'), ('split_into', 'split into'), ('replaced_by', 'replaced by'), ('parked', 'parked'), ('annexed', 'annexed')], default='live', max_length=12)),
                ('marks', models.JSONField(default=list, help_text='[[kind, start, end], …] in source.')),
                ('text', models.TextField(blank=True)),
                ('text_hash', models.CharField(blank=True, max_length=64)),
                ('version', models.PositiveIntegerField(default=1)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='documents.draft')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='child_wordings', to='documents.provision')),
                ('provision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='documents.provision')),
            ],
            options={
                'ordering': ['draft', 'rank'],
            },
        ),
        migrations.CreateModel(
            name='Problem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('unclosed', 'Unclosed'), ('unopened', 'Unopened'), ('empty', 'Empty'), ('lost_redline', 'Lost Redline'), ('label_contradiction', 'Label Contradiction')], max_length=30)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('detail', models.TextField(blank=True)),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='documents.wording')),
            ],
            options={
                'ordering': ['wording', 'start'],
            },
        ),
        migrations.CreateModel(
            name='ChangeSide',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('earlier', 'Earlier'), ('later', 'Later')], max_length=7)),
                ('order', models.PositiveIntegerField()),
                ('change', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sides', to='documents.change')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='documents.wording')),
            ],
            options={
                'ordering': ['change', 'side', 'order'],
            },
        ),
        migrations.CreateModel(
            name='Bracket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('depth', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('text', 'Text'), ('status', 'Status'), ('attribution', 'Attribution'), ('placeholder', 'Placeholder'), ('old_number', 'Old Number'), ('footnote', 'Footnote'), ('note', 'Note'), ('remnant', 'Remnant')], max_length=20)),
                ('end_wording', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='closed_brackets', to='documents.wording')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='brackets', to='documents.wording')),
            ],
            options={
                'ordering': ['wording', 'start'],
            },
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.UniqueConstraint(fields=('comparison', 'order'), name='change_has_its_order'),
        ),
        migrations.AddConstraint(
            model_name='comparison',
            constraint=models.UniqueConstraint(fields=('earlier', 'earlier_reading', 'later', 'later_reading', 'engine'), name='comparison_is_made_once'),
        ),
        migrations.AddConstraint(
            model_name='comparison',
            constraint=models.CheckConstraint(condition=models.Q(('earlier', models.F('later')), _negated=True), name='comparison_joins_two_drafts'),
        ),
        migrations.AddConstraint(
            model_name='draftpassage',
            constraint=models.UniqueConstraint(fields=('draft', 'order'), name='draft_prints_in_order'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('document', 'language', 'number'), name='draft_number_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'rolling')), fields=('document', 'language'), name='document_has_one_rolling_draft'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'issued'), _negated=True), models.Q(('content_hash', ''), _negated=True), _connector='OR'), name='issued_draft_has_a_hash'),
        ),
        migrations.AddConstraint(
            model_name='lineage',
            constraint=models.CheckConstraint(condition=models.Q(('earlier', models.F('later')), _negated=True), name='lineage_joins_two_provisions'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='passage_is_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('source', 'start', 'end'), name='passage_is_recorded_once'),
        ),
        migrations.AddIndex(
            model_name='bracket',
            index=models.Index(condition=models.Q(('end_wording__isnull', False)), fields=['wording'], name='bracket_around_provisions'),
        ),
        migrations.AddIndex(
            model_name='wording',
            index=models.Index(fields=['text_hash'], name='wording_by_its_text'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.UniqueConstraint(fields=('draft', 'provision'), name='provision_has_one_wording_in_a_draft'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.UniqueConstraint(fields=('draft', 'start'), name='wording_claims_its_place'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.CheckConstraint(condition=models.Q(('role', 'text'), ('parent__isnull', False), _connector='OR'), name='alternative_has_a_slot'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.CheckConstraint(condition=models.Q(('start__isnull', False), ('source', ''), _connector='OR'), name='unprinted_wording_has_no_source'),
        ),
        migrations.AddConstraint(
            model_name='changeside',
            constraint=models.UniqueConstraint(fields=('change', 'side', 'order'), name='change_side_has_its_order'),
        ),
    ]
