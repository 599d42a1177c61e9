"""Every text people read can be read in every language: found in the source itself."""

import ast
import gettext
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry

from bench import catalogues
from bot.config import scripts_file
from bot.texts import languages
from bot.texts.messages import Document, Message, Rendered
from bot.texts.queue import scripts
from tests import third_language
from tests.house import every_ending
from tests.house.every_ending import Branch
from tests.house.tree import ROOT

RENEW = "python -m bench.catalogues"
STAYS_ENGLISH = {
    "care/scene_file.py": "what is wrong with a file: the shell says it",
    "lists/file_headings.py": "headings are read again, by this and other programs",
    "pages.py": "the look of pages: HTML and CSS",
    "privacy/permissions_page.py": "a page of the documents",
    "replies/readings.py": "said by the shell only",
    "stats/simulation_words.py": "said by the shell only",
}
"""Modules that stay English by decision, each with its reason."""
NO_TEXTS = {
    "WhatsApp": "a name",
    "English": "what the language calls itself",
    "startgroup=go&admin=delete_messages": "a part of an address",
}
CODE = re.compile(r"[a-z0-9_ \-]+(?::[a-z0-9_ ]*)?|https://\S*|/[a-z]+ .*", re.DOTALL)
"""Codes, addresses, and examples of what is typed, which is read in English."""
SHELL = {"parse", "_check", "_named", "night", "_phases", "_rows", "previewed"}
"""Functions that speak to the shell, which stays English."""


def modules() -> list[Path]:
    texts = ROOT / "bot" / "texts"
    found = (path for path in texts.rglob("*.py") if path.name != "__init__.py")
    return sorted(
        one for one in found if one.relative_to(texts).as_posix() not in STAYS_ENGLISH
    )


def unsaid(source: str) -> list[str]:
    """Find the words in a module that no catalogue would have."""
    tree = ast.parse(source)
    said = {id(one) for part in _said(tree) for one in ast.walk(part)}
    texts = [_text(one) for one in ast.walk(tree) if id(one) not in said]
    return [text for text in texts if _is_words(text)]


def _said(tree: ast.AST) -> Iterator[ast.AST]:
    """Find what is in a catalogue, and what is no text for people of the chat."""
    for node in ast.walk(tree):
        name, texts = catalogues.called(node)
        if name:
            yield from texts
        match node:
            case ast.Raise() | ast.Compare() | ast.Expr(ast.Constant()):
                yield node
            case ast.arg(annotation=ast.AST() as kind) | ast.AnnAssign(annotation=kind):
                yield kind
            case ast.FunctionDef(name=name) if name in SHELL:
                yield node
            case ast.FunctionDef(returns=ast.AST() as kind):
                yield kind
            case ast.JoinedStr(values=values):
                yield from (one for one in values if isinstance(one, ast.Constant))


def _text(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "{}".join(
                str(one.value) if isinstance(one, ast.Constant) else ""
                for one in values
            )
    return ""


def _is_words(text: str) -> bool:
    bare = catalogues.TAG.sub(" ", text)
    words = re.search(r"[A-Z][^\W\d_]|[^\W\d_] [^\W\d_]{2}", bare)
    return bool(words) and not CODE.fullmatch(text) and text not in NO_TEXTS


@pytest.mark.parametrize(
    "path", modules(), ids=lambda one: f"{one.parent.name}/{one.name}"
)
def test_every_text_is_said_in_the_readers_language(path: Path) -> None:
    assert unsaid(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        'def f(n): return Message(f"{n} papers are in.")',
        'NEXT = "Next member"',
        'def f(key): return Press("Open the card", f"{key}.open")',
        'def f(n): return languages.say("{why}.", why="Nobody is free")',
    ],
)
def test_a_text_that_is_not_said_is_found(line: str) -> None:
    assert len(unsaid(line)) == 1


def test_a_module_that_stays_english_is_there_and_has_texts() -> None:
    texts = ROOT / "bot" / "texts"
    assert [name for name in STAYS_ENGLISH if not (texts / name).is_file()] == []
    done = [n for n in STAYS_ENGLISH if not unsaid((texts / n).read_text("utf-8"))]
    assert done == []


def test_handlers_hold_no_texts() -> None:
    found = {
        path.name: unsaid(path.read_text("utf-8"))
        for path in (ROOT / "bot" / "handlers").glob("*.py")
    }
    assert {name: texts for name, texts in found.items() if texts} == {}


def translated() -> list[Path]:
    return sorted(languages.SHIPPED.glob("*.po"))


@pytest.fixture(params=translated(), ids=lambda file: file.stem)
def file(request: pytest.FixtureRequest) -> Path:
    return request.param


def ids(messages: Catalog) -> set[object]:
    found = (message.id for message in messages if message.id)
    return {tuple(one) if isinstance(one, list | tuple) else one for one in found}


def test_a_catalogue_holds_the_texts_of_the_source_and_no_other(file: Path) -> None:
    ours, theirs = ids(catalogues.collected()), ids(catalogues.read(file))
    assert (ours - theirs, theirs - ours) == (set(), set()), (
        "python -m bench.catalogues"
    )


def test_the_template_holds_the_texts_of_the_source() -> None:
    template = catalogues.TEMPLATE.read_text("utf-8")
    assert template == catalogues.written(catalogues.collected()).decode()


def test_every_text_is_translated_in_every_form(file: Path) -> None:
    assert catalogues.missing(catalogues.read(file)) == []


def test_a_translation_has_the_placeholders_and_tags_of_its_text(file: Path) -> None:
    assert [one.id for one in catalogues.read(file) if one.id and differs(one)] == []


def differs(message: Entry) -> bool:
    """Whether a form lacks what the text is filled with, its tags or its commands."""
    english = [message.id] if isinstance(message.id, str) else [*message.id]
    forms = [message.string] if isinstance(message.string, str) else message.string
    wanted = [parts(one) for one in english]
    return any(parts(form) not in wanted for form in forms)


def parts(text: str) -> list[str]:
    return sorted(set(re.findall(r"\{[^}]*\}|</?[a-z]+>|/[a-z]{3,}\b", text)))


def test_a_lost_placeholder_is_found() -> None:
    assert differs(Entry("until {time}", "tan {amser}"))
    assert differs(Entry(("{n} a", "{n} b"), ("{n} a", "b")))
    assert differs(Entry("<b>Now</b>: /next", "<i>Nawr</i>: /next"))
    assert not differs(Entry("until {time}", "tan {time}"))


def test_what_the_program_reads_is_compiled_from_the_catalogue(file: Path) -> None:
    read = languages.Languages().catalogue(file.stem)
    catalogue = catalogues.read(file)
    told = {m.id: m.string for m in catalogue if isinstance(m.id, str) and m.id}
    other = [id_ for id_, said in told.items() if read.gettext(id_) != said]
    forms = [m for m in catalogue if not isinstance(m.id, str)]
    other += [
        one.id
        for one in forms
        if any(
            read.ngettext(*one.id, n) != one.string[form(catalogue, n)]
            for n in (0, 1, 2, 3, 4, 6)
        )
    ]
    assert other == [], RENEW


def form(catalogue: Catalog, number: int) -> int:
    return gettext.c2py(catalogue.plural_expr)(number)


def test_a_ready_text_leaves_room_for_what_fills_it(file: Path) -> None:
    shipped = scripts_file.read(None)
    with languages.Languages().reading(file.stem):
        said = [languages.say(one.text) for one in (*shipped.text, *shipped.work)]
    assert [text for text in said if len(text) > scripts.READY_LENGTH] == []


DATA = r"""(?x) <code>.*?</code> | </?[a-z]+> | /\w+ | \S+@\S+ | https?://\S+ | “[^”]*”
    | \b(?:Nia\d*|Quillfeather\d*|Asha|Carys|Dawn|Zoe|Gannet\ House|Pay(?:\ ballot)?
    | pending|suspended|owner|anything|English|Cymraeg)\b
    | More\ time,\ please | A\ kind\ voice | Does\ it\ need\ a\ stamp\?|No\."""
"""Names, addresses, commands, what people wrote: the same in every language."""
IN_ENGLISH = {
    "HowToType": "examples of what is typed, which is read in English",
    "HowToTypePolicy": "examples of what is typed, which is read in English",
}
"""Endings with English in every language by decision, each with its reason."""


def test_every_ending_is_said_without_english_in_another_language(
    branch: Branch, tmp_path: Path
) -> None:
    third_language.add_to(tmp_path)
    words = every_ending.renderer(languages.Languages(tmp_path))
    english = set()
    for ending, _ in branch.said:
        said = texts(branch.message(ending, words, third_language.CODE))
        if third_language.not_translated(said, DATA):
            english.add(type(ending).__name__)
    assert english == set(IN_ENGLISH)


def texts(said: Rendered | None) -> list[str]:
    if said is None:
        return []
    text = said.text if isinstance(said, Message) else said.caption
    labels = (one.label for row in said.buttons for one in row)
    return [text, *labels, *printed(said)]


def printed(said: Rendered) -> list[str]:
    """List the lines of a page that goes with a message."""
    if not (isinstance(said, Document) and said.filename.endswith(".html")):
        return []
    lines = re.split(r"<style>.*?</style>|<[^>]*>", said.content.decode(), flags=re.S)
    return [*map(html.unescape, filter(str.strip, lines))]
