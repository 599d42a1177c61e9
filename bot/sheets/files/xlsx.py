"""What an XLSX workbook says of its cells: hidden, merged, errors, formats of zeros.

Read straight from the parts of the archive, in pieces: the cells themselves are read
by a faster library that does not tell these things.
"""

import re
import zipfile
import zlib
from xml.etree import ElementTree
from xml.parsers import expat

from bot.sheets.files import raw_table, xlsx_cells
from bot.sheets.files.source import Source

_DENSE = 4_000_000
_ZEROS = re.compile(r"(0{2,})(?:_.|;.*)?")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def facts(source: Source) -> dict[str, raw_table.Facts]:
    """Read the facts of every sheet, by its name."""
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            formats = _zero_formats(archive)
            return {
                name: _of_sheet(archive, part, formats)
                for name, part in _parts(archive).items()
            }
    except (KeyError, ElementTree.ParseError, expat.ExpatError) as error:
        raise raw_table.Refused("unreadable") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise raw_table.Refused("unreadable") from error


def _tree(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    content = archive.read(name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise raw_table.Refused("unreadable")
    return ElementTree.fromstring(content)


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Find the part of the archive that holds each sheet."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        return {}
    links = {
        link.get("Id"): link.get("Target", "")
        for link in _tree(archive, "xl/_rels/workbook.xml.rels")
    }
    found = {}
    for node in _tree(archive, "xl/workbook.xml").iter():
        if not node.tag.endswith("}sheet"):
            continue
        target = links.get(node.get(_RELATION), "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if part in names:
            found[node.get("name", "")] = part
    return found


def _zero_formats(archive: zipfile.ZipFile) -> dict[int, int]:
    """Cell styles that show leading zeros, with the digits they show."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    content = archive.read("xl/styles.xml")
    if b'formatCode="00' not in content:
        return {}
    root = _tree(archive, "xl/styles.xml")
    widths = {}
    for node in root.iter():
        if node.tag.endswith("}numFmt"):
            code = _ZEROS.fullmatch(node.get("formatCode", ""))
            if code:
                widths[node.get("numFmtId")] = len(code[1])
    styles = next((n for n in root if n.tag.endswith("}cellXfs")), ())
    return {
        index: widths[node.get("numFmtId")]
        for index, node in enumerate(styles)
        if node.get("numFmtId") in widths
    }


def _of_sheet(
    archive: zipfile.ZipFile, part: str, formats: dict[int, int]
) -> raw_table.Facts:
    with archive.open(part) as file:
        scan = xlsx_cells.glance(file)
    sparse = False
    if scan.last_row * (702 if scan.far else 26) > max(_DENSE, 4 * scan.cells):
        with archive.open(part) as file:
            across = xlsx_cells.width(file)
        sparse = scan.last_row * across > max(_DENSE, 4 * scan.cells)
    cells = xlsx_cells.Cells(formats)
    if scan.closer or formats:
        with archive.open(part) as file:
            cells.read(file)
    return raw_table.Facts(
        merged=tuple(sorted(scan.merged)),
        part=part,
        hidden_rows=b"row" in scan.hidden,
        hidden_columns=b"col" in scan.hidden,
        errors=frozenset(cells.errors),
        uncounted=frozenset(cells.uncounted),
        zeros=cells.zeros,
        sparse=sparse,
    )
