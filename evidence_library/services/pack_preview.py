"""Shows the pages of a pack as they will be, before anything is written anywhere."""

from __future__ import annotations

from evidence_library.model.document import Layout
from evidence_library.model.pack import Edition, Pack
from evidence_library.services.opened import Library
from evidence_library.services.pack_contents import contents
from evidence_library.services.pack_document import compose
from evidence_library.services.page_preview import Preview, preview_of
from evidence_library.services.progress import Progress, quiet


def made(
    library: Library, pack: Pack, edition: Edition, layout: Layout, progress: Progress = quiet
) -> Preview:
    """Make the pages of a pack, be it saved or not. Nothing is frozen.

    Raises `EnvironmentFailed` if the computer cannot make them, and whatever `progress` raises.
    """
    return preview_of(compose(contents(library, pack, edition), layout), progress)
