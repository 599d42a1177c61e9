"""Small workbooks and archives, to be spoiled in one way or another."""

import io
import struct
import zipfile
from collections.abc import Callable

import openpyxl

HEADINGS = ("Member ID", "Surname", "First name", "Mobile")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">'
        for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)


def workbook() -> bytes:
    """A small lawful workbook to spoil."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADINGS)
    sheet.append(("0123456", "Lovelace", "Ada", "07700 900123"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def spoiled(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The lawful workbook with one of its parts changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return out.getvalue()


def sheet(rows: str, before: str = "", head: str = "") -> bytes:
    """The lawful workbook whose sheet holds these rows."""
    data = f"{before}<sheetData>{rows}</sheetData>"
    text = f'{head}<worksheet xmlns="{MAIN}">{data}</worksheet>'
    return spoiled(SHEET, lambda _: text.encode())


def cell(place: str, words: str) -> str:
    """One cell with its words inside."""
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


LIST = (
    '<row r="1">'
    + "".join(cell(f"{c}1", h) for c, h in zip("ABCD", HEADINGS, strict=True))
    + '</row><row r="2">'
    + "".join(
        cell(f"{c}2", v)
        for c, v in zip(
            "ABCD", ("0123456", "Hopper", "Grace", "07700 900123"), strict=True
        )
    )
    + "</row>"
)


def _path(name: str) -> str:
    return name.replace("__", "/").replace("_dot_", ".").replace("META_INF", "META-INF")


def archive(**parts: bytes) -> bytes:
    """A zip with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(_path(name), content)
    return out.getvalue()


def bomb(megabytes: int) -> bytes:
    """A workbook that unpacks to so much."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        with zipfile.ZipFile(io.BytesIO(workbook())) as old:
            for name in old.namelist():
                if name != SHEET:
                    new.writestr(name, old.read(name))
        with new.open(SHEET, "w", force_zip64=True) as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for _ in range(megabytes):
                part.write(b" " * 1_000_000)
            part.write(b"</sheetData></worksheet>")
    return out.getvalue()


def lying(content: bytes) -> bytes:
    """The same archive, whose directory says its parts are small."""
    at = content.rfind(b"PK\x01\x02")
    found = bytearray(content)
    while at >= 0:
        struct.pack_into("<I", found, at + 24, 1000)
        at = content.rfind(b"PK\x01\x02", 0, at)
    return bytes(found)


def ods(body: str, head: str = "") -> bytes:
    """An ODS workbook with this content in its table."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'{head}<office:document-content xmlns:office="{names}:office:1.0"'
        f' xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0">'
        f"<office:body><office:spreadsheet><table:table table:name='S'>{body}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return archive(
        mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
        META_INF__manifest_dot_xml=b"<manifest/>",
        content_dot_xml=content.encode(),
    )


ODS_CELL = (
    '<table:table-cell office:value-type="string" {0}>'
    "<text:p>x</text:p></table:table-cell>"
)
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NAMED = "EncryptedPackage".encode("utf-16-le")
