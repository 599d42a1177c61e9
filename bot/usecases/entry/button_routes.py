"""Routes of buttons: from the key and code of a press to its use case."""

from collections.abc import Callable, Mapping
from functools import partial

from sqlmodel import Session

from bot.rules import button_codes, general_endings
from bot.rules.arrivals import Arrival
from bot.rules.member import Member
from bot.usecases.ballot import close_ballot, edit_ballot, set_up
from bot.usecases.care import (
    case_messages,
    feedback,
    feedback_summary,
    handle_case,
    member_slip,
    policy,
    practice,
    ready_answers,
    survey,
)
from bot.usecases.context import Context
from bot.usecases.entry import word_routes
from bot.usecases.entry.gate import Named
from bot.usecases.lists import export_members, share_out, upload
from bot.usecases.nudges import preferences
from bot.usecases.privacy import freeze, leaks, lift, purge_members
from bot.usecases.queue import find, known_member, my_members, next_member
from bot.usecases.replies import (
    card_presses,
    needs_attention,
    new_details,
    own_paper,
    pass_on,
    typed_words,
)
from bot.usecases.stats import plan, show_stats
from bot.usecases.team import (
    allow_more,
    invite,
    language,
    link,
    manage_team,
    promise,
    start,
    waiting_room,
)
from storage.care import cases as kept
from storage.lists import known_members
from storage.queue import cards
from storage.team import people

Press = Callable[[Context, cards.Panel, str], object]
PANELS: Mapping[str, Press] = {
    "mine": my_members.open_one,
    "list": upload.take_choice,
    "share": share_out.choose_reps,
    "shares": share_out.prolong_or_take_back,
    "export": export_members.choose_or_tick_off,
    "who": typed_words.record_for_member,
    "box": word_routes.choose_box,
    "which": typed_words.record_reading,
    "several": typed_words.record_several,
    "details": new_details.take_detail,
    "find": find.open_found,
    "knows": known_member.take_answer,
    "practice": practice.press,
    feedback.PANEL: feedback.press,
    feedback_summary.PANEL: feedback_summary.press,
    survey.PANEL: survey.press,
    member_slip.PANEL: member_slip.press,
    "case": handle_case.press,
    "cases": needs_attention.show_list,
    policy.PANEL: policy.press,
    ready_answers.PANEL: ready_answers.press,
    case_messages.REOPEN: handle_case.reopen_as_asker,
    "told": pass_on.match_member,
    "settle": needs_attention.settle,
    "lift": lift.ask_reason,
    "mute": preferences.unmute,
    "away": preferences.come_back,
    "lapse": preferences.keep_or_release,
    "nudges": preferences.press,
    "stats": show_stats.press,
    "plan": plan.press,
    "ballot": edit_ballot.change_by_button,
    "link": link.link,
    "promise": promise.promise,
    "own number": own_paper.take_answer,
    "next": next_member.by_button,
    "switch": start.switch,
    "language": language.choose,
    "waiting": waiting_room.decide,
    "invite": invite.press,
    "team": manage_team.show_or_change,
    "allow": allow_more.allow_by_button,
    "setup": set_up.close_gap,
    "leak": leaks.delete,
    "freeze": freeze.confirm,
    "close": close_ballot.confirm,
    "purge": purge_members.confirm,
    "agree purge": purge_members.decide_as_second,
    "agree export": export_members.decide_as_second,
    "agree share": share_out.decide_as_second,
    "promoted": manage_team.undo_promotion,
}
"""What the buttons of each panel do; the permission table has a row for each."""


def resolve(session: Session, arrival: Arrival) -> Named:
    """Find the permission row, the use case and the ballot of a press."""
    key, _, code = (arrival.data or "").rpartition(".")
    found = people.find_with_card(session, arrival.sender or 0, key)
    if found is not None:
        card, person = found
        press_card = partial(card_presses.press, card=card, code=code)
        use = partial(check_code, action=button_codes.CARD, code=code, use=press_card)
        row = "pin" if button_codes.is_pin(code) else "card"
        return Named(row, use, card.ballot_id, person)
    panel = cards.panel(session, key)
    if panel is None or panel.action not in PANELS:
        return Named("expired", expired)
    pressed = partial(press, panel=panel, code=code, use=PANELS[panel.action])
    use = partial(check_code, action=panel.action, code=code, use=pressed)
    return Named(f"press {panel.action}", use, panel.ballot_id)


def check_code(
    context: Context, action: str, code: str, use: Callable[[Context], object]
) -> object:
    """Refuse a code that no button has: an altered app can send any."""
    names = button_codes.read_names(action, code)
    if names is None or not _names_exist(context, names):
        context.note("odd press")
        return general_endings.NotAllowed("expired")
    return use(context)


def _names_exist(context: Context, names: Mapping[str, str]) -> bool:
    """Whether the member or case that a code names is there, in this ballot."""
    found: list[Member | kept.Case | None] = []
    if "member" in names:
        like = known_members.these(context.session, [int(names["member"])])
        found.append(next(like, None))
    if "case" in names:
        found.append(kept.find(context.session, int(names["case"])))
    return all(one is not None and one.ballot_id == context.ballot.id for one in found)


def press(context: Context, panel: cards.Panel, code: str, use: Press) -> object:
    """Run a panel's use case for the right person, in time, once; else refuse."""
    if panel.person_id is not None and panel.person_id != context.person.id:
        return general_endings.NotAllowed("not your button")
    spent = panel.pressed_at is not None and not panel.many
    if spent or panel.expires_at <= context.now:
        return general_endings.NotAllowed("expired")
    if not context.forgets:
        cards.record_press(context.session, panel.key, context.now)
    return use(context, panel, code)


def expired(_context: Context) -> general_endings.NotAllowed:
    """Refuse a button whose panel is gone."""
    return general_endings.NotAllowed("expired")
