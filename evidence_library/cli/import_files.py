"""`import`: add files to the library."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from evidence_library.cli.output import complain, count, print_json, tell
from evidence_library.cli.progress import shown_progress
from evidence_library.cli.verbs import library_of
from evidence_library.model.recommendation import count_in_words
from evidence_library.services import ingest, shapes
from evidence_library.services.ingest import FilePreview, ImportReport


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would be read; change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def import_files(
    context: click.Context, files: tuple[Path, ...], dry_run: bool, as_json: bool
) -> None:
    """Add FILES to the library. A file that cannot be read does not stop the others."""
    with library_of(context) as library, shown_progress() as progress:
        previews = ingest.preview_with_near(library, files, progress)
        report = ingest.planned(previews) if dry_run else ingest.commit(library, previews, progress)
    if as_json:
        print_json(shapes.imported(report, dry_run=dry_run))
    else:
        _tell(report, dry_run)
    for item in report.previews:
        if item.error:
            complain(f"{item.path}: {item.error}")
    sys.exit(1 if report.failed else 0)


def _tell(report: ImportReport, dry_run: bool) -> None:
    for item in report.previews:
        for line in _lines(item):
            tell(line)
    would = "Would import" if dry_run else "Imported"
    parts = [f"{would} {count(report.imported, 'file')}"]
    if report.unchanged:
        parts.append(f"{count(report.unchanged, 'file')} already here")
    if report.failed:
        parts.append(f"{count(report.failed, 'file')} could not be read")
    tell("; ".join(parts) + ".")


def _lines(item: FilePreview) -> Iterator[str]:
    """Say what was read of a file, and every repair and oddity."""
    reading = item.reading
    if reading is None:
        return
    if item.already_here:
        yield f"{item.path.name}: already in the library"
        return
    yield f"{item.path.name}: {reading.format}"
    if item.replaces:
        yield f"  takes the place of “{item.replaces}”"
    for problem in reading.problems:
        yield f"  {problem.severity}: {problem.message}"
    for record in reading.records:
        yield f"  {record.title or 'Untitled'}"
        for flag in record.flags:
            yield f"    note: {flag.message}"
    for found in reading.sets:
        yield f"  {count_in_words(found.recommendations)}"
        for row in found.recommendations:
            for flag in row.flags:
                yield f"    note on {row.number}: {flag.message}"
