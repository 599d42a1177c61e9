"""Gather what the messages of `/practice` show; no member's data is near."""

from bot.rules.care import practice, practice_endings
from bot.rules.care import practice_screens as showing
from bot.rules.care.practice import Talk
from bot.rules.care.topics import Topic
from bot.rules.outcomes import Outcome
from bot.usecases.moment import Moment
from storage import ballots
from storage.team import people


def scenes(moment: Moment, _ending: practice_endings.OfferScenes) -> showing.OfferFacts:
    """List the scenes there are."""
    return showing.OfferFacts(moment.handbook.scenes)


def talk(
    moment: Moment,
    ending: practice_endings.SceneTurn
    | practice_endings.SceneSaid
    | practice_endings.AskRecord
    | practice_endings.RecordUnclear,
) -> showing.TalkFacts | None:
    """Find the scene, its step or ending, and whose words fill its lines."""
    return _talk(moment, ending.talk)


def _talk(moment: Moment, talk: Talk) -> showing.TalkFacts | None:
    scene = moment.handbook.scenes.get(talk.scene)
    if scene is None or talk.place not in {**scene.steps, **scene.endings}:
        return None
    return showing.TalkFacts(
        scene,
        scene.steps.get(talk.place),
        scene.endings.get(talk.place),
        ballots.get(moment.session, talk.ballot_id),
        people.get(moment.session, talk.person_id).name,
    )


def marks(
    moment: Moment, ending: practice_endings.SceneMarks
) -> showing.MarksFacts | None:
    """Compare the talk with what the policy asks."""
    found = _talk(moment, ending.talk)
    if found is None or found.finish is None:
        return None
    said = frozenset(Topic(one) for one in ending.said)
    outcome = Outcome(ending.outcome)
    made = practice.marks(found.scene, ending.talk.place, said, outcome)
    return showing.MarksFacts(found, found.finish, made)
