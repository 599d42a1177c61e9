"""Scenes from their files: read one, and say in one sentence what is wrong with it."""

import re
import string
import tomllib
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError

from bot.rules.care import practice, topics
from bot.rules.care.bad_file import BadFile
from bot.rules.care.scenes import Scene, Step
from bot.texts.queue import scripts

PLACEHOLDERS = scripts.PLACEHOLDERS
_REACHES = re.compile(r"\+?\d[\d ()-]{5,}\d|\S+@\S+\.\w+|https?://", re.ASCII)
"""A telephone number or an address: nobody real stands in a scene."""
_WRONG = {
    "missing": "is missing",
    "extra_forbidden": "is not known; is it spelt right?",
    "string_pattern_mismatch": "must be small letters, digits and _",
    "too_short": "is empty",
    "string_too_short": "is empty",
}


def read(text: str) -> Scene:
    """Read a scene; raises BadFile where its form is wrong."""
    try:
        return Scene.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadFile(f"it is not a TOML file: {error}.") from None
    except ValidationError as error:
        raise BadFile(_sentence(error)) from None


def parse(text: str) -> Scene:
    """Read and check a scene; raises BadFile with one sentence that names the place."""
    found = read(text)
    for check in CHECKS:
        for fault in check(found):
            raise BadFile(f"{fault}.")
    return found


def _sentence(error: ValidationError) -> str:
    first: Any = error.errors(include_input=False, include_url=False)[0]
    parts = (part for part in first["loc"] if part != "[key]")
    place = ".".join(
        str(part + 1) if isinstance(part, int) else str(part) for part in parts
    )
    return f"{place} {_WRONG.get(first['type'], 'is wrong: ' + first['msg'])}."


def lines(scene: Scene) -> Iterator[tuple[str, str]]:
    """List every line of a scene that is said or shown, with its place."""
    yield from (("name", scene.name), ("title", scene.title), ("mood", scene.mood))
    yield from (("card", scene.card), ("opening", scene.opening or ""))
    yield from ((f"reactions.{topic}", one) for topic, one in scene.reactions.items())
    for name, step in scene.steps.items():
        yield f"steps.{name}.says", step.says
        yield f"steps.{name}.otherwise", step.otherwise or ""
        yield from (
            (f"{_answer(name, number)}.say", answer.say)
            for number, answer in enumerate(step.answers)
        )
    for name, ending in scene.endings.items():
        yield f"endings.{name}.says", ending.says
        yield f"endings.{name}.because", ending.because


def _answer(step: str, number: int) -> str:
    return f"steps.{step}.answers.{number + 1}"


def _texts(scene: Scene) -> Iterator[str]:
    """Check that lines can be filled in, and reach nobody."""
    for place, line in lines(scene):
        try:
            named = {name for _, name, _, _ in string.Formatter().parse(line) if name}
        except ValueError as error:
            yield f"{place} cannot be filled in: {error}"
            continue
        if wrong := sorted(named - PLACEHOLDERS):
            yield f"{place} has a placeholder nobody knows: {{{wrong[0]}}}"
        if _REACHES.search(line):
            yield f"{place} holds a number or an address; a scene reaches nobody"


def _leads(scene: Scene) -> Iterator[str]:
    """Check that every answer leads somewhere, and that nothing goes in a circle."""
    both = sorted(scene.steps.keys() & scene.endings.keys())
    if both:
        yield f"{both[0]} is the name of a step and of an ending"
    for name, step in scene.steps.items():
        for number, answer in enumerate(step.answers):
            if answer.leads not in scene.steps.keys() | scene.endings.keys():
                yield (
                    f"{_answer(name, number)} leads to “{answer.leads}”, "
                    "which is no step and no ending"
                )
    reached: list[str] = []
    if circle := _circle(scene, scene.first, (), reached):
        yield f"steps.{circle} leads back to itself, so that the talk need not end"
    for name in (*scene.steps, *scene.endings):
        if name not in reached:
            kind = "steps" if name in scene.steps else "endings"
            yield f"{kind}.{name} is never reached"


def _circle(
    scene: Scene, name: str, before: tuple[str, ...], reached: list[str]
) -> str | None:
    """Find a step that leads back to itself; note what is reached."""
    if name in before:
        return name
    if name in reached:
        return None
    reached.append(name)
    step = scene.steps.get(name)
    for answer in step.answers if step else ():
        if circle := _circle(scene, answer.leads, (*before, name), reached):
            return circle
    return None


def _answers(scene: Scene) -> Iterator[str]:
    """Check that the lines to tap are good practice, and told apart when typed."""
    for name, step in scene.steps.items():
        for number, answer in enumerate(step.answers):
            place = _answer(name, number)
            if not answer.means and not answer.words:
                yield f"{place} needs `means` or `words`, so that it can be typed"
            yield from _heard(scene, name, step, number, place)


def _heard(
    scene: Scene, name: str, step: Step, number: int, place: str
) -> Iterator[str]:
    heard = practice.hear(scene, name, step.answers[number].say)
    if heard.fault is not None:
        yield f"{place}.say does what the policy forbids ({heard.fault})"
    elif heard.answer is None:
        yield f"{place}.say, typed, would be understood as no answer at all"
    elif heard.answer != number:
        yield f"{place}.say, typed, would be taken for answer {heard.answer + 1}"


def _asks(scene: Scene) -> Iterator[str]:
    """Check that the policy can be kept, and that topics stand on the right side."""
    for topic in scene.avoid:
        if topic not in topics.FORBIDDEN:
            yield f"avoid names “{topic}”, which is something to ask for"
    for topic in scene.reactions:
        if topic not in scene.forbidden:
            yield f"reactions.{topic} is for something this scene does not forbid"
    said = _said(scene)
    wanted = [("asks", scene.asks)]
    for name, ending in scene.endings.items():
        wanted.append((f"endings.{name}.asks", ending.asks or ()))
    for place, asked in wanted:
        for topic in asked:
            if topic in topics.FORBIDDEN:
                yield f"{place} names “{topic}”, which is something to avoid"
            if topic not in said:
                yield f"{place} names “{topic}”, but no line to tap is about it"


def _said(scene: Scene) -> set[topics.Topic]:
    """Collect the topics of all lines to tap."""
    return {
        topic
        for name, step in scene.steps.items()
        for number in range(len(step.answers))
        for topic in practice.tapped(scene, name, number).topics
    }


Check = Callable[[Scene], Iterator[str]]
CHECKS: tuple[Check, ...] = (_texts, _leads, _answers, _asks)
"""In this order: a later check is worth saying only once the earlier ones pass."""
