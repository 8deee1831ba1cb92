import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_texts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField()),
                ('name', models.CharField(max_length=120)),
                ('rank', models.PositiveIntegerField()),
            ],
            options={
                'verbose_name_plural': 'bodies',
                'ordering': ['process', '-rank'],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
                ('kind', models.CharField(choices=[('government', 'government'), ('international', 'international organization'), ('private_sector', 'private sector'), ('civil_society', 'civil society'), ('group', 'group'), ('unknown', 'not said')], default='unknown', max_length=20)),
            ],
            options={
                'verbose_name_plural': 'parties',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=200)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('dates_as', models.CharField(help_text='As printed: “July 2013”.', max_length=60)),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['process', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Process',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('title', models.CharField(max_length=200)),
                ('summary', models.TextField(blank=True)),
                ('colours', models.JSONField(blank=True, default=dict, help_text='Shape → its colour on light and on dark paper.')),
                ('words', models.JSONField(blank=True, default=dict, help_text='Language → code → its word.')),
            ],
            options={
                'verbose_name_plural': 'processes',
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('title', models.CharField(max_length=200)),
                ('short_title', models.CharField(max_length=40)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('place', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('planned', 'planned'), ('open', 'open'), ('closed', 'closed')], default='planned', max_length=10)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.TextField(blank=True, help_text='“No report held.”')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='negotiation.body')),
                ('phase', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='negotiation.phase')),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='negotiation.process')),
            ],
            options={
                'ordering': ['starts_on', 'ends_on', 'id'],
            },
        ),
        migrations.AddField(
            model_name='phase',
            name='process',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='phases', to='negotiation.process'),
        ),
        migrations.CreateModel(
            name='Officer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.CharField(choices=[('chair', 'Chair'), ('vice_chair', 'Vice-Chair'), ('co_facilitator', 'Co-facilitator')], max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='officers', to='negotiation.party')),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='officers', to='negotiation.process')),
            ],
            options={
                'ordering': ['process', 'office', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('secretariat', 'secretariat'), ('chair', 'chair'), ('delegate', 'delegate'), ('observer', 'observer')], max_length=20)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='negotiation.party')),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='negotiation.process')),
            ],
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(default=0)),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='mandate', to='documents.document')),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='negotiation.process')),
            ],
            options={
                'ordering': ['process', 'order'],
            },
        ),
        migrations.AddField(
            model_name='body',
            name='process',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='negotiation.process'),
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visibility', models.CharField(choices=[('secretariat', 'secretariat and chair'), ('parties', 'members of the process'), ('public', 'public')], max_length=12)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='documents.draft')),
            ],
            options={
                'ordering': ['draft', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('symbol', models.CharField(blank=True, max_length=80)),
                ('received_on', models.DateField(blank=True, null=True)),
                ('note', models.TextField(blank=True)),
                ('ref', models.CharField(max_length=120, unique=True)),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='negotiation.meeting')),
                ('parties', models.ManyToManyField(related_name='submissions', to='negotiation.party')),
                ('passage', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.passage')),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='negotiation.process')),
            ],
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('does', models.CharField(choices=[('replace', 'replace'), ('add', 'add'), ('delete', 'delete')], max_length=10)),
                ('text', models.TextField(blank=True)),
                ('ref', models.CharField(blank=True, max_length=120, null=True, unique=True)),
                ('passage', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.passage')),
                ('stands_as', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stands_for', to='documents.provision')),
                ('target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='documents.provision')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='negotiation.submission')),
            ],
            options={
                'ordering': ['submission', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stance', models.CharField(choices=[('proposes', 'proposes'), ('supports', 'supports'), ('opposes', 'opposes')], max_length=10)),
                ('taken_on', models.DateField(blank=True, null=True)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='negotiation.party')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='negotiation.submission')),
            ],
            options={
                'ordering': ['submission', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Tabling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_a', models.CharField(choices=[('tabled', 'tabled'), ('result', 'result'), ('proposal', 'proposal')], max_length=10)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tablings', to='documents.draft')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tablings', to='negotiation.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(choices=[('not_opened', 'not yet read'), ('not_agreed', 'not agreed'), ('open', 'open'), ('bracketed', 'bracketed'), ('alt', 'alternatives'), ('pending', 'pending'), ('under_silence', 'under silence'), ('silence_broken', 'silence broken'), ('pre_agreed', 'pre-agreed'), ('agreed_in_group', 'agreed in group'), ('suggested_for_closure', 'suggested for closure'), ('agreed_ad_ref', 'agreed ad referendum'), ('agreed', 'agreed'), ('final_agreed', 'final agreed'), ('adopted', 'adopted')], max_length=24)),
                ('covers', models.BooleanField(default=False)),
                ('excepts', models.PositiveIntegerField(default=0, help_text='How many exceptions it was taken with; the database takes no more.')),
                ('condition', models.TextField(blank=True, help_text='As printed: “besides the Annex”.')),
                ('note', models.TextField(blank=True)),
                ('contradiction', models.TextField(blank=True, help_text='What in the record itself contradicts this decision.')),
                ('breaks', models.JSONField(blank=True, default=list, help_text='The rules that it breaks as the record states it (negotiation.breaches).')),
                ('wording_hash', models.CharField(blank=True, max_length=64)),
                ('taken_on', models.DateField(help_text='The day it was decided, not the day it was recorded.')),
                ('basis', models.CharField(choices=[('stated', 'stated in the record'), ('tag', 'tag in the text'), ('gavel', 'decided on the spot'), ('editorial', 'editorial correction'), ('late_record', 'recorded after the meeting closed')], max_length=12)),
                ('ref', models.CharField(blank=True, max_length=120, null=True, unique=True)),
                ('at', models.DateTimeField()),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='negotiation.body')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='negotiation.decision')),
                ('draft', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='documents.draft')),
                ('exceptions', models.ManyToManyField(blank=True, related_name='excepted_from', to='documents.provision')),
                ('passage', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.passage')),
                ('provision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='documents.provision')),
                ('reopens', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reopened_by', to='negotiation.decision')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='negotiation.meeting')),
            ],
            options={
                'ordering': ['taken_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('meeting__isnull', False), ('draft__isnull', False), _connector='OR'), name='decision_belongs_to_a_meeting_or_a_draft')],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('principle', 'principle'), ('deadline', 'deadline'), ('note', 'note')], max_length=10)),
                ('text', models.TextField()),
                ('due_on', models.DateField(blank=True, null=True)),
                ('cutting_on', models.DateField(blank=True, help_text='After this day nothing is accepted.', null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='negotiation.meeting')),
                ('passage', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.passage')),
            ],
            options={
                'ordering': ['meeting', 'number'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='outcome_number_is_unique')],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('does', models.CharField(choices=[('combine', 'combine'), ('replace', 'replace and combine'), ('alternate', 'provide alternative text'), ('reformulate', 'reformulate'), ('redraft', 'redraft'), ('consult', 'lead consultations')], max_length=12)),
                ('text', models.TextField(help_text='As printed.')),
                ('holder_inferred', models.BooleanField(default=False)),
                ('small_group', models.CharField(blank=True, help_text='In which it is worked on, as the room calls it.', max_length=120)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('contradiction', models.TextField(blank=True)),
                ('ref', models.CharField(blank=True, max_length=120, null=True, unique=True)),
                ('passage', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.passage')),
                ('provisions', models.ManyToManyField(related_name='assignments', to='documents.provision')),
                ('result', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resulted_from', to='documents.provision')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='negotiation.meeting')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='negotiation.party')),
            ],
            options={
                'ordering': ['meeting', 'number'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='assignment_number_is_unique')],
            },
        ),
        migrations.AddConstraint(
            model_name='phase',
            constraint=models.UniqueConstraint(fields=('process', 'number'), name='phase_number_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='officer',
            constraint=models.UniqueConstraint(fields=('process', 'office', 'name'), name='officer_is_named_once'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.UniqueConstraint(fields=('user', 'process', 'role'), name='member_has_a_role_once'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='meeting_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at__isnull', False), _connector='OR'), name='closed_meeting_says_when'),
        ),
        migrations.AddConstraint(
            model_name='body',
            constraint=models.UniqueConstraint(fields=('process', 'slug'), name='body_slug_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(fields=('submission', 'number'), name='proposal_number_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('stands_as__isnull', False), ('does', 'delete'), _connector='OR'), name='proposal_says_something'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.UniqueConstraint(fields=('submission', 'party', 'taken_on'), name='position_is_taken_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='tabling',
            constraint=models.UniqueConstraint(fields=('draft', 'meeting', 'as_a'), name='draft_is_tabled_once_at_a_meeting'),
        ),
        migrations.AddConstraint(
            model_name='tabling',
            constraint=models.UniqueConstraint(condition=models.Q(('as_a', 'result')), fields=('draft',), name='draft_is_the_result_of_one_meeting'),
        ),
    ]
