"""Each person reads their own language, whoever caused what they read."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.config import sections
from bot.demo.telegram.models import Message
from bot.texts import languages
from tests import third_language
from tests.journeys import conftest
from tests.journeys.play import CANARY, Branch, playing

DATA = rf"/\w+|Nia\d+|{CANARY}\d*|\S+@\S+|\b(?:Pay|Asha|English|Cymraeg)\b"
"""Names, addresses, commands: the same in every language."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A third language, as the one file that it takes."""
    made = tmp_path_factory.mktemp("languages")
    third_language.add_to(made)
    return made


@pytest.fixture
async def branch(tmp_path: Path, folder: Path) -> AsyncIterator[Branch]:
    """A branch whose groups read the third language, and one advocate of two."""
    texts = sections.Texts(languages=folder, language="zz")
    async with playing(
        tmp_path, conftest.START, advocates=("Asha", "Ben"), texts=texts
    ) as found:
        yield found


def read_by(branch: Branch, name: str) -> Iterator[str]:
    """All that somebody has read in private: texts and buttons."""
    for message in branch.town.messages(branch[name]):
        if message.sender is branch.town.bot:
            yield from said(message)


def said(message: Message) -> list[str]:
    return [message.text or "", *(button["text"] for button in message.buttons)]


def english(texts: list[str]) -> list[str]:
    return third_language.not_translated(texts, DATA)


async def test_a_third_language_is_one_file(branch: Branch) -> None:
    await branch.say("Asha", "/language")
    await branch.press("Asha", "LOUD")
    begun = len(list(read_by(branch, "Asha")))
    for words in ("/start", "/help", "/next", "/script", "/find", "/cases", "/fly"):
        await branch.say("Asha", words)
    await branch.press("Asha", "📮 WILL POST")
    await branch.press("Asha", "TONIGHT")
    await branch.say("Asha", "/mine")
    await branch.say("Asha", "/undo")
    await branch.say("Asha", "/next")
    await branch.say("Asha", "the weather is nice")
    await branch.press("Asha", "📲 REACH…")
    await branch.press("Asha", "‹ BACK")
    await branch.press("Asha", "MORE…")
    await branch.move(minutes=51)
    read = list(read_by(branch, "Asha"))[begun:]
    assert any("LAPSES AT" in text for text in read)
    assert any("THEY SAID" in text for text in read)
    assert english(read) == []


async def test_a_group_reads_one_language_whoever_writes_in_it(branch: Branch) -> None:
    await branch.say("Dawn", "/help", branch.group)
    await branch.say("Dawn", "/stats", branch.group)
    await branch.say("Ben", "/stats", branch.group)
    bots = [
        m for m in branch.town.messages(branch.group) if m.sender is branch.town.bot
    ]
    assert len(bots) >= 3
    assert english([text for message in bots for text in said(message)]) == []


async def test_what_others_cause_is_read_in_ones_own_language(branch: Branch) -> None:
    """Dawn reads Welsh, Asha English: what one does reaches the other in theirs."""
    branch["Dawn"].language = "cy"
    await branch.say("Dawn", "/next")
    await branch.say("Asha", "/ask Does it need a stamp?")
    assert "cwestiwn" in branch.texts("Dawn")[-1]
    await branch.press("Dawn", "Ateb")
    await branch.say("Dawn", "No.")
    assert "the organisers answer" in branch.texts("Asha")[-1]
    assert "Pasiwyd ymlaen i Asha." in branch.texts("Dawn")


async def test_telegrams_language_counts_until_another_is_chosen(
    branch: Branch,
) -> None:
    branch["Ben"].language = "cy"
    await branch.say("Ben", "/fly")
    assert branch.texts("Ben")[-1].startswith("Nid wyf yn adnabod")
    await branch.say("Ben", "/language")
    assert "✓ Cymraeg" in [b["text"] for b in branch.last("Ben").buttons]
    await branch.press("Ben", "English")
    await branch.say("Ben", "/fly")
    assert branch.texts("Ben")[-1].startswith("I do not know that command.")


async def test_a_stranger_is_refused_in_the_language_of_their_telegram(
    branch: Branch,
) -> None:
    carys = branch.people["Carys"] = branch.town.add_person("Carys", started=True)
    carys.language = "cy"
    await branch.say("Carys", "/next")
    assert branch.texts("Carys")[-1].startswith("Rwy'n helpu cangen undeb")


async def test_an_unknown_language_is_english(branch: Branch) -> None:
    branch["Ben"].language = "pt-br"
    await branch.say("Ben", "/fly")
    assert branch.texts("Ben")[-1].startswith("I do not know that command.")


async def test_a_refused_press_is_answered_in_the_language_of_who_pressed(
    branch: Branch,
) -> None:
    branch["Asha"].language = "cy"
    await branch.say("Asha", "/next")
    branch.town.press_data(branch["Asha"], branch.last("Asha"), "gone.next")
    await branch.rest()
    calls = [c for c in branch.town.history if c.method == "answerCallbackQuery"]
    assert calls[-1].params["text"].startswith("Mae'r botwm hwnnw wedi dod i ben.")


async def test_telegrams_menu_is_set_in_every_language(branch: Branch) -> None:
    private = [k for k in branch.town.commands if k.startswith("all_private_chats")]
    assert [key.partition(" ")[2] for key in private] == ["", "cy", "zz"]
    await branch.say("Asha", "/language")
    await branch.press("Asha", "LOUD")
    menu = branch.town.commands[f"chat:{branch['Asha'].id}"]
    assert "THE NEXT MEMBER TO CONTACT" in [one["description"] for one in menu]


def test_all_languages_are_offered_by_their_own_names(folder: Path) -> None:
    offered = languages.Languages(folder).offered()
    assert [one.name for one in offered] == ["English", "Cymraeg", "LOUD"]
    assert [one.checked for one in offered] == [True, False, True]
