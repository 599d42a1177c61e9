"""A branch in play, and examples of every ending with what each has to tell of it."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlmodel import Session

from bot.config import care_files, scripts_file
from bot.config.sections import Texts
from bot.delivery.send import render
from bot.rules import general_endings
from bot.rules.ballot import endings as ballot_endings
from bot.rules.care import endings as care_endings
from bot.rules.care import policy_endings, practice_endings
from bot.rules.care.answers import faq
from bot.rules.care.feedback import feedback_endings
from bot.rules.care.feedback.feedback_rules import LEAST, Kind
from bot.rules.care.needs import Need
from bot.rules.care.practice import Talk
from bot.rules.lists import endings as lists_endings
from bot.rules.nudges import endings as nudges_endings
from bot.rules.nudges.planned_nudge import Kind as NudgeKind
from bot.rules.outcomes import Outcome
from bot.rules.privacy import endings as privacy_endings
from bot.rules.privacy.fault import Kind as FaultKind
from bot.rules.queue import endings as queue_endings
from bot.rules.replies import alarms, drafts, steps
from bot.rules.replies import endings as replies_endings
from bot.rules.stats import endings as stats_endings
from bot.rules.team import endings as team_endings
from bot.rules.team import join_endings
from bot.texts import languages
from bot.texts.messages import Message, Rendered
from bot.usecases import outbox_codec
from bot.usecases.nudges import nudge_check
from storage import jobs
from storage.care import feedback as stored
from storage.lists import shares
from storage.nudges import pledges
from storage.outbox import outbox_entry
from storage.queue import cards
from storage.replies import passed_on
from storage.team import invites
from tests.house.full_database import HOUR, LATER, NOW, Play
from tests.usecases import given

KEY, PRIVATE = "key", 5
FAQ = faq.Faq(faq=(faq.Entry(question="Does it need a stamp?", answer="No."),))


def renderer(catalogues: languages.Languages | None = None) -> render.Renderer:
    """Make a renderer as the program has it; `catalogues`: with these languages."""
    return render.Renderer(
        lambda: NOW,
        wording=scripts_file.read(None),
        handbook=replace(care_files.handbook(Texts()), faq=FAQ),
        catalogues=catalogues,
    )


WORDS = renderer()
Made = tuple[render.Renderer, str | None, str]
OUT = {"band": None, "due_at": None, "out_reason": steps.Out.TRIED_OUT.value}
Examples = Iterator[tuple[object, str]]


def general(_play: Play) -> Examples:
    yield general_endings.NotAllowed("expired"), "That button has expired"
    yield general_endings.Unknown(), "I do not know that command"
    yield general_endings.WordsOnly(), "I read words only"
    yield general_endings.NotSavedYet(), "Not saved yet"
    yield general_endings.SendAgain(), "Please send it again"
    yield general_endings.WasAway(), "more than 23 hours"


def queue(play: Play) -> Examples:
    member, name = play.member()
    card = play.card(member)
    yield queue_endings.Handed(card), name
    yield queue_endings.Mine(play.advocate, play.ballot.id, KEY), name
    asking, asked = play.member()
    card = play.card(asking)
    cards.update(play.session, card, asking={"step": "post"})
    yield queue_endings.CardAsks(card), f"{asked}</b>"
    closed, _ = play.member(outcome=Outcome.VOTED.value)
    card, contact = play.card(closed), play.contact(closed, Outcome.VOTED)
    asking_ = {"how": "recorded", "outcome": "voted", "contact_id": contact}
    cards.update(play.session, card, closed_at=NOW, asking=asking_)
    yield queue_endings.CardClosed(card, "recorded"), "N.Q.: voted"
    yield queue_endings.CardBelow(card), "N.Q.: voted"
    yield queue_endings.Noted(contact, late=True), "N.Q.: voted"
    yield queue_endings.Undone(contact), "Taken back"
    yield queue_endings.AskWho(KEY, (member, asking)), "Who is that about?"
    waits = queue_endings.NobodyDue(play.ballot.id, 3, NOW + 5 * HOUR, 2, 1)
    yield waits, "(the first: 16:00)"
    yield queue_endings.NoCards("closed"), "This ballot has closed"
    yield queue_endings.OverCap("open", 3), "You hold 3 open cards"
    yield queue_endings.NothingHeld(), "You hold nobody"
    yield queue_endings.NothingToUndo("already"), "taken back already"
    yield queue_endings.InPrivate(), "Sent to you in private"
    yield queue_endings.PressStart("the_bot"), "press Start"
    yield queue_endings.NotAReport(), "nothing is recorded"


def replies(play: Play) -> Examples:
    member, name = play.member()
    draft = drafts.as_json(drafts.read("has posted it", play.ballot, NOW))
    yield replies_endings.AskWhich(KEY, member, ("voted",)), "N.Q.: I am not sure"
    parts = play.panel(parts=[[member, draft]])
    yield replies_endings.AskSeveral(parts), f"{name}: voted"
    yield replies_endings.SayOtherwise(), "Nothing is recorded"
    voted = play.contact(member, Outcome.VOTED)
    edited = replies_endings.WordsEdited(voted, member, KEY)
    yield edited, "stays: voted"
    yield replies_endings.WordsForwarded(), "somebody else's message"
    yield replies_endings.WordsNotKept(("health",)), "somebody's health"
    details = play.panel(details=[["mobile", "+447700900321"]])
    yield replies_endings.OfferDetails(details, member), "+447700900321"
    yield replies_endings.DetailsSettled(changed=True), "Changed."
    yield replies_endings.AddressNotKept(), "postal address is not kept"
    yield replies_endings.PassedOn(("health",)), "Passed on. Your words were not kept"
    yield replies_endings.NotFound(anyone=True), "Nobody on the list"
    yield replies_endings.TypeMore("find"), "/find Priya"
    asks = play.card(member)
    cards.update(play.session, asks, asking={"step": "post"})
    yield replies_endings.AskedAgain(asks), "could not read that"
    yield replies_endings.AskBox(KEY, member, "ask"), "Is that about N.Q."
    yield replies_endings.OfferNext(KEY, KEY, member), "is still open"
    yield replies_endings.OfferNext(KEY, "", None), "You hold nobody"
    yield replies_endings.Script(play.ballot.id), "your union branch"
    yield replies_endings.Script(play.ballot.id, asks), "Nia"
    yield from alarming(play)


def alarming(play: Play) -> Examples:
    member, name = play.member(outcome=Outcome.VOTED.value)
    play.contact(member, Outcome.VOTED)
    late = play.contact(member, Outcome.NOT_VOTING, words="not now", conflict=True)
    yield alarms.Conflict(late, KEY), "Asha: not voting “not now”"
    yield alarms.Settled(member), f"{name}: voted stands"
    yield alarms.MemberAlarm(member, "anything"), f"{name}: anything"
    told, _ = play.member()
    case = play.case(told, "Is a stamp needed?", owner=play.organiser)
    by = "Told to Asha.\nPlease answer by Wed 11:00, the way they asked."
    yield care_endings.CaseOpened(case, KEY), by
    yield care_endings.CaseOpened(play.case(None, "Who counts?"), KEY), "Asha asks"
    yield alarms.Stop(play.card(told), "voted"), "Please stop with N.Q."


def ballot(play: Play) -> Examples:
    closes = ballot_endings.BallotAsks(play.ballot.id, KEY, "closes")
    yield ballot_endings.BallotSettings(play.ballot.id, KEY), "Entitled: 40"
    yield closes, "<b>Pay ballot</b>\nWhen does the ballot close?"
    yield ballot_endings.BallotAsks(0, KEY, "closes", guided=True), "When does"
    yield ballot_endings.Weeks(play.ballot.id), "<b>Pay ballot</b>"
    yield ballot_endings.HowToType(), "/ballot shows the settings"
    yield ballot_endings.NameTaken(), "There is a ballot of that name"


def nudging(play: Play) -> Examples:
    pledges.make(play.session, play.advocate, play.ballot.id, NOW.date(), 5, NOW + HOUR)
    group = play.nudge(NudgeKind.COUNTDOWN, f"{nudge_check.BY_HAND}now")
    yield nudges_endings.GroupNudged(group, "the_bot"), "days to the last posting day"
    cutoff = play.nudge(NudgeKind.CUTOFF, f"{nudge_check.BY_HAND}now")
    yield nudges_endings.GroupNudged(cutoff), "a lost paper can be replaced"
    pledge = play.nudge(NudgeKind.PLEDGE, "today", play.advocate)
    yield nudges_endings.Nudged(pledge, KEY), "You pledged 5 contacts"
    yield nudges_endings.Planned(play.ballot.id, KEY), "Nudges of Pay ballot"
    at = NOW + HOUR
    yield nudges_endings.SentNow(2, at, play.ballot.id), "to 2 groups: 12:00"
    yield nudges_endings.Muted(muted=True, group=False, key=KEY), "No more nudges"
    yield nudges_endings.Away(LATER, 1, 2, KEY, play.ballot.id), "until Thu 4 March"
    yield nudges_endings.Back(), "Welcome back"
    yield nudges_endings.Pledged(5, at, play.ballot.id), "5 contacts. One reminder"
    yield nudges_endings.KeptOn(at, play.ballot.id), "yours until 12:00"
    yield nudges_endings.GaveBack(), "Given back"
    yield nudges_endings.Misread("away"), "/away 7"


def lists(play: Play) -> Examples:
    yield lists_endings.NoList("no file"), "There is no file"
    _, known = play.member()
    held = [f"{known}?"]
    done = {"new": 29, "changed": 2}
    job = play.job("list", done=done, preview=None, held_back=held)
    yield lists_endings.ListStep(job, KEY, "done"), "29 new members in Pay ballot"
    yield lists_endings.ListStep(job, KEY, "held"), f"Held back: {known}?."
    yield lists_endings.ListStep(job, KEY), "Reading your list"
    yield from previewing(play)
    job = play.job("export", what="changes", filename="changes.xlsx", members=[1, 2])
    jobs.keep_content(play.session, job, b"a sheet")
    yield lists_endings.FileReady(job, KEY), "2 members"
    yield lists_endings.NobodyToExport("changes"), "No file was made"
    yield lists_endings.AskReps(KEY, play.ballot.id, 10), "Up to 10 members each"
    until = LATER.isoformat()
    shared = lists_endings.Shared(play.ballot.id, ("Carys",), (7,), until)
    yield shared, "Carys: 7\nSet aside until Thu 4 March"
    yield lists_endings.SetAside(7, until, play.ballot.id), "until Thu 4 March"
    kept = {"ballot_id": play.ballot.id, "made_at": NOW, "lapses_at": LATER}
    shares.add(play.session, [play.member()[0]], rep="Carys", **kept)
    yield lists_endings.Shares(play.ballot.id, KEY), "Carys: 0 of 1 back"
    yield lists_endings.AskExport(KEY), "into a file"
    yield lists_endings.Ticked("sent", 3), "reminder to 3 members"


def previewing(play: Play) -> Examples:
    """A list without headings, with a doubt about a known member."""
    _, known = play.member()
    doubt = {"id": "1", "text": f"1: {known}?", "options": ["known_1", "2"]}
    found = {
        "columns": {"B": "mobile"},
        "unmapped": [("Quillfeather", known), ("SHIFT", "LATE")],
        "rows": [["7700012", known, "+447700900012", "–"]],
        "members": 1,
        "statuses": {"voted": 1},
        "counts": {"new": 1},
        "questions": [doubt],
        "held_back": [f"1: {known}"],
    }
    job = play.job("list", preview=found, answers={})
    yield lists_endings.ListStep(job, KEY, "asking"), f"1: {known}?"
    job = play.job("list", preview=found, answers={"1": "2"}, part="other")
    yield lists_endings.ListStep(job, KEY, "asking"), "Take it in?"
    job = play.job("list", preview=found, answers={}, column=0)
    yield lists_endings.ListStep(job, KEY, "asking"), "What is in the column"


def joining(play: Play) -> Examples:
    yield join_endings.Welcome("advocate"), "/next gives you a member"
    yield join_endings.OfferLink(KEY, ("Pay",)), "Which ballot"
    yield join_endings.Linked(play.ballot.id, can_delete=False), "only “delete"
    yield join_endings.Help(("next",), private=True), "/next – the next member"
    yield join_endings.AskToJoin("the_bot", KEY), "You are not in the team yet"
    yield join_endings.OpenPrivate("the_bot"), "our private chat first"
    yield join_endings.Asked(again=True), "asked already"
    yield join_endings.CodeRefused(), "That invitation cannot be used"
    yield join_endings.CodeRefused(owner=True), "it holds for 72 hours"
    yield join_endings.Declined(), "did not let you in"
    yield join_endings.Promise(KEY, approved=True), "You are in. Before the first"
    yield join_endings.Promised(play.advocate, NOW.isoformat()), "/freeze "
    again = join_endings.NewFreezeCode(play.advocate, NOW.isoformat())
    yield again, "your freeze code from now on"
    yield join_endings.AskOwnNumber(KEY), "membership number?"
    yield join_endings.OwnNumberKept(KEY), "have you posted yours?"
    yield join_endings.ChooseLanguage(KEY), "In which language"
    yield join_endings.Ready(KEY, posted=True), "One more in the box! All set"
    confirms = "An organiser confirms that it is yours. All set"
    yield join_endings.Ready(KEY, posted=True, asked=True), confirms
    changed = join_endings.RoleChanged("organiser", play.ballot.id)
    yield changed, "Pay ballot: you are an organiser"


def team(play: Play) -> Examples:
    one = (play.advocate, play.ballot.id)
    yield team_endings.WaitingRoom(play.ballot.id, KEY), "· pending"
    invited = play.invite(NOW)
    yield team_endings.Invited(invited, KEY, "the_bot"), "for 20 people"
    sheet = team_endings.AdvocateSheet(play.ballot.id, invited, "the_bot")
    yield sheet, "Its code lets in 20 people, until"
    yield team_endings.Revoked(), "cannot be used any more"
    yield team_endings.Team(play.ballot.id, KEY), "advocate: Asha"
    yield team_endings.OnePerson(*one, play.organiser, KEY), "<b>Asha</b>: advocate"
    yield team_endings.Setup(play.ballot.id, KEY, "the_bot"), "Pay ballot"
    yield team_endings.HowTo("list"), "Send me the spreadsheet"
    yield team_endings.Agreed(play.ballot.id), "Noted, with the day"
    yield team_endings.CapReached(*one, "hour", 20, KEY), "Asha has seen 20 members"
    yield team_endings.Scraping(*one, 30), "Asha has looked at 30 members"
    asha = (*one, play.organiser)
    yield team_endings.NewOwner(*asha[:2]), "Asha is an owner of this bot now"
    yield team_endings.Promoted(*asha, KEY), "Dawn made Asha an organiser"
    yield team_endings.PromotionUndone(*asha), "Dawn took it back"
    yield team_endings.Allowed(*one, 10), "Asha may see 10 more"
    yield team_endings.AddedByStranger(), "added me to a group"
    yield team_endings.StrangerInGroup("Zoe"), "Zoe has come into the group"
    yield team_endings.Unconfirmed(*one), "Asha asked for a card"
    yield team_endings.Unreachable(*one), "Asha has blocked me"
    yield team_endings.TypeNumber(*one), "Type Asha's own membership number"
    yield team_endings.NumberLinked(*one, listed=True), "Asha is never given"
    for removed, told in ((True, "no longer in the group"), (False, "may not write")):
        yield team_endings.GroupSilent(play.ballot.id, removed), told
    yield team_endings.CannotSee(), "only “delete messages”"


def stats(play: Play) -> Examples:
    shown = (play.ballot.id, KEY)
    yield stats_endings.GroupStats(play.ballot.id), "of 40"
    yield stats_endings.Stats(*shown), "<b>Pay ballot</b>"
    yield stats_endings.Curve(*shown), "40"
    yield stats_endings.AskOfficial(), "How many papers are in"
    yield stats_endings.OfficialNoted(*shown), "official count is taken back"
    yield stats_endings.OfficialRefused("number"), "That is no count"
    yield stats_endings.Plan(*shown), "Where a contact counts most"
    yield stats_endings.PlanPicture(*shown), "conversations"
    yield stats_endings.Tried(*shown, conversations=17), "17 conversations"
    yield stats_endings.PlanMisread("words"), "Type what to try"


def care(play: Play) -> Examples:
    member, name = play.member()
    case = play.case(member, "Is a stamp needed?", answer="No stamp.")
    yield care_endings.Cases(play.ballot.id, KEY), "N.Q.: question"
    yield care_endings.TypeAnswer(case), "Type the answer"
    yield care_endings.NewCase(KEY), "What is it about?\n1. Question"
    yield care_endings.TypeCase("data"), "Request about their data: type it"
    waits = play.case(None, "Is a stamp needed?")
    yield care_endings.HandOver(waits, KEY), "Asha asks: question\n1. "
    yield care_endings.ChooseKind(waits, KEY), "3. Upset member"
    yield care_endings.AnswerOffered(waits, KEY), "1. <b>Does it need a stamp?</b> No."
    yield care_endings.AskedOrganisers(waits), "They answer by"
    upset, _ = play.member(outcome="complaint")
    cries = play.case(upset, "Rung four times", kind="upset")
    complaints = care_endings.Complaints(play.ballot.id, KEY)
    yield complaints, "N.Q.: upset member, open"
    yield care_endings.Spoken(cries), "N.Q.: An organiser has spoken with them"
    play.case(None, "A label?", answer="No label.", answered_at=NOW)
    told = "Asha asked, question: “No label.”"
    yield care_endings.AnsweredCases(play.ballot.id, KEY), told
    yield care_endings.CaseReport(play.ballot.id), "question: 1 of"
    yield policy_endings.PolicyList(play.ballot.id, KEY), "1. Question: 4 h usually"
    shown = policy_endings.PolicyShown(play.ballot.id, KEY, "upset")
    yield shown, "What to say first: “I am sorry"
    asks = policy_endings.PolicyAsks(play.ballot.id, KEY, "data", "owner")
    yield asks, "Request about their data: who is told"
    yield policy_endings.HowToTypePolicy(), "/policy question usual 2 hours"
    yield care_endings.AnswerPassedOn(case), "Passed on to Asha"
    yield care_endings.CaseAnswered(case, KEY), "N.Q.: the branch's answer\n“No stamp"
    yield care_endings.TypeHere("ask"), "Type your question"
    yield care_endings.WithName(KEY), "or anonymously?"
    yield care_endings.Thanks("feedback"), "in the comment box"
    _, tried = play.member(**OUT)
    yield care_endings.Needs(play.ballot.id, KEY), "1 no answer after all tries"
    yield care_endings.NeedsList(play.ballot.id, KEY, Need.TRIED), tried
    yield care_endings.More(3), "And 3 more"
    draft = drafts.as_json(drafts.read("has posted it", play.ballot, NOW))
    told = (play.session, play.ballot.id, play.advocate, "Nia Q", draft, NOW)
    telling, settled = passed_on.add(*told).id, passed_on.add(*told).id
    passed_on.settle(play.session, settled, member, NOW)
    yield care_endings.Told(telling, KEY, (member,)), "Asha passes on about “Nia Q”"
    passed = care_endings.WordsPassedOn
    yield passed(telling, KEY, 1), "Asha passes on about “Nia Q”"
    yield passed(telling, KEY, 0), "Nobody on the list has this name or number"
    yield care_endings.ToldSettled(settled), f"Matched with {name}"
    yield care_endings.DoYouKnow(KEY, member), f"{name} at your workplace?"
    yield care_endings.KnowsNoted(yes=True), "their card comes now"
    yield care_endings.AskLift(KEY, member), f"{name} asked not to be contacted"
    yield care_endings.TypeWhy(member), "Type why"
    yield care_endings.Lifted(member), "They may be contacted again"


def practice(play: Play) -> Examples:
    def talk(place: str, scene: str = "01_willing_but_forgetful") -> Talk:
        return Talk(play.advocate, play.ballot.id, scene, place, KEY, 1)

    yield practice_endings.OfferScenes(KEY), "1. Priya: willing but forgetful"
    yield practice_endings.OfferScenes(KEY, first=True), "Before your first member"
    opening = practice_endings.SceneTurn(talk("hello"))
    yield opening, "“Hello Priya, Asha here from your union branch."
    yield practice_endings.SceneTurn(talk("hello"), "otherwise"), "the kettle"
    pushed = practice_endings.SceneTurn(talk("plan"), "press")
    yield pushed, "<b>Priya</b>: “Please don't push me.”"
    tapped = practice_endings.SceneSaid(talk("hello"), "", 1)
    yield tapped, "You: “Lovely! Which day do you think you'll post it?”"
    yield practice_endings.AskRecord(talk("planned")), "in my coat pocket"
    again = practice_endings.AskRecord(talk("planned"), "no report")
    yield again, "says nothing of the member"
    unclear = practice_endings.RecordUnclear(talk("planned"), ("voted",))
    yield unclear, "Which is it?"
    good = practice_endings.SceneMarks(talk("planned"), ("day", "place"), "will_post")
    yield good, "record it rightly: <b>will post</b>"
    yield good, "• Ask after what"
    wrong = practice_endings.SceneMarks(
        talk("thursday"), ("how_they_vote",), "voted", ("health",), dayless=True
    )
    yield wrong, "record <b>voted</b>; right is <b>will post</b>"
    yield wrong, "Stay off how they vote"
    yield wrong, "they speak of health, which is never kept"
    yield wrong, "Type the day as well"
    for why in ("stop", "none", "work", "idle", "gone"):
        yield practice_endings.PracticeOver(why, KEY), "ractice"


def feedback(play: Play) -> Examples:
    here, sheet = play.ballot.id, f"{KEY}.7"
    yield feedback_endings.FeedbackBox(KEY, KEY), "Type your comment"
    yield feedback_endings.FeedbackRefused("no such slip", "K7"), "no slip K7"
    yield feedback_endings.SurveyAsks(sheet, "ab"), "3 of 3</b> Would you do it again?"
    yield feedback_endings.SurveyTaken(KEY), "helps the next ballot"
    yield feedback_endings.SurveyLeft(), "Left."
    yield feedback_endings.SurveyLine(), "without your name"
    yield feedback_endings.Slip(KEY, "K7"), "answer with K7, a number from 1"
    yield feedback_endings.SlipTaken("K7", "4"), "without a name: 4 of 5"
    yield feedback_endings.SlipUnsure(sheet, "K7", "3"), "Is 3 their mark?"
    named, member = stored.add(play.session, here, Kind.COMMENT), "A kind voice"
    by = (play.advocate, NOW)
    fill = (play.session, here, Kind.COMMENT, named)
    stored.fill(*fill, words="More time, please", named=by)
    for _ in range(LEAST):
        slip = stored.add(play.session, here, Kind.MEMBER)
        fill = (play.session, here, Kind.MEMBER, slip)
        stored.fill(*fill, words=member, answers="5")
    yield feedback_endings.FeedbackSummary(here, KEY), "5 slips made, 5 shown"
    yield feedback_endings.FeedbackWords(here, KEY), "Asha: More time, please"
    yield feedback_endings.FeedbackWords(here, KEY), f"A member: {member}"
    yield feedback_endings.FeedbackPage(here), "without names"


def privacy(play: Play) -> Examples:
    here = play.ballot.id
    yield privacy_endings.FreezeAsked(KEY, "all"), "Freeze all cards?"
    yield privacy_endings.FreezeAsked(KEY, "me"), "Freeze yourself?"
    for kind in FaultKind:
        yield privacy_endings.NightFaults((kind,)), "nightly check"
    yield privacy_endings.Frozen(), "All cards are frozen"
    yield privacy_endings.Frozen(play.advocate), "Frozen: Asha"
    yield privacy_endings.FrozenBy(here, None), "Frozen: all cards"
    yield privacy_endings.FrozenBy(here, play.advocate), "/unfreeze Asha"
    yield privacy_endings.UnfrozenBy(here, play.advocate), "Unfrozen: Asha"
    yield privacy_endings.Unfrozen(play.advocate), "again to Asha"
    yield privacy_endings.WhoIsThat(), "Nobody in the team has that name"
    alike = (play.advocate, play.organiser)
    which = privacy_endings.WhichPerson(play.ballot.id, alike, "freeze", KEY)
    yield which, "2. <b>Dawn</b>"
    yield privacy_endings.YouNamedSomebody(can_delete=True), "Please delete it"
    yield privacy_endings.LeakSeen(KEY, can_delete=True), "A message in the group"
    yield privacy_endings.LeakDeleted(), "It is deleted"
    yield privacy_endings.ListInGroup("the_bot", deleted=True), "I have deleted it"
    yield privacy_endings.ListInGroup("the_bot", deleted=False), "Please delete it"
    yield privacy_endings.ListLeaked(deleted=True), "I have deleted it"
    yield privacy_endings.ListLeaked(deleted=False), "I may not delete it"
    yield privacy_endings.CloseAsked(here, KEY), "End <b>Pay ballot</b> now?"
    yield privacy_endings.PurgeAsked(here, KEY), "End <b>Pay ballot</b> and erase"
    asked = privacy_endings.SecondAsked(here, play.organiser, "purge", KEY)
    yield asked, "Dawn asks to erase all members' details"
    yield privacy_endings.SecondWaits("purge"), "has to agree to erase"
    said = privacy_endings.SecondSaid(here, play.organiser, "purge", agreed=True)
    yield said, "Dawn agrees"
    yield privacy_endings.BallotClosed(here), "open cases: /cases"
    yield privacy_endings.BallotOpenedAgain(here), "is open again"
    yield privacy_endings.Purged(here), "<b>Pay ballot</b> are erased"


def silent(play: Play) -> Examples:
    """Give endings that say nothing, each with the reason."""
    yield general_endings.Pressed(), "only stops the wheel of the button"
    yield replies_endings.SeveralRecorded(), "the cards say what was recorded"
    gone = play.invite(NOW + HOUR)
    sheet = team_endings.AdvocateSheet(play.ballot.id, gone, "the_bot")
    yield sheet, "its invitation was revoked"
    invites.revoke(play.session, gone, NOW)
    yield team_endings.Invited(gone, KEY, "the_bot"), "it was revoked"
    yield replies_endings.AskSeveral("none"), "its buttons have gone"
    yield (
        replies_endings.OfferDetails("none", play.member()[0]),
        "its buttons have gone",
    )
    nothing = play.nudge(NudgeKind.PLEDGE, "today", play.people["owner"])
    yield nudges_endings.Nudged(nothing), "nothing was pledged"
    personal = play.nudge(NudgeKind.PLEDGE, "tomorrow", play.advocate)
    yield nudges_endings.GroupNudged(personal), "a person's nudge goes to no group"
    gone_scene = Talk(play.advocate, play.ballot.id, "gone", "hello", KEY, 1)
    yield practice_endings.SceneTurn(gone_scene), "the scene has gone"
    yield practice_endings.SceneMarks(gone_scene, (), "voted"), "the scene has gone"
    yield lists_endings.ListStep(999, KEY), "the job has gone"
    yield lists_endings.FileReady(play.job("export"), KEY), "its file has gone"


SUBJECTS = (
    general,
    queue,
    replies,
    ballot,
    nudging,
    lists,
    joining,
    team,
    stats,
    care,
    practice,
    feedback,
    privacy,
)


@dataclass(frozen=True)
class Branch:
    """The branch once everything has happened in it; examples with what they say."""

    scene: given.Scene
    said: tuple[tuple[object, str], ...]
    silent: tuple[tuple[object, str], ...]
    made: dict[Made, Rendered | None] = field(default_factory=dict)
    """Messages that were made once, by what the outbox holds: nothing changes here."""

    @property
    def wordless(self) -> set[type]:
        """The endings that never say anything."""
        silent = {type(one) for one, _ in self.silent}
        return silent - {type(one) for one, _ in self.said}

    def message(
        self,
        ending: object,
        words: render.Renderer = WORDS,
        language: str | None = None,
    ) -> Rendered | None:
        """Make the message of an ending as it would go out now."""
        about = outbox_codec.pack(ending)
        key = words, language, json.dumps(about, sort_keys=True)
        if key not in self.made:
            entry = outbox_entry.Entry(
                1, PRIVATE, "send", about, {}, NOW, NOW, language=language
            )
            read = self.scene.store.read
            self.made[key] = read(lambda session: words.render(session, entry))
        return self.made[key]

    def render(self, ending: object) -> str:
        """Say an ending as it would go out now; no words if nothing would."""
        said = self.message(ending)
        if said is None:
            return ""
        return said.text if isinstance(said, Message) else said.caption


@contextlib.contextmanager
def in_play(folder: Path) -> Iterator[Branch]:
    """Let something of everything happen in a branch of forty members."""
    with given.scene(folder, members=40) as scene:

        def unit(session: Session) -> Branch:
            ids = {name: person.id for name, person in scene.people.items()}
            play = Play(session, scene.ballot, ids)
            said = [one for subject in SUBJECTS for one in subject(play)]
            return Branch(scene, tuple(said), tuple(silent(play)))

        yield scene.store.write(unit)
