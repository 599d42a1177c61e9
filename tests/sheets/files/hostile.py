"""Files made to do harm, or harmed on their way; built here, none kept."""

import random
import struct
from collections.abc import Callable, Iterator
from functools import partial

from tests.sheets import making
from tests.sheets.files.spoiling import (
    COMPOUND,
    HEADINGS,
    LAUGHS,
    LIST,
    MAIN,
    NAMED,
    ODS_CELL,
    SHEET,
    archive,
    bomb,
    cell,
    lying,
    ods,
    sheet,
    spoiled,
    workbook,
)

Content = bytes | Callable[[], bytes]
"""What is in a file, or what makes it: some seconds' work waits until it is read."""
BOOK = "Workbook".encode("utf-16-le")
ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def _locked() -> bytes:
    """An old workbook whose second record says that a password is needed."""
    content = bytearray(making.xls([HEADINGS]))
    start = content.find(b"\x09\x08\x10\x00")
    struct.pack_into("<H", content, start + 20, 0x2F)
    return bytes(content)


def files() -> Iterator[tuple[str, Content]]:
    """Every file by what is wrong with it. All of them are to be refused."""
    yield from _no_lists()
    yield from _broken()
    yield from _explosive()
    yield from _endless()
    yield from _noise()


def _no_lists() -> Iterator[tuple[str, Content]]:
    """What is no list of members at all."""
    text = ",".join(HEADINGS) + "\n"
    yield "nothing at all", b""
    yield "only a byte order mark", b"\xef\xbb\xbf"
    yield "only blank lines", b"\r\n \r\n\t\r\n"
    yield "only headings", text.encode()
    yield "a letter", b"Dear colleague,\nplease find attached.\n"
    yield "figures", b"a,b,c\n1,2,3\n4,5,6\n"
    yield "PDF", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj"
    yield "a picture", b"\x89PNG\r\n\x1a\n" + bytes(500)
    yield "a photograph", b"\xff\xd8\xff\xe0" + bytes(500)
    yield "gzip", b"\x1f\x8b\x08" + bytes(500)
    yield "a database", b"SQLite format 3\0" + bytes(500)
    yield "a web page", b"<html><table><tr><td>Member ID</td></tr></table></html>"
    yield "XML", b'<?xml version="1.0"?><Workbook/>'
    yield "rich text", b"{\\rtf1 Member ID}"
    yield "a text document", archive(word__document_dot_xml=b"<w/>")
    yield "any zip", archive(a_dot_txt=b"Member ID,Surname\n1,2\n")
    yield "an empty zip", b"PK\x05\x06" + bytes(18)
    yield "zeros", bytes(4096)
    yield "NUL bytes", (text + "0123456,Hopper,Grace,07700\0 900123\n").encode()
    yield "noise", bytes((i * 7919 + i // 3) % 256 for i in range(5000))


def _broken() -> Iterator[tuple[str, Content]]:
    """Workbooks that are cut, locked, or too much."""
    lawful = workbook()
    yield "a workbook cut in half", lawful[: len(lawful) // 2]
    yield "a workbook without its directory", lawful[:-60]
    yield "XML that is none", spoiled(SHEET, lambda _: b"<worksheet><row <<<")
    yield "no workbook part", archive(xl__workbook_dot_txt=b"")
    yield "an encrypted workbook", COMPOUND + bytes(1000) + NAMED + bytes(1000)
    yield "an encrypted old workbook", _locked()
    yield "a compound file of nothing", COMPOUND + bytes(4000)
    yield (
        "an old workbook cut off",
        COMPOUND + bytes(500) + "Workbook".encode("utf-16-le"),
    )
    yield "an oldest workbook cut off", b"\x09\x08\x10\x00" + bytes(100)
    yield "too much inside", partial(bomb, 510)
    yield "too much inside, denied", lambda: lying(bomb(300))
    parts = {f"xl__workbook{i}": b"" for i in range(5001)}
    yield "too many parts", partial(archive, **parts)
    yield (
        "an encrypted ODS",
        archive(
            mimetype=ODS,
            META_INF__manifest_dot_xml=b"<manifest:encryption-data/>",
            content_dot_xml=b"noise",
        ),
    )


def _explosive() -> Iterator[tuple[str, Content]]:
    """Small files that grow when they are read."""
    yield "entities in the sheet", sheet("<row><c><v>&j;</v></c></row>", head=LAUGHS)
    yield (
        "entities in the workbook",
        spoiled("xl/workbook.xml", lambda old: LAUGHS.encode() + old),
    )
    yield (
        "entities in the styles",
        spoiled("xl/styles.xml", lambda old: LAUGHS.encode() + old + b'formatCode="00'),
    )
    yield "entities in ODS", ods("&j;", LAUGHS)
    yield (
        "a file of this machine",
        sheet("&x;", head='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
    )
    yield "deep XML", partial(sheet, "<a>" * 300_000)
    yield (
        "repeated ODS rows",
        partial(
            ods,
            '<table:table-row table:number-rows-repeated="1048576">'
            + ODS_CELL.format('table:number-columns-repeated="16384"')
            + "</table:table-row>",
        ),
    )
    cells = ODS_CELL.format("") * 200_000
    row = f"<table:table-row>{cells}</table:table-row>"
    yield "a column a cell", partial(ods, row)


def _endless() -> Iterator[tuple[str, Content]]:
    """More of one thing than anybody needs."""
    yield "a million columns", b"x," * 1_000_000
    yield "one endless cell", b"x" * 6_000_000
    yield "one endless quotation", b'"' + b"x\n" * 500_000
    yield "nothing but quotation marks", b'"' * 1_000_001
    yield "nothing but separators", b";," * 500_000
    yield (
        "cells in every corner",
        sheet(
            "".join(
                f'<row r="{n}">{cell(f"XFD{n}", "x")}</row>'
                for n in range(1, 1_000_000, 9973)
            )
        ),
    )


def _noise() -> Iterator[tuple[str, Content]]:
    """Two million bytes of chance that begin as a file does, or stand inside one."""
    noise = random.Random(7).randbytes(2_000_000)
    columns = ",".join(HEADINGS).encode()
    yield "noise from the start", noise
    yield "noise below headings", columns + b"\n" + noise
    yield "noise in UTF-16", b"\xff\xfe" + noise
    yield "noise named a zip", b"PK\x03\x04" + noise
    yield "noise named an old workbook", COMPOUND + noise[:1000] + BOOK + noise
    yield "noise named an oldest workbook", b"\x09\x08\x10\x00" + noise
    yield "noise for a sheet", partial(spoiled, SHEET, lambda _: noise)
    yield "noise for styles", partial(spoiled, "xl/styles.xml", lambda _: noise)
    yield "noise for an ODS", partial(archive, mimetype=ODS, content_dot_xml=noise)
    deep = b"<workbook>" + b"<a>" * 500_000
    yield "a deep workbook part", partial(spoiled, "xl/workbook.xml", lambda _: deep)
    yield "a deep ODS", partial(ods, "<table:table-row>" + "<text:p>" * 300_000)
    yield "a million columns of a workbook", _million_columns
    yield "a row of 300,000 attributes", _many_attributes


def _many_attributes() -> bytes:
    parts = " ".join(f'a{number}="x"' for number in range(300_000))
    return ods(f"<table:table-row {parts}/>")


def _million_columns() -> bytes:
    cells = "".join(f"<c><v>{number}</v></c>" for number in range(1_000_000))
    return sheet(f"<row>{cells}</row>")


def _ods_row(*cells: str) -> str:
    inside = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{words}</text:p>'
        "</table:table-cell>"
        for words in cells
    )
    return f"<table:table-row>{inside}</table:table-row>"


def harmless() -> Iterator[tuple[str, Content]]:
    """Odd files with one member in them, who must not be lost."""
    far = f'<row r="1048576">{cell("XFD1048576", " ")}</row>'
    yield "a stray cell in the last corner", sheet(LIST + far)
    yield "a size that is not so", sheet(LIST, '<dimension ref="A1:XFD1048576"/>')
    merged = "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(3, 5000))
    text = (
        f'<worksheet xmlns="{MAIN}"><sheetData>{LIST}</sheetData><mergeCells>{merged}'
    )
    yield (
        "merged to the end",
        spoiled(SHEET, lambda _: (text + "</mergeCells></worksheet>").encode()),
    )
    yield (
        "a count of strings that is not so",
        spoiled(
            "xl/sharedStrings.xml",
            lambda old: old.replace(b'uniqueCount="6"', b'uniqueCount="4294967295"'),
        ),
    )
    yield (
        "blank rows to the end",
        ods(
            _ods_row(*HEADINGS)
            + _ods_row("0123456", "Hopper", "Grace", "07700 900123")
            + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
            ' table:number-columns-repeated="16384"/></table:table-row>'
        ),
    )
    line = ",".join(HEADINGS) + "\n0123456,Hopper,Grace,"
    yield (
        "an endless telephone number",
        (line + "07700 900123" + " 1" * 50_000).encode(),
    )
    yield "endless blanks", (line + "07700 900123" + "," * 100_000).encode()
