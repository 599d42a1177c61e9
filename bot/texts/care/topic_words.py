"""Words for the topics of practice talks: praise, advice, and how members react."""

from bot.rules.care.topics import Topic
from bot.texts import languages

REACTIONS = languages.mark(
    {
        Topic.HOW_THEY_VOTE: "I'd rather not say how I vote, if you don't mind.",
        Topic.TAKE_THEIR_PAPER: "My paper? No, I'll post that myself, thank you.",
        Topic.ASK_FOR_THEM: "Can you do that? I thought only I could.",
        Topic.PRESS: "Please don't push me.",
        Topic.NAMES_THE_UNION: "The union? What has the union to do with it?",
        Topic.ASKS_FOR_DETAILS: "Why do you want to know that?",
    }
)
WELL = languages.mark(
    {
        Topic.DAY: "You asked which day.",
        Topic.PLACE: "You asked from which box.",
        Topic.AFTER: "You asked after what: work, tea, the school run.",
        Topic.REPLACEMENT: "You named the way to another paper: the members' page, the "
        "helpline.",
        Topic.ONLY_YOU: "You said that only the member can ask for it.",
        Topic.CUTOFF: "You said by when.",
        Topic.LAST_DAY: "You named the last safe day to post.",
        Topic.SECRET: "You said that nobody learns how they vote.",
        Topic.SCRUTINEER: "You said who counts: an independent scrutineer.",
        Topic.WHAT_IS_KEPT: "You said what you note: whether, never how.",
        Topic.WHO_SEES: "You said who sees it.",
        Topic.OWN_PAPER: "You said that everybody fills in their own paper: no "
        "proxies.",
        Topic.BETTER_TIME: "You asked for a better time.",
        Topic.SORRY: "You said sorry.",
        Topic.LISTEN: "You listened first.",
        Topic.PASS_ON: "You said that the organisers hear of it.",
        Topic.LEFT_ALONE: "You said that they are left in peace.",
        Topic.FOR_GOOD: "You asked: for good, or only this ballot?",
        Topic.EASY_WORDS: "You made it easy to follow.",
        Topic.THANKS: "You said thank you.",
        Topic.GOODBYE: "You said goodbye kindly.",
        Topic.WHAT_WOULD_HELP: "You asked what would help them, instead of pushing.",
    }
)
ASKS = languages.mark(
    {
        Topic.DAY: "Ask which day. Who has named one posts more often.",
        Topic.PLACE: "Ask from which box: “Where is the box you'll use?”",
        Topic.AFTER: "Ask after what: “After work, after tea, after the school run?”",
        Topic.REPLACEMENT: "Name the way to another paper: they ask the union, on the "
        "members' page or by the helpline.",
        Topic.ONLY_YOU: "Say that only the member can ask for another; a rep may not.",
        Topic.CUTOFF: "Say by when, and that sooner is better.",
        Topic.LAST_DAY: "Name the last safe day to post.",
        Topic.SECRET: "Say that nobody learns how they vote, and that you never ask.",
        Topic.SCRUTINEER: "Say who counts: an independent scrutineer, not the branch.",
        Topic.WHAT_IS_KEPT: "Say what you note: whether it is posted, never how they "
        "vote.",
        Topic.WHO_SEES: "Say who sees it: the branch's advocates and organisers.",
        Topic.OWN_PAPER: "Say that everybody fills in their own paper: no proxies.",
        Topic.BETTER_TIME: "Ask when would be a better time.",
        Topic.SORRY: "Say sorry: it costs nothing.",
        Topic.LISTEN: "Listen first: “What happened?” Only then comes the rest.",
        Topic.PASS_ON: "Say that you pass it on to the organisers.",
        Topic.LEFT_ALONE: "Say that nobody will call them about it again for now.",
        Topic.FOR_GOOD: "Ask, if they let you: for good, or only this ballot?",
        Topic.EASY_WORDS: "Say it slowly and in easy words, or offer a text.",
        Topic.THANKS: "Say thank you.",
        Topic.GOODBYE: "Say goodbye kindly.",
        Topic.WHAT_WOULD_HELP: "Ask what would help them to decide.",
    }
)
FORBIDS = languages.mark(
    {
        Topic.HOW_THEY_VOTE: "Stay off how they vote: never ask, never tell them how.",
        Topic.TAKE_THEIR_PAPER: "Never take or post anybody's paper, however kindly "
        "meant.",
        Topic.ASK_FOR_THEM: "You cannot ask for another paper for them: only they can.",
        Topic.PRESS: "Do not push: no “you must”, no “you should”.",
        Topic.NAMES_THE_UNION: "Say nothing of union or ballot to anybody but the "
        "member: membership is private.",
        Topic.ASKS_FOR_DETAILS: "Do not ask a stranger who they are.",
    }
)
