"""Coming, going and rights in groups, as the bot is told and may ask."""

import pytest
import telegram
from telegram.error import BadRequest, Forbidden

from tests.demo.wire import Town

ALL = ["message", "chat_member", "my_chat_member"]


async def test_being_added_is_told_twice(town: Town) -> None:
    group = town.make_group("Second", [town.ben])
    town.add_bot(group, town.ben)
    mine, service = town.updates()
    assert mine.my_chat_member.new_chat_member.status == "member"
    assert service.message.new_chat_members[0].id == town.bot.id


async def test_comings_and_goings_are_told_to_an_administrator_who_asked(
    town: Town,
) -> None:
    town.promote(town.bot, town.group, town.asha)
    await town.line.get_updates(allowed_updates=ALL)
    town.kick(town.ben, town.group, town.asha)
    changes = [u.chat_member for u in town.updates() if u.chat_member]
    assert [c.new_chat_member.status for c in changes] == ["kicked"]
    assert changes[0].old_chat_member.user.first_name == "Ben"


async def test_without_rights_only_the_line_in_the_chat_is_seen(town: Town) -> None:
    await town.line.get_updates(allowed_updates=ALL)
    town.leave(town.ben, town.group)
    (update,) = town.updates()
    assert update.message.left_chat_member.id == town.ben.id


async def test_rights_are_told_with_every_flag(town: Town) -> None:
    town.promote(town.bot, town.group, town.asha, ["can_delete_messages"])
    me = await town.line.get_chat_member(town.group.id, town.bot.id)
    assert isinstance(me, telegram.ChatMemberAdministrator)
    assert (me.can_delete_messages, me.can_pin_messages) == (True, False)
    town.demote(town.bot, town.group, town.asha)
    me = await town.line.get_chat_member(town.group.id, town.bot.id)
    assert me.status == "member"


async def test_members_leavers_and_strangers_are_told_apart(town: Town) -> None:
    stranger = town.add_person("Cara")
    town.kick(town.ben, town.group, town.asha)
    people = (town.asha, town.ben, stranger)
    places = [await town.line.get_chat_member(town.group.id, p.id) for p in people]
    assert [place.status for place in places] == ["creator", "kicked", "left"]
    with pytest.raises(BadRequest, match="Participant_id_invalid"):
        await town.line.get_chat_member(town.group.id, 1)


async def test_a_group_can_be_looked_at(town: Town) -> None:
    chat = await town.line.get_chat(town.group.id)
    (owner,) = await town.line.get_chat_administrators(town.group.id)
    assert (chat.title, owner.user.id) == ("Harbours branch", town.asha.id)
    assert await town.line.get_chat_member_count(town.group.id) == 3


async def test_a_bot_thrown_out_may_not_write(town: Town) -> None:
    town.remove_bot(town.group, town.asha)
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await town.line.send_message(town.group.id, "Hello")


async def test_a_bot_that_left_is_no_member(town: Town) -> None:
    await town.line.leave_chat(town.group.id)
    with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
        await town.line.send_message(town.group.id, "Hello")


async def test_a_group_the_bot_was_never_in_is_not_found(town: Town) -> None:
    other = town.make_group("Other", [town.ben])
    with pytest.raises(BadRequest, match="Chat not found"):
        await town.line.get_chat(other.id)
