"""The screens of coming in, and of organising the people."""

from bot.delivery.send import message_pictures
from bot.delivery.send.screens.screen import Screen, plain
from bot.rules.team import endings, join_endings
from bot.texts.team import endings as words
from bot.texts.team import join_endings as join_words
from bot.usecases.ballot import screens as ballot_screens
from bot.usecases.team import screens as gather

SCREENS = (
    plain(join_endings.Welcome, join_words.say),
    plain(join_endings.Help, join_words.say),
    plain(join_endings.OfferLink, join_words.in_group),
    plain(join_endings.Linked, join_words.in_group),
    plain(join_endings.AskToJoin, join_words.in_group),
    plain(join_endings.OpenPrivate, join_words.in_group),
    plain(join_endings.Asked, join_words.say),
    plain(join_endings.CodeRefused, join_words.say),
    plain(join_endings.Declined, join_words.say),
    plain(join_endings.Promise, join_words.say),
    plain(join_endings.AskOwnNumber, join_words.say),
    plain(join_endings.OwnNumberKept, join_words.say),
    plain(join_endings.Ready, join_words.say),
    plain(join_endings.ChooseLanguage, join_words.language),
    Screen(join_endings.Promised, gather.freeze_code, join_words.promised),
    Screen(join_endings.NewFreezeCode, gather.freeze_code, join_words.new_freeze_code),
    Screen(join_endings.RoleChanged, ballot_screens.ballot, join_words.role_changed),
    Screen(endings.WaitingRoom, gather.waiting_room, words.waiting_room),
    Screen(endings.Invited, gather.invited, message_pictures.invited),
    Screen(endings.AdvocateSheet, gather.invited, message_pictures.advocate_sheet),
    Screen(endings.Team, gather.team, words.team),
    Screen(endings.OnePerson, gather.one_person, words.one_person),
    Screen(endings.Setup, gather.set_up, words.set_up),
    Screen(endings.CapReached, gather.person, words.about_one),
    Screen(endings.Scraping, gather.person, words.about_one),
    Screen(endings.Allowed, gather.person, words.about_one),
    Screen(endings.Unconfirmed, gather.person, words.about_one),
    Screen(endings.Unreachable, gather.person, words.about_one),
    Screen(endings.TypeNumber, gather.person, words.about_one),
    Screen(endings.NumberLinked, gather.person, words.about_one),
    Screen(endings.NewOwner, gather.person, words.about_one),
    Screen(endings.Promoted, gather.promotion, words.promotion),
    Screen(endings.PromotionUndone, gather.promotion, words.promotion),
    Screen(endings.GroupSilent, ballot_screens.ballot, words.group_silent),
    plain(endings.HowTo, words.say),
    plain(endings.Revoked, words.say),
    plain(endings.Agreed, words.say),
    plain(endings.AddedByStranger, words.say),
    plain(endings.StrangerInGroup, words.say),
    plain(endings.CannotSee, words.say),
)
