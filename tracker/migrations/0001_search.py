import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Words come in their normal form with blanks between them (tracker.search.tokens), so that no
# parser of the database has a say: "ascii" cuts at blanks and takes every other sign that is
# left as part of a word. The index finds the rows that have the words; phrases and ranks are read
# from the rows themselves.
_SQLITE = (
    """
    CREATE VIRTUAL TABLE tracker_searchindex USING fts5(
        words, disputed, content='tracker_searchentry', content_rowid='id',
        detail=column, columnsize=0, tokenize="ascii tokenchars '''.,_'"
    )
    """,
    """
    CREATE TRIGGER search_entry_comes AFTER INSERT ON tracker_searchentry BEGIN
        INSERT INTO tracker_searchindex(rowid, words, disputed)
        VALUES (new.id, new.words, new.disputed);
    END
    """,
    """
    CREATE TRIGGER search_entry_goes AFTER DELETE ON tracker_searchentry BEGIN
        INSERT INTO tracker_searchindex(tracker_searchindex, rowid, words, disputed)
        VALUES ('delete', old.id, old.words, old.disputed);
    END
    """,
)
_POSTGRESQL = tuple(
    statement
    for column in ("words", "disputed")
    for statement in (
        f"""
        ALTER TABLE tracker_searchentry ADD COLUMN {column}_index tsvector
        GENERATED ALWAYS AS (array_to_tsvector(string_to_array(btrim({column}), '  '))) STORED
        """,
        f"CREATE INDEX search_{column} ON tracker_searchentry USING gin ({column}_index)",
    )
)
_BACK = {
    "sqlite": (
        "DROP TRIGGER search_entry_goes",
        "DROP TRIGGER search_entry_comes",
        "DROP TABLE tracker_searchindex",
    ),
    "postgresql": (),  # its columns and indexes go with the table
}


def make_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The full-text index, as the database has it."""
    statements = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def drop_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away."""
    for statement in _BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("documents", "0002_edits"),
        ("negotiation", "0002_events"),
        ("actionlines", "0001_lines_and_facilitators"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("proposal", "Proposal"),
                            ("decision", "Decision"),
                        ],
                        max_length=8,
                    ),
                ),
                ("family", models.CharField(max_length=24)),
                ("on", models.DateField(null=True)),
                ("place", models.TextField(blank=True)),
                ("words", models.TextField()),
                ("disputed", models.TextField(blank=True)),
                (
                    "wording",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="documents.wording",
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="negotiation.proposal",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="negotiation.decision",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="documents.draft",
                    ),
                ),
                (
                    "provision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="documents.provision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("draft__isnull", False),
                                ("kind", "text"),
                                ("wording__isnull", False),
                            ),
                            models.Q(("kind", "proposal"), ("proposal__isnull", False)),
                            models.Q(("decision__isnull", False), ("kind", "decision")),
                            _connector="OR",
                        ),
                        name="search_entry_stands_for_something",
                    )
                ],
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]
