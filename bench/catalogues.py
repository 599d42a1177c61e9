"""Collect the texts people read into the catalogues, and compile these.

python -m bench.catalogues
"""

import ast
import datetime as dt
import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog

from bot.rules.care import topics
from bot.texts.team import advocate_page

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "bot" / "texts" / "catalogues"
TEMPLATE = FOLDER / "mantelpiece.pot"
SCENE = (
    "title",
    "name",
    "mood",
    "card",
    "opening",
    "says",
    "otherwise",
    "say",
    "because",
)
FILES = {
    "bot/texts/queue/scripts.toml": ("text", "how_to_replace"),
    "bot/rules/care/policies.toml": ("say_first",),
    "bot/texts/care/scenes/*.toml": (*SCENE, *topics.FORBIDDEN),
}
"""Files of texts that the program brings, and which of their fields are texts."""
SINCE = dt.datetime(2026, 11, 29, tzinfo=dt.UTC)
"""One date for all, so that files made anew differ only in their texts."""
HEADER = """\
# The texts of Mantelpiece that people read, made by: python -m bench.catalogues
"""
CODE = re.compile(r"[a-z_]+(?::[a-z_ ]*)?")
TAG = re.compile(r"</?[a-z]+>|\{[^}]*\}|/[a-z]+\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
Text = str | tuple[str, str]
"""A text, or its two forms in English for one and for many."""


def is_text(value: str) -> bool:
    """Whether it holds a word, apart from tags, commands and placeholders."""
    return _WORD.search(TAG.sub(" ", value)) is not None


def of_source(source: str) -> Iterator[Text]:
    """Find the texts a module says, and those it marks."""
    for node in ast.walk(ast.parse(source)):
        match called(node):
            case "say", [ast.Constant(value=str(text)), *_]:
                yield text
            case "say_many", [
                ast.Constant(value=str(o)),
                ast.Constant(value=str(m)),
                _,
            ]:
                yield o, m
            case "mark", [marked]:
                yield from _marked(marked)


def called(node: ast.AST) -> tuple[str, list[ast.expr]]:
    """Name the function of `bot.texts.languages` that is called, and its arguments."""
    match node:
        case ast.Call(func=ast.Attribute(ast.Name(id="languages"), name), args=args):
            return name, args
    return "", []


def _marked(node: ast.AST) -> Iterator[str]:
    """Find the texts of a table: no keys, and of a code and its label the label."""
    match node:
        case ast.Constant(value=str(text)):
            if is_text(text):
                yield text
        case ast.Dict(values=values):
            for value in values:
                yield from _marked(value)
        case ast.Tuple(elts=[ast.Constant(value=str(code)), label]) if is_code(code):
            yield from _marked(label)
        case _ if not called(node)[0]:
            for child in ast.iter_child_nodes(node):
                yield from _marked(child)


def is_code(value: str) -> bool:
    """Whether it is a code rather than words."""
    return CODE.fullmatch(value) is not None


def of_file(path: Path, fields: tuple[str, ...]) -> Iterator[str]:
    """Find the texts of a file that the program brings."""

    def within(found: object) -> Iterator[str]:
        if isinstance(found, dict):
            named = (found.get(name) for name in fields)
            yield from (text for text in named if isinstance(text, str))
            found = list(found.values())
        if isinstance(found, list):
            for one in found:
                yield from within(one)

    yield from within(tomllib.loads(path.read_text("utf-8")))


def of_page() -> Iterator[str]:
    """Find the texts of the page for advocates, each part of it whole."""
    for part in advocate_page.parse(advocate_page.FILE.read_text("utf-8")):
        yield from filter(is_text, part.words)


def collected() -> Catalog:
    """Collect every text, with the files in which it stands."""
    found = Catalog(
        project="Mantelpiece",
        version="0",
        msgid_bugs_address="issues of the repository",
        creation_date=SINCE,
        charset="utf-8",
    )
    for path in sorted((ROOT / "bot").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for text in of_source(path.read_text("utf-8")):
            found.add(text, locations=[(place, 0)])
    for places, fields in FILES.items():
        for path in sorted(ROOT.glob(places)):
            place = path.relative_to(ROOT).as_posix()
            for text in of_file(path, fields):
                found.add(text, locations=[(place, 0)])
    place = advocate_page.FILE.relative_to(ROOT).as_posix()
    for text in of_page():
        found.add(text, locations=[(place, 0)])
    for message in found:
        message.flags.discard("python-format")
    return found


def read(file: Path) -> Catalog:
    """Read a catalogue; its name is the code of its language."""
    with file.open("rb") as opened:
        return pofile.read_po(opened, locale=file.stem)


def renewed(catalogue: Catalog, template: Catalog) -> Catalog:
    """Bring a catalogue up to date: what is new is empty, what is gone is left out."""
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = SINCE
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """Write a catalogue as a file: the same texts, the same bytes."""
    out = io.BytesIO()
    headless = catalogue.locale is None
    if headless:
        out.write(HEADER.encode())
    pofile.write_po(
        out, catalogue, width=88, include_lineno=False, omit_header=headless
    )
    return out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Compile a catalogue into what the program reads."""
    out = io.BytesIO()
    mofile.write_mo(out, catalogue)
    return out.getvalue()


def missing(catalogue: Catalog) -> list[Text]:
    """List the texts that are not translated, or not in every plural form."""
    return [one.id for one in catalogue if one.id and not _whole(one.string)]


def _whole(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def main() -> None:
    """Bring the catalogues up to date with the source, and compile them."""
    template = collected()
    TEMPLATE.write_bytes(written(template))
    for file in sorted(FOLDER.glob("*.po")):
        catalogue = renewed(read(file), template)
        file.write_bytes(written(catalogue))
        file.with_suffix(".mo").write_bytes(compiled(catalogue))
        print(f"{file.name}: {len(catalogue)} texts, {len(missing(catalogue))} missing")


if __name__ == "__main__":
    main()
