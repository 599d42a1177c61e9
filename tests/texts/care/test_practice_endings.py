"""A talk for practice is said in the reader's language, a branch's own as written."""

from bot.config import scenes_file
from bot.rules.care.practice import OTHERWISE, Talk
from bot.rules.care.practice_endings import SceneTurn
from bot.rules.care.practice_screens import TalkFacts
from bot.rules.care.scenes import Scene
from bot.texts import languages
from bot.texts.care import practice_endings
from tests.rules import given

FORGETFUL = "01_willing_but_forgetful"


def turn(scene: Scene, hears: str = "") -> str:
    """Show the first step of a scene to a Welsh reader."""
    ending = SceneTurn(Talk(1, 1, FORGETFUL, scene.first, "key", 1), hears)
    step = scene.steps[scene.first]
    facts = TalkFacts(scene, step, None, given.ballot(), "Carys Hughes")
    with languages.Languages().reading("cy"):
        return practice_endings.turn(ending, facts).text


def test_a_scene_that_comes_with_the_program_is_played_in_welsh() -> None:
    said = turn(scenes_file.read(None)[FORGETFUL])
    assert "<b>Parod ond anghofus</b> · ymarfer" in said
    assert "“Helo Priya, Carys o " in said
    assert "2. “Hyfryd! Pa ddiwrnod" in said
    assert "yn Saesneg" in said


def test_a_scene_of_the_branch_is_played_as_it_was_written() -> None:
    shipped = scenes_file.read(None)[FORGETFUL]
    step = shipped.steps["hello"].model_copy(
        update={"says": "Shwmae {advocate}?", "otherwise": None}
    )
    own = shipped.model_copy(update={"steps": {"hello": step}})
    assert "“Shwmae Carys?”" in turn(own)
    assert "ddeallais i ddim yn iawn" in turn(own, OTHERWISE)
