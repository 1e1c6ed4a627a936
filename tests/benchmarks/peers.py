"""The same searches on other engines, beside ours in one run: ids, total and the best twenty.

Whoosh is there anyway, for its parser. tantivy is measured where it is installed (`pip install
.[bench]`): it is the limit of what a compiled engine does. Neither counts facets, knows headings or
writes in the library's own transaction.
"""

from __future__ import annotations

import importlib
import importlib.util
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in
from whoosh.qparser import MultifieldParser

from evidence_library.model.record import Record
from evidence_library.services import find
from evidence_library.services.find import Request
from evidence_library.services.opened import Library
from tests.benchmarks import generator, report

#: Kinds of query that every engine understands.
QUERIES: Mapping[str, tuple[str, ...]] = {
    "word": ("burglary", "wardens", "lighting", "mentors", "alarm", "injury"),
    "common word": ("police", "community", "crime"),
    "two or three words": ("police trust", "young people school", "community safety partnership"),
    "OR of six": ("police OR community OR crime OR search OR stop OR trust",),
    "phrase": ('"stop search"', '"young people"'),
    "exclusion": ("police -community",),
}
_FIELDS = ("title", "finding", "body")
_ROUNDS = 5
_BEST = 20

Search = Callable[[str], object]


def measure(folder: Path, library: Library, count: int) -> None:
    """Print the times of each engine for each kind of query, and the ratio to ours."""
    engines: dict[str, Search] = {"ours": _ours(library)}
    scheme = list(library.search.facets_now().scheme.concepts.values())
    for name, build in _builders().items():
        started = time.perf_counter()
        engines[name] = build(folder / f"{name}-{count}", generator.records(count, scheme))
        report.figure(f"{name}: building its index", time.perf_counter() - started, "s")
    if "tantivy" not in engines:
        print("tantivy is not installed here: left out")
    for kind, texts in QUERIES.items():
        medians = {name: _median(search, texts) for name, search in engines.items()}
        told = [f"{name} {spent:>8.2f} ms" for name, spent in medians.items()]
        ratios = [
            f"{medians['ours'] / medians[name]:.1f} x {name}" for name in engines if name != "ours"
        ]
        print(f"{kind:<24}{'   '.join(told)}   ours takes {', '.join(ratios)}", flush=True)


def _median(search: Search, texts: tuple[str, ...]) -> float:
    times = []
    for text in texts * _ROUNDS:
        started = time.perf_counter()
        search(text)
        times.append((time.perf_counter() - started) * 1000)
    return sorted(times)[len(times) // 2]


def _ours(library: Library) -> Search:
    def search(text: str) -> object:
        library.search.forget()
        return find.search(library, Request(text, synonyms=False)).numbers[:_BEST]

    return search


def _builders() -> dict[str, Callable[[Path, Iterator[Record]], Search]]:
    builders = {"whoosh": _whoosh}
    if importlib.util.find_spec("tantivy") is not None:
        builders["tantivy"] = _tantivy
    return builders


def _whoosh(folder: Path, records: Iterator[Record]) -> Search:
    folder.mkdir()
    schema = Schema(id=ID(stored=True), **{name: TEXT() for name in _FIELDS})
    index = create_in(str(folder), schema)
    writer = index.writer(limitmb=256)
    for record in records:
        writer.add_document(id=record.id, **_texts(record))
    writer.commit()
    searcher = index.searcher()
    parser = MultifieldParser(list(_FIELDS), schema)

    def search(text: str) -> object:
        found = searcher.search(parser.parse(text.replace(" -", " NOT ")), limit=_BEST)
        return len(found), [hit["id"] for hit in found]

    return search


def _tantivy(folder: Path, records: Iterator[Record]) -> Search:
    engine: Any = importlib.import_module("tantivy")
    folder.mkdir()
    builder = engine.SchemaBuilder().add_text_field("id", stored=True)
    for name in _FIELDS:
        builder = builder.add_text_field(name, tokenizer_name="en_stem")
    index = engine.Index(builder.build(), path=str(folder))
    writer = index.writer()
    for record in records:
        writer.add_document(engine.Document(id=record.id, **_texts(record)))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(text: str) -> object:
        query = index.parse_query(_all_words(text), list(_FIELDS))
        found = searcher.search(query, _BEST, count=True)
        return found.count, [searcher.doc(place)["id"] for _, place in found.hits]

    return search


def _all_words(text: str) -> str:
    """Ask for all words: tantivy's parser asks for any."""
    if " OR " in text or text.startswith('"'):
        return text
    return " ".join(word if word.startswith("-") else f"+{word}" for word in text.split())


def _texts(record: Record) -> dict[str, str]:
    body = " ".join(section.body for section in record.sections)
    return {"title": record.title, "finding": record.finding, "body": body}
