"""Sets pages with typst. It is run as a process of its own, by its path: `pdf_setting.py FOLDER`.

A process of its own can be stopped at any moment, and gives its memory back when it ends. It knows
nothing of the program: the folder holds the templates, `document.json`, the pictures and
`setting.json`, and gets `document.pdf`. It can read no file outside that folder but the fonts.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def set_pages(folder: Path) -> list[str]:
    """Make `document.pdf` in the folder, and give what typst warns of. Raises typst.TypstError."""
    import typst  # noqa: PLC0415 - only the process that sets pages needs it

    setting = json.loads((folder / "setting.json").read_text("utf-8"))
    compiler = typst.Compiler(
        folder / "document.typ",
        root=folder,
        # Those of typst itself are for what is verbatim; those of the computer would make the
        # same document look different elsewhere.
        font_paths=typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=True,
            font_paths=[setting["fonts"]],
        ),
        package_path=folder / "no-packages",
        package_cache_path=folder / "no-packages",
    )
    _nothing, warnings = compiler.compile_with_warnings(
        output=folder / "document.pdf",
        format="pdf",
        pdf_standards="ua-1",
        timestamp=setting["made"],
    )
    return [warning.message for warning in warnings]


def main() -> int:
    """Set the pages of the folder that is named; say on standard error what was wrong."""
    import typst  # noqa: PLC0415 - as above

    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        warnings = set_pages(Path(sys.argv[1]))
    except typst.TypstError as error:
        sys.stderr.write(error.diagnostic)
        return 1
    sys.stderr.write("\n".join(warnings))
    return 0


if __name__ == "__main__":
    sys.exit(main())
