"""Reads office documents as packages: their parts, and whether all they need is there."""

from __future__ import annotations

import io
import posixpath
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_IN_PART = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def parts_of(data: bytes) -> dict[str, bytes]:
    """Unpack a document; no part may be there twice, all are of one day."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert len(names) == len(set(names))
        assert len({part.date_time for part in package.infolist()}) == 1
        return {name: package.read(name) for name in names}


def xml_of(data: bytes) -> ElementTree.Element:
    """Read a part; what is not well formed fails."""
    return ElementTree.fromstring(data)  # noqa: S314 - written by ourselves


def check_office_package(data: bytes) -> dict[str, bytes]:
    """Check what Word and PowerPoint need of a package, and give its parts.

    Every part is well formed, has a type, and is led to; every relation leads somewhere, every
    reference names one; nothing but links to the web and mailboxes leads out.
    """
    parts = parts_of(data)
    typed = xml_of(parts["[Content_Types].xml"])
    endings = {one.get("Extension", "").lower() for one in typed.iter(f"{_TYPES}Default")}
    named = {one.get("PartName") for one in typed.iter(f"{_TYPES}Override")}
    assert named <= {f"/{name}" for name in parts}
    led_to = {"[Content_Types].xml"}
    for name, content in parts.items():
        assert f"/{name}" in named or name.rpartition(".")[2].lower() in endings, name
        if name.endswith((".xml", ".rels")):
            root = xml_of(content)
            if name.endswith(".rels"):
                led_to |= {name, *_targets(name, root, parts)}
            else:
                _check_references(name, root, parts)
    assert led_to == set(parts)
    return parts


def _targets(name: str, root: ElementTree.Element, parts: dict[str, bytes]) -> set[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    found = set()
    ids = [relation.get("Id") for relation in root.iter(_RELATION)]
    assert len(ids) == len(set(ids)), name
    for relation in root.iter(_RELATION):
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            assert target.startswith(("http://", "https://", "mailto:")), target
            assert relation.get("Type", "").endswith("/hyperlink")
        else:
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            assert path in parts, f"{name} leads to {path}"
            found.add(path)
    return found


def _check_references(name: str, root: ElementTree.Element, parts: dict[str, bytes]) -> None:
    beside = f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels".lstrip("/")
    relations = xml_of(parts[beside]) if beside in parts else []
    ids = {relation.get("Id") for relation in relations}
    used = {
        value
        for element in root.iter()
        for key, value in element.attrib.items()
        if key.startswith(_IN_PART)
    }
    assert used <= ids, f"{name} names {used - ids}"


def check_unique(root: ElementTree.Element, element: str, attribute: str) -> None:
    """Check that no two elements bear the same number or name."""
    counted = Counter(one.get(attribute) for one in root.iter(element))
    assert not [value for value, times in counted.items() if times > 1], element


def opens_in_libreoffice(data: bytes, ending: str, folder: Path) -> None:
    """Let LibreOffice make a PDF of a document; skips where there is none."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed here")
    file = folder / f"document.{ending}"
    file.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    done = subprocess.run(
        [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)],
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (folder / "document.pdf").read_bytes().startswith(b"%PDF")
