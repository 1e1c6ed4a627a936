"""The pages of Curate, in one list: a page is a module of its own and one line here."""

from __future__ import annotations

from evidence_library.ui.screens.attaching import Attaching
from evidence_library.ui.screens.curate import CuratePage
from evidence_library.ui.screens.duplicates_page import duplicates_page
from evidence_library.ui.screens.files_page import files_page
from evidence_library.ui.screens.parts import Parts
from evidence_library.ui.screens.starter_page import starter_page
from evidence_library.ui.screens.tags_page import tags_page
from evidence_library.ui.screens.topics_page import topics_page
from evidence_library.ui.screens.worklists import worklist_pages


def curate_pages(parts: Parts, attaching: Attaching) -> tuple[CuratePage, ...]:
    """Make every page of Curate for a window, when one first comes there.

    A maker takes `parts` and gives a `CuratePage`. What a page needs to know of the library it
    hears from `parts.session` (`opened`, `changed`); the count beside its name it sets with
    `parts.curate.set_count(key, count)`.
    """
    return (
        *worklist_pages(parts),
        duplicates_page(parts),
        topics_page(parts),
        tags_page(parts),
        starter_page(parts),
        files_page(parts, attaching),
    )
