"""The tables of a library, as sqlite-utils migrations.

A record is one JSON document with a few derived columns beside it; what can be searched is derived
again whenever the document changes and is never edited or undone itself.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations
from sqlite_utils.db import DescIndex, Table

from evidence_library.model.saved_search import STARTERS
from evidence_library.store import recommendation_split
from evidence_library.text.plain_data import to_json

#: Marks a SQLite file as a library of ours ("EvLb").
APPLICATION_ID = 0x45764C62

#: The columns of the two indexes over whole records, and what a match in each weighs.
INDEX_COLUMNS = {
    "title": 8.0,
    "labels": 5.0,
    "finding": 4.0,
    "people": 2.0,
    "place": 2.0,
    "body": 1.0,
}

#: The columns of the small index that ranks when a query hits very many records.
SHORT_COLUMNS = {"title": 8.0, "labels": 5.0, "finding": 4.0}

# Terms arrive analysed and separated by blanks, so the tokenizer has nothing to decide: `ascii`
# takes every non-ASCII character for a letter, and the gap word stays whole.
_TOKENIZER = "ascii tokenchars '_'"

#: When a record states a number of its source; indexes and queries share these conditions.
STATES_A_NUMBER = {name: f'instr(document, \'"{name}":""\') = 0' for name in ("doi", "isbn")}

#: Marks among its settings a library from before it had any.
OF_OLDER_VERSION = "of an older version"

migrations = Migrations("evidence-library")

#: The migrations since which the indexes hold something else, so that they are made again.
WITH_NEW_INDEXES = frozenset(
    {"m001_first_tables", "m002_saved_searches", "m004_what_is_not_stated", "m008_comments"}
)


def _table(db: Database, name: str) -> Table:
    return db.table(name)


@migrations()
def m001_first_tables(db: Database) -> None:
    """Records, headings, recommendation sets, their history and their indexes."""
    _table(db, "concepts").create(
        {"number": int, "id": str, "notation": str, "label": str, "broader": str, "document": str},
        pk="number",
        not_null={"id", "label", "document"},
    )
    _table(db, "sources").create({"digest": str, "text": str}, pk="digest", not_null={"text"})
    _table(db, "records").create(
        {
            "number": int,
            "id": str,
            "title": str,
            "kind": str,
            "year": int,
            "added": str,
            "source": str,
            "document": str,
        },
        pk="number",
        not_null={"id", "title", "kind", "added", "document"},
        foreign_keys=[("source", "sources", "digest")],
    )
    _table(db, "recommendation_sets").create(
        {"number": int, "id": str, "title": str, "record": str, "source": str, "document": str},
        pk="number",
        not_null={"id", "title", "document"},
        foreign_keys=[("source", "sources", "digest")],
    )
    for name in ("concepts", "records", "recommendation_sets"):
        _table(db, name).create_index(["id"], unique=True)
    _table(db, "concepts").create_index(["notation"], unique=True)
    _table(db, "records").create_index(["source"])
    # Orders are read from these alone: the documents beside them are a hundred times larger.
    _table(db, "records").create_index([DescIndex("year"), "title"])
    _table(db, "records").create_index(["added"])
    _table(db, "recommendation_sets").create_index(["record"])
    _history(db)
    _indexes(db)


@migrations()
def m002_saved_searches(db: Database) -> None:
    """Saved searches, with those to start from, which every library has until it deletes them.

    They belong to no operation, so Undo does not take them away. The indexes hold more facets
    since: opening a library makes them again.
    """
    _table(db, "saved_searches").create(
        {"number": int, "id": str, "name": str, "document": str},
        pk="number",
        not_null={"id", "name", "document"},
    )
    _table(db, "saved_searches").create_index(["id"], unique=True)
    for number, one in enumerate(STARTERS, start=1):
        row = {"number": number, "id": one.id, "name": one.name, "document": to_json(one.search)}
        _table(db, "saved_searches").insert(row)


@migrations()
def m003_word_groups(db: Database) -> None:
    """The library's own groups of words that mean the same."""
    _table(db, "word_groups").create(
        {"number": int, "id": str, "name": str, "document": str},
        pk="number",
        not_null={"id", "name", "document"},
    )
    _table(db, "word_groups").create_index(["id"], unique=True)


@migrations()
def m004_what_is_not_stated(db: Database) -> None:
    """Nothing but new indexes: they tell which records have no title and no author."""


@migrations()
def m005_trash_and_who(db: Database) -> None:
    """The trash, and who made a change."""
    _table(db, "operations").add_column("by", str, not_null_default="")
    _table(db, "trash").create(
        {
            "number": int,
            "id": str,
            "title": str,
            "kind": str,
            "deleted": str,
            "by": str,
            "document": str,
        },
        pk="number",
        not_null={"id", "title", "kind", "deleted", "by", "document"},
    )
    _table(db, "trash").create_index(["id"], unique=True)


@migrations()
def m008_comments(db: Database) -> None:
    """What those who check records say about them. The indexes tell what each record holds."""
    _table(db, "comments").create(
        {"number": int, "id": str, "record": str, "document": str},
        pk="number",
        not_null={"id", "record", "document"},
    )
    _table(db, "comments").create_index(["id"], unique=True)
    _table(db, "comments").create_index(["record"])


@migrations()
def m009_tag_colours(db: Database) -> None:
    """The colours of tags. Notations of headings may repeat: those of replaced ones are free."""
    _table(db, "tags").create(
        {"number": int, "id": str, "name": str, "document": str},
        pk="number",
        not_null={"id", "name", "document"},
    )
    _table(db, "tags").create_index(["id"], unique=True)
    db.execute("DROP INDEX IF EXISTS idx_concepts_notation")
    _table(db, "concepts").create_index(["notation"])


@migrations()
def m010_attachment_texts(db: Database) -> None:
    """The texts of attached files, page by page, and which record has which file."""
    db.execute(
        "CREATE TABLE attachment_files (number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, "
        "state TEXT NOT NULL DEFAULT 'waiting', sentence TEXT NOT NULL DEFAULT '', "
        "pages INTEGER NOT NULL DEFAULT 0, paged INTEGER NOT NULL DEFAULT 0, "
        "changed INTEGER NOT NULL)"
    )
    _table(db, "attachment_files").create_index(["changed"])
    db.execute("CREATE TABLE attachment_pages (number INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    db.execute(f'CREATE VIRTUAL TABLE page_terms USING fts5(exact, stems, tokenize="{_TOKENIZER}")')
    db.execute(
        "CREATE TABLE record_files (record INTEGER NOT NULL REFERENCES records(number), "
        "file INTEGER NOT NULL, PRIMARY KEY (record, file)) WITHOUT ROWID"
    )
    _table(db, "record_files").create_index(["file"])
    named = (
        "FROM records, json_each(records.document, '$.attachments') AS one "
        "WHERE json_extract(one.value, '$.sha256') GLOB ? "
    )
    digest = ("[0-9a-f]" * 64,)
    db.execute(
        "INSERT OR IGNORE INTO attachment_files (sha256, changed) "
        f"SELECT json_extract(one.value, '$.sha256'), 1 {named}",
        digest,
    )
    db.execute(
        "INSERT OR IGNORE INTO record_files (record, file) SELECT records.number, "
        "(SELECT number FROM attachment_files "
        f"WHERE sha256 = json_extract(one.value, '$.sha256')) {named}",
        digest,
    )


@migrations()
def m011_redirects(db: Database) -> None:
    """Where merged records went, which pairs are no duplicates, and records by DOI and ISBN.

    An index holds only the few records that state such a number, so others cost nothing.
    """
    _table(db, "redirects").create(
        {"number": int, "id": str, "target": str, "title": str, "source": str, "document": str},
        pk="number",
        not_null={"id", "target", "title", "document"},
    )
    _table(db, "redirects").create_index(["id"], unique=True)
    _table(db, "redirects").create_index(["target"])
    _table(db, "not_duplicates").create(
        {"number": int, "id": str, "one": str, "other": str, "document": str},
        pk="number",
        not_null={"id", "one", "other", "document"},
    )
    _table(db, "not_duplicates").create_index(["id"], unique=True)
    _table(db, "not_duplicates").create_index(["one"])
    _table(db, "not_duplicates").create_index(["other"])
    for name, condition in STATES_A_NUMBER.items():
        stated = f"json_extract(document, '$.identifiers.{name}')"
        db.execute(f"CREATE INDEX records_by_{name} ON records ({stated}) WHERE {condition}")


@migrations()
def m012_starter(db: Database) -> None:
    """What came with the program, as it was when the library was made.

    Libraries that are older than this remember it in the operation that set them up.
    """
    _table(db, "starter").create(
        {
            "number": int,
            "id": str,
            "title": str,
            "of_record": int,
            "digest": str,
            "hidden": int,
            "document": str,
        },
        pk="number",
        not_null={"id", "title", "of_record", "digest", "hidden", "document"},
    )
    _table(db, "starter").create_index(["id"], unique=True)
    db.execute(
        "INSERT INTO starter (id, title, of_record, digest, hidden, document) "
        "SELECT key, json_extract(after, '$.title'), \"table\" = 'records', "
        "json_extract(after, '$.source'), 0, json_extract(after, '$.document') "
        "FROM operation_rows JOIN operations ON operations.id = operation_rows.operation "
        "WHERE operations.kind = 'set up' AND \"table\" IN ('records', 'recommendation_sets') "
        "AND json_extract(after, '$.source') IS NOT NULL ORDER BY operation_rows.id"
    )


@migrations()
def m013_history_by_key(db: Database) -> None:
    """What happened to one thing is found without reading the whole history."""
    _table(db, "operation_rows").create_index(["key"])


@migrations()
def m014_library_settings(db: Database) -> None:
    """The rules of a library, once settings of each person.

    A library that is older than this is marked: who opens it first hands theirs over.
    """
    _table(db, "library_settings").create(
        {"number": int, "id": str, "name": str, "document": str},
        pk="number",
        not_null={"id", "name", "document"},
    )
    _table(db, "library_settings").create_index(["id"], unique=True)
    db.execute(
        "INSERT INTO library_settings (id, name, document) "
        "SELECT ?, '', '{}' WHERE EXISTS (SELECT 1 FROM operations)",
        (OF_OLDER_VERSION,),
    )


@migrations()
def m015_packs(db: Database) -> None:
    """Packs, and the records as they were when a pack was handed out, by their digests."""
    _table(db, "packs").create(
        {"number": int, "id": str, "title": str, "document": str},
        pk="number",
        not_null={"id", "title", "document"},
    )
    _table(db, "packs").create_index(["id"], unique=True)
    _table(db, "frozen_records").create(
        {"digest": str, "document": str}, pk="digest", not_null={"document"}
    )


@migrations()
def m016_recommendations(db: Database) -> None:
    """Recommendations, each a row of its own; before, each set held its own in its document."""
    recommendation_split.make_tables(db.conn)
    recommendation_split.convert(db.conn)


@migrations()
def m017_assessments(db: Database) -> None:
    """Instruments of self-assessment, assessments and actions, one document each."""
    for name in ("instruments", "assessments", "actions"):
        _table(db, name).create(
            {"number": int, "id": str, "title": str, "document": str},
            pk="number",
            not_null={"id", "title", "document"},
        )
        _table(db, name).create_index(["id"], unique=True)


def _history(db: Database) -> None:
    _table(db, "operations").create(
        {
            "id": int,
            "name": str,
            "kind": str,
            "made_at": str,
            "reverted_by": int,
        },
        pk="id",
        not_null={"name", "kind", "made_at"},
    )
    _table(db, "operation_rows").create(
        {"id": int, "operation": int, "table": str, "key": str, "before": str, "after": str},
        pk="id",
        not_null={"operation", "table", "key"},
        foreign_keys=[("operation", "operations", "id")],
    )
    _table(db, "operation_rows").create_index(["operation"])


def _indexes(db: Database) -> None:
    whole, short = ", ".join(INDEX_COLUMNS), ", ".join(SHORT_COLUMNS)
    for name, columns, prefix in (
        ("exact_terms", whole, ", prefix='2 3'"),
        ("stem_terms", whole, ""),
        ("short_terms", short, ""),
        ("recommendation_terms", "exact, stems", ""),
    ):
        db.execute(
            f'CREATE VIRTUAL TABLE {name} USING fts5({columns}, tokenize="{_TOKENIZER}"{prefix})'
        )
    # Weights belong to the table, so that every ranking uses the same.
    for name, columns_weights in (
        ("exact_terms", INDEX_COLUMNS),
        ("stem_terms", INDEX_COLUMNS),
        ("short_terms", SHORT_COLUMNS),
    ):
        weights = ", ".join(map(str, columns_weights.values()))
        db.execute(f"INSERT INTO {name}({name}, rank) VALUES ('rank', 'bm25({weights})')")
    db.execute(
        "CREATE TABLE record_facets (facet TEXT NOT NULL, value TEXT NOT NULL, "
        "record INTEGER NOT NULL REFERENCES records(number), "
        "PRIMARY KEY (facet, value, record)) WITHOUT ROWID"
    )
    _table(db, "record_facets").create_index(["record"])
    _table(db, "record_relations").create(
        {"record": int, "to": str, "type": str},
        not_null={"record", "to", "type"},
        foreign_keys=[("record", "records", "number")],
    )
    _table(db, "record_relations").create_index(["to"])
    _table(db, "record_relations").create_index(["record"])
