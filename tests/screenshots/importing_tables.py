"""Importing recommendations: a table with every trap, and a later one matched with a set."""

from __future__ import annotations

from evidence_library.ui.screens.track_import import TrackImportDialog
from tests.screenshots.stage import ROOT, Scenes, Stage

SAMPLES = ROOT / "tests" / "samples"


def importing_tables(stage: Stage) -> Scenes:
    """Show the dialog empty, with rows as read, with large text, and with rows matched."""
    window = stage.window
    window.go("track")
    stage.settle()
    dialog = _opened(stage)
    if dialog is None:
        return
    stage.settle()
    yield "track-import-empty", dialog
    dialog.presenter.read_file(SAMPLES / "recommendations.html")
    stage.settle()
    dialog.rows.go_to(1)
    dialog.row.pieces.setCurrentRow(2)
    stage.settle()
    yield "track-import", dialog
    yield from _matched(stage, dialog)
    window.appearance.set("text_size", 200)
    large = _opened(stage)
    if large is not None:
        large.presenter.read_file(SAMPLES / "recommendations.html")
        stage.settle()
        yield "track-import-large-text", large
        large.reject()
    window.appearance.set("text_size", 100)
    window.go("find")


def _opened(stage: Stage) -> TrackImportDialog | None:
    stage.window.tracking.screen.do("import")
    stage.settle()
    found = stage.window.findChildren(TrackImportDialog)
    return found[-1] if found else None


def _matched(stage: Stage, dialog: TrackImportDialog) -> Scenes:
    library = stage.window.session.library
    if library is None:
        return
    dialog.presenter.commit()
    stage.settle()
    again = _opened(stage)
    if again is None:
        return
    again.presenter.read_file(SAMPLES / "recommendations.html")
    stage.settle()
    again.merge.reported.setText("March 2012")
    again.mode.setCurrentIndex(1)
    stage.settle()
    again.merge.set_box.setCurrentIndex(again.merge.set_box.count() - 1)
    again.merge.set_box.activated.emit(again.merge.set_box.currentIndex())
    stage.settle()
    yield "track-import-progress", again
    again.reject()
