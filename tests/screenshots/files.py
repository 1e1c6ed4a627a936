"""Attachments: attached, found, looked at, listed."""

from __future__ import annotations

from evidence_library.ui.screens.attach_dialog import AttachDialog
from evidence_library.ui.screens.page_view import PageView
from tests.helpers.pdf_writer import pdf
from tests.screenshots.stage import Scenes, Stage

#: The pages of a report to attach: lines, each with the size of its letters.
REPORT = (
    (("Wardens on the Riverside estate", 22), ("A report on the first year", 14)),
    (
        ("What the wardens did", 18),
        ("Wardens walked the estate every evening and passed on what", 12),
        ("residents told them. The lamplighters, as people called them,", 12),
        ("also checked every street lamp.", 12),
    ),
    (("What it cost", 18), ("Two posts, and lamps for the lamplighters.", 12)),
)


def attachments(stage: Stage) -> Scenes:
    """Attach a report, and show it in record, results, page view and Curate."""
    window, find = stage.window, stage.window.find_screen
    report = stage.scratch / "Wardens report.pdf"
    report.write_bytes(pdf(REPORT))
    window.go("find")
    stage.search("burglary")
    find.enter_results()
    stage.settle()
    window.attaching.attach([report])
    stage.settle()
    (dialog,) = window.findChildren(AttachDialog)
    yield "attach", dialog
    dialog.accept()
    stage.settle()
    stage.search("lamplighters")
    find.enter_results()
    yield "found-in-attachment", stage.shown()
    page = window.reader.page
    digest = page.html.partition('href="attachment:')[2].partition('"')[0] if page else ""
    find.reader.ensurePolished()
    for size in (100, 200):
        window.appearance.set("text_size", size)
        window.attaching.view(page.id if page else "", digest)
        stage.settle()
        view = window.findChildren(PageView)[-1]
        view.next_match.click()
        stage.settle()
        yield "page-view" if size == 100 else "page-view-large-text", view
        view.as_text.click()
        yield "page-view-text" if size == 100 else "page-view-text-large", view
        view.close()
        stage.settle()
        window.go("curate")
        window.curate_screen.open_page("files")
        yield "attachments" if size == 100 else "attachments-large-text", stage.shown()
        window.go("find")
    window.appearance.set("text_size", 100)
    window.finder.clear()
    stage.settle()
