"""`/practice`: play a scene with an invented member, and see what the policy says."""

import datetime as dt
from dataclasses import replace

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.care import practice, practice_endings
from bot.rules.care.practice import Heard, Talk
from bot.rules.care.scenes import Scene
from bot.rules.outcomes import Outcome
from bot.rules.replies import drafts
from bot.rules.replies.reader import own_acts
from bot.usecases import outgoing
from bot.usecases.context import Context
from storage.care import practices
from storage.care.practices import Practice
from storage.outbox import history
from storage.queue import cards
from storage.team import people

IDLE = dt.timedelta(hours=1)
"""A talk in which nothing was said for so long is over: words are real again."""
NO_REPORT = "no report"
STOPS = (["stop"], ["stop", "practice"], ["stop", "practising"])


def by_command(context: Context) -> object:
    """Answer `/practice`, `/practice 3` or `/practice stop`."""
    word, _ = context.first_word
    if [word] in STOPS:
        return _stop(context)
    ids = tuple(context.handbook.scenes)
    if word.isdecimal() and 1 <= int(word[:9]) <= len(ids):
        return _start(context, ids[int(word) - 1])
    return _offer(context)


def needed(context: Context) -> bool:
    """Whether a scene has to be finished before this person's first card."""
    if not context.numbers.practice_first or context.person.practised_at is not None:
        return False
    return not cards.any_of(context.session, context.person.id)


def ask_first(context: Context) -> practice_endings.OfferScenes:
    """Make the offer of scenes in place of a first card."""
    return practice_endings.OfferScenes(context.panel("practice"), first=True)


def leave(context: Context) -> None:
    """End the scene because the person turns to real members, and say so."""
    if context.person.practises and _end(context):
        context.tell(practice_endings.PracticeOver("work"))


def end_idle(session: Session, now: dt.datetime) -> None:
    """End the scenes that were left alone, and say so without a sound."""
    for one in practices.idle(session, now - IDLE):
        practices.end(session, one.talk.person_id)
        person = people.get(session, one.talk.person_id, one.talk.ballot_id)
        if person.works and person.blocked_at is None:
            ending = practice_endings.PracticeOver("idle")
            outgoing.say(session, ending, person.telegram_id, now, silent=True)


def press(context: Context, panel: cards.Panel, code: str) -> object:
    """Take a button: a scene, a line to say, an outcome to record, another, stop."""
    verb, _, what = code.partition(":")
    match verb:
        case "list":
            return _offer(context)
        case "stop":
            return _stop(context)
        case "scene" if what in context.handbook.scenes:
            return _start(context, what)
        case "say" | "record":
            return _go_on(context, panel, verb, what)
        case _:
            return general_endings.NotAllowed("expired")


def _go_on(context: Context, panel: cards.Panel, verb: str, what: str) -> object:
    """Take a button of the running scene; one of an earlier turn has expired."""
    running = practices.of(context.session, context.person.id)
    turn, _, chosen = what.partition(":")
    if running is None or (panel.key, int(turn)) != _at(running.talk):
        return general_endings.NotAllowed("expired")
    scene = _scene(context, running.talk)
    if scene is None:
        return _gone(context)
    step = scene.steps.get(running.talk.place)
    if verb == "record" and step is None and chosen == "else":
        talk = replace(running.talk, turn=running.talk.turn + 1)
        return _ask_again(context, running, practice_endings.AskRecord(talk, chosen))
    if verb == "record" and step is None:
        return _mark(context, running, Outcome(chosen))
    if verb == "say" and step is not None and int(chosen) < len(step.answers):
        heard = practice.tapped(scene, running.talk.place, int(chosen))
        return _answer(context, running, heard, typed=False)
    return general_endings.NotAllowed("expired")


def _scene(context: Context, talk: Talk) -> Scene | None:
    """Find the scene of a talk; None where its file was changed or taken away."""
    scene = context.handbook.scenes.get(talk.scene)
    if scene is None or talk.place not in {*scene.steps, *scene.endings}:
        return None
    return scene


def _at(talk: Talk) -> tuple[str, int]:
    return talk.key, talk.turn


def take_words(context: Context) -> object:
    """Take typed words: to the invented member, or as what would be recorded."""
    running = practices.of(context.session, context.person.id)
    if running is None or own_acts.plain(context.words) in STOPS:
        return _stop(context)
    scene = _scene(context, running.talk)
    if scene is None:
        return _gone(context)
    if running.talk.place not in scene.steps:
        return _read_record(context, running)
    heard = practice.hear(scene, running.talk.place, context.words)
    return _answer(context, running, heard, typed=True)


def _offer(context: Context) -> object:
    _end(context)
    ending = practice_endings.OfferScenes(context.panel("practice"))
    context.tell(ending)
    return ending


def _start(context: Context, scene_id: str) -> object:
    """Begin a scene, in place of the one that was being played."""
    _end(context)
    place = context.handbook.scenes[scene_id].first
    key = context.panel("practice")
    talk = Talk(context.person.id, context.ballot.id, scene_id, place, key, turn=1)
    ending = practice_endings.SceneTurn(talk)
    _show(context, Practice(talk), ending)
    return ending


def _answer(
    context: Context, running: Practice, heard: Heard, *, typed: bool
) -> object:
    """Let the member answer: the next step, the end, or the same step again."""
    talk = running.talk
    scene = context.handbook.scenes[talk.scene]
    place, hears = talk.place, heard.fault or practice.OTHERWISE
    if heard.answer is not None:
        place, hears = scene.steps[talk.place].answers[heard.answer].leads, ""
    further = replace(talk, place=place, turn=talk.turn + 1)
    said = running.said | {str(topic) for topic in heard.topics}
    ending: practice_endings.Ending = practice_endings.SceneTurn(further, hears)
    if place in scene.endings:
        ending = practice_endings.AskRecord(further)
    _show(context, Practice(further, said, hears), ending)
    _close_turn(context, running, heard.answer, typed=typed)
    return ending


def _read_record(context: Context, running: Practice) -> object:
    """Read what would be recorded as in real work: take it, ask, or ask again."""
    draft = drafts.read(context.words, context.ballot, context.said_at)
    if draft.is_report and not draft.asks:
        return _mark(context, running, Outcome(draft.outcome), draft)
    talk = replace(running.talk, turn=running.talk.turn + 1)
    if not draft.is_report:
        ending = practice_endings.AskRecord(talk, NO_REPORT)
        return _ask_again(context, running, ending)
    choices = tuple(str(one) for one in draft.choices)
    return _ask_again(context, running, practice_endings.RecordUnclear(talk, choices))


def _ask_again(
    context: Context,
    running: Practice,
    ending: practice_endings.AskRecord | practice_endings.RecordUnclear,
) -> object:
    """Ask anew what would be recorded."""
    _show(context, replace(running, talk=ending.talk), ending)
    _close_turn(context, running)
    return ending


def _mark(
    context: Context,
    running: Practice,
    outcome: Outcome,
    draft: drafts.Draft | None = None,
) -> object:
    """End the scene with its marks; all that is kept is that one was finished."""
    if context.person.practised_at is None:
        person_id = context.person.id
        people.update(context.session, person_id, practised_at=context.now)
    ending = practice_endings.SceneMarks(
        running.talk,
        tuple(sorted(running.said)),
        outcome,
        tuple(str(one) for one in draft.refused) if draft else (),
        dayless=draft is not None
        and outcome is Outcome.WILL_POST
        and draft.day is None,
    )
    context.tell(ending)
    _end(context)
    return ending


def _show(context: Context, running: Practice, ending: practice_endings.Ending) -> None:
    """Say a turn, and keep how the talk stands with the message that says it."""
    entry = context.tell(ending)
    practices.keep(context.session, replace(running, entry_id=entry), context.now)


def _close_turn(
    context: Context,
    running: Practice,
    answer: int | None = None,
    *,
    typed: bool = False,
) -> None:
    """Take the buttons from a turn's message, once it was sent; leave what was said."""
    message = running.entry_id and history.message_of(context.session, running.entry_id)
    if message:
        ending = practice_endings.SceneSaid(running.talk, running.hears, answer, typed)
        context.tell(ending, edits=message)


def _end(context: Context) -> bool:
    """Forget the running scene, if there is one; its last buttons go."""
    running = practices.of(context.session, context.person.id)
    if running is None:
        return False
    practices.end(context.session, context.person.id)
    _close_turn(context, running)
    return True


def _stop(context: Context) -> object:
    """Stop; pressed under the marks of a finished scene, say what comes then."""
    ended = _end(context) or context.arrival.callback_id is not None
    key = context.panel("next")
    ending = practice_endings.PracticeOver("stop" if ended else "none", key)
    context.tell(ending)
    return ending


def _gone(context: Context) -> object:
    """End a scene whose file was changed or taken away since."""
    practices.end(context.session, context.person.id)
    context.tell(practice_endings.PracticeOver("gone"))
    return practice_endings.PracticeOver("gone")
