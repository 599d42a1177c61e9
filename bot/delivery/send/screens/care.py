"""The screens of member care."""

from bot.delivery.send.screens.screen import Screen, plain
from bot.rules.care import endings, policy_endings, practice_endings
from bot.texts.care import endings as words
from bot.texts.care import policies
from bot.texts.care import practice_endings as practice_words
from bot.usecases import shown_member
from bot.usecases.care import policy, practice_screens
from bot.usecases.care import screens as gather

SCREENS = (
    Screen(endings.Cases, gather.cases, words.cases),
    Screen(endings.CaseOpened, gather.case, words.case_opened),
    Screen(endings.AnsweredCases, gather.settled_cases, words.answered_cases),
    Screen(endings.Complaints, gather.complaints, words.complaints),
    Screen(endings.Spoken, gather.answered_case, words.spoken),
    Screen(endings.CaseReport, gather.report, words.report),
    Screen(endings.HandOver, gather.case, words.hand_over),
    Screen(endings.ChooseKind, gather.case, words.choose_kind),
    Screen(endings.AnswerOffered, gather.offered, words.offered),
    Screen(endings.AskedOrganisers, gather.case, words.asked),
    Screen(endings.AnswerPassedOn, gather.answered_case, words.passed_on),
    Screen(endings.CaseAnswered, gather.answered_case, words.answered),
    Screen(endings.Needs, gather.needs, words.needs),
    Screen(endings.NeedsList, gather.needs_list, words.needs_list),
    Screen(endings.WordsPassedOn, gather.words_passed_on, words.words_passed_on),
    Screen(endings.Told, gather.words_about, words.told),
    Screen(endings.ToldSettled, gather.words_settled, words.settled),
    Screen(endings.DoYouKnow, shown_member.gather, words.do_you_know),
    Screen(endings.AskLift, shown_member.gather, words.ask_lift),
    Screen(policy_endings.PolicyList, policy.gather, policies.every),
    Screen(policy_endings.PolicyShown, policy.gather, policies.one),
    Screen(policy_endings.PolicyAsks, policy.gather, policies.asks),
    plain(policy_endings.HowToTypePolicy, policies.how_to_type),
    plain(endings.TypeAnswer, words.say),
    plain(endings.NewCase, words.new_case),
    plain(endings.TypeCase, words.type_case),
    plain(endings.TypeHere, words.say),
    plain(endings.WithName, words.say),
    plain(endings.Thanks, words.say),
    plain(endings.More, words.say),
    plain(endings.KnowsNoted, words.say),
    plain(endings.TypeWhy, words.say),
    plain(endings.Lifted, words.say),
    Screen(practice_endings.OfferScenes, practice_screens.scenes, practice_words.offer),
    Screen(practice_endings.SceneTurn, practice_screens.talk, practice_words.turn),
    Screen(practice_endings.SceneSaid, practice_screens.talk, practice_words.said),
    Screen(
        practice_endings.AskRecord, practice_screens.talk, practice_words.ask_record
    ),
    Screen(
        practice_endings.RecordUnclear, practice_screens.talk, practice_words.unclear
    ),
    Screen(practice_endings.SceneMarks, practice_screens.marks, practice_words.marks),
    plain(practice_endings.PracticeOver, practice_words.over),
)
