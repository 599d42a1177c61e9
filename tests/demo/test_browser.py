"""The chat page played in a real browser, without the bot."""

import asyncio
import struct
import zlib
from pathlib import Path

from playwright.async_api import Page, Route, expect

from tests.demo.wire import Clock, Town

CARD = "<b>Siân</b> · Quayside\n<code>07700 900123</code>"
ROWS = {
    "inline_keyboard": [
        [{"text": "Voted", "callback_data": "v1", "style": "success"}],
        [{"text": "Copy number", "copy_text": {"text": "07700 900123"}}],
    ]
}


def picture(side: int = 8) -> bytes:
    def part(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * side) * side)
    parts = part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


async def be(page: Page, name: str, kind: str = "private") -> None:
    await page.click(f'[data-name="{name}"]')
    await page.click(f'[data-kind="{kind}"]')


async def test_typing_in_the_group_reaches_the_bot(town: Town, page: Page) -> None:
    await be(page, "Asha", "group")
    await page.fill("[data-words]", "/next")
    await page.keyboard.press("Enter")
    await expect(page.locator(".mine .words")).to_have_text("/next")
    assert town.updates()[0].message.text == "/next"


async def test_a_card_comes_is_pressed_and_is_edited_shut(
    town: Town, page: Page
) -> None:
    await be(page, "Asha")
    place = {"chat_id": town.asha.id, "protect_content": True}
    sent = await town.line.send_message(
        text=CARD, parse_mode="HTML", reply_markup=ROWS, **place
    )
    await expect(page.locator(".protected .words b")).to_have_text("Siân")
    await page.click('[data-button="Voted"]')
    await town.until(lambda: town.feed.entries)
    query = town.updates()[0].callback_query
    await town.line.answer_callback_query(query.id, "Saved")
    await expect(page.locator("[data-toast]")).to_have_text("Saved")
    await town.line.edit_message_text("S.P.: voted", town.asha.id, sent.message_id)
    await expect(page.locator(".protected .words")).to_have_text("S.P.: voted")
    await expect(page.locator("[data-button]")).to_have_count(0)


async def test_a_deleted_message_goes_at_once(town: Town, page: Page) -> None:
    await be(page, "Asha")
    sent = await town.line.send_message(town.asha.id, "Card")
    await expect(page.locator(".words")).to_have_text("Card")
    await town.line.delete_message(town.asha.id, sent.message_id)
    await expect(page.locator(".words")).to_have_count(0)


async def test_a_copy_button_copies_and_says_so(town: Town, page: Page) -> None:
    await be(page, "Asha")
    await town.line.send_message(town.asha.id, "Card", reply_markup=ROWS)
    await page.click('[data-button="Copy number"]')
    await expect(page.locator("[data-toast]")).to_have_text("Copied: 07700 900123")
    assert await page.evaluate("navigator.clipboard.readText()") == "07700 900123"


async def test_a_deep_link_opens_the_private_chat_and_starts(
    town: Town, page: Page
) -> None:
    link = {"text": "Open", "url": f"https://t.me/{town.bot.username}?start=join_1"}
    await be(page, "Ben", "group")
    await town.line.send_message(
        town.group.id, "Press Start", reply_markup={"inline_keyboard": [[link]]}
    )
    await page.click('[data-button="Open"]')
    await expect(page.locator(".mine .words")).to_have_text("/start join_1")
    assert town.ben.started


async def test_start_is_the_first_thing_a_newcomer_can_do(
    town: Town, page: Page
) -> None:
    await town.line.set_my_description("Ballot papers into post boxes")
    await be(page, "Ben")
    await expect(page.locator("[data-composer]")).to_be_hidden()
    await expect(page.locator(".empty")).to_contain_text("papers into post boxes")
    await page.click("[data-big]")
    await expect(page.locator("[data-composer]")).to_be_visible()
    assert town.last(town.ben).text == "/start"


async def test_the_command_menu_is_worked_by_keyboard(town: Town, page: Page) -> None:
    await town.line.set_my_commands([("next", "Next member"), ("mine", "What I hold")])
    await be(page, "Asha")
    await expect(page.locator("[data-chat].chat")).to_have_count(2)
    await page.click("[data-open-commands]")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator(".mine .words")).to_have_text("/mine")


async def test_files_go_and_pictures_come(
    town: Town, page: Page, tmp_path: Path
) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_bytes(b"a,b\n")
    await be(page, "Asha")
    await page.set_input_files("[data-file]", sheet)
    await expect(page.locator("[data-document='list.csv']")).to_be_visible()
    await town.line.send_photo(town.asha.id, picture(), caption="Turnout")
    await expect(page.get_by_alt_text("Picture: Turnout")).to_be_visible()
    assert town.updates()[0].message.document.file_name == "list.csv"


async def test_ephemeral_messages_are_marked_and_for_one_only(
    town: Town, page: Page
) -> None:
    town.promote(town.bot, town.group, town.asha)
    for_asha = {"receiver_user_id": town.asha.id}
    await town.ask(
        "sendMessage",
        chat_id=town.group.id,
        text="Your card is waiting",
        ephemeral_message_parameters=for_asha,
    )
    await be(page, "Asha", "group")
    await expect(page.locator(".only-you .mark")).to_contain_text("Only you")
    await be(page, "Ben", "group")
    await expect(page.locator(".only-you")).to_have_count(0)


async def test_a_press_counts_though_the_lists_are_drawn_anew_meanwhile(
    town: Town, page: Page
) -> None:
    await be(page, "Asha", "group")
    await page.hover('[data-kind="private"]')
    await page.mouse.down()
    await town.line.send_message(town.asha.id, "Card")
    await expect(page.locator('[data-kind="private"] .count')).to_contain_text("1")
    await page.mouse.up()
    await expect(page.locator(".words")).to_have_text("Card")


async def test_a_chat_chosen_at_once_after_a_person_is_that_person_s(
    town: Town, page: Page
) -> None:
    await be(page, "Asha", "group")
    read_now = asyncio.Event()

    async def later(route: Route) -> None:
        await read_now.wait()
        await route.continue_()

    await page.route("**/chat/state*", later)
    await be(page, "Ben")
    read_now.set()
    await expect(page.locator("[data-big]")).to_have_text("Start")


async def test_words_wait_until_the_person_who_says_them_is_read(
    town: Town, page: Page
) -> None:
    town.start(town.ben)
    await be(page, "Asha")
    read_now = asyncio.Event()

    async def later(route: Route) -> None:
        await read_now.wait()
        await route.continue_()

    await page.route("**/chat/state*", later)
    await page.click('[data-name="Ben"]')
    await expect(page.locator("[data-words]")).to_be_disabled()
    read_now.set()
    await page.fill("[data-words]", "/next")
    await page.keyboard.press("Enter")
    await expect(page.locator(".mine .words").last).to_have_text("/next")
    assert town.updates()[-1].message.chat.id == town.ben.id


async def test_a_chat_never_shows_what_was_said_in_another(
    town: Town, page: Page
) -> None:
    await be(page, "Asha")
    await town.line.send_message(town.asha.id, "Card")
    await expect(page.locator(".words")).to_have_text("Card")
    read_now = asyncio.Event()

    async def later(route: Route) -> None:
        await read_now.wait()
        await route.continue_()

    await page.route("**/chat/messages*", later)
    await page.click('[data-kind="group"]')
    await expect(page.locator(".words")).to_have_count(0)
    read_now.set()
    await expect(page.locator("[data-log]")).to_contain_text("Asha")


async def test_a_press_counts_though_the_messages_are_read_anew_meanwhile(
    town: Town, page: Page
) -> None:
    await be(page, "Asha")
    await town.line.send_message(town.asha.id, "Card", reply_markup=ROWS)
    await page.hover('[data-button="Voted"]')
    await page.mouse.down()
    async with page.expect_response("**/chat/messages*"):
        await page.locator('[data-name="Asha"]').evaluate("one => one.click()")
    await expect(page.locator(".words")).to_have_text("Card")
    await page.mouse.up()
    await town.until(lambda: town.feed.entries)
    assert town.updates()[0].callback_query.data == "v1"


async def test_hostile_words_stay_words(town: Town, page: Page) -> None:
    await be(page, "Asha")
    words = "<img src=x onerror=alert(1)> & <b>bold</b>"
    await town.line.send_message(town.asha.id, words)
    await expect(page.locator(".words")).to_have_text(words)


async def test_a_picture_that_no_font_has_is_left_out(town: Town, page: Page) -> None:
    await be(page, "Asha")
    await town.line.send_message(town.asha.id, "\U0001fffd Voted")
    await expect(page.locator(".words")).to_have_text("Voted")


async def test_the_clock_is_moved_from_the_page(
    town: Town, clock: Clock, page: Page
) -> None:
    await expect(page.locator("[data-now]")).to_contain_text("6 May 2026, 13:00")
    await page.click("[data-move='24']")
    await expect(page.locator("[data-now]")).to_contain_text("7 May 2026, 13:00")
    await page.click("[data-until]")
    await expect(page.locator("[data-now]")).to_contain_text("8 May 2026, 09:00")


async def test_the_bot_can_be_blocked_and_unblocked(town: Town, page: Page) -> None:
    await be(page, "Asha")
    await page.click("[data-menu] summary")
    await page.click("[data-item='Block the bot']")
    await expect(page.locator("[data-big]")).to_have_text("Unblock the bot")
    assert town.asha.blocked
    await page.click("[data-big]")
    await expect(page.locator("[data-composer]")).to_be_visible()
    assert not town.asha.blocked


async def test_nothing_sticks_out_on_a_phone(town: Town, page: Page) -> None:
    await page.set_viewport_size({"width": 360, "height": 720})
    await town.line.send_message(
        town.group.id, "word " * 40 + "x" * 200, reply_markup=ROWS
    )
    await be(page, "Asha", "group")
    await expect(page.locator("[data-button='Voted']")).to_be_visible()
    for part in ("document.documentElement", "document.querySelector('[data-log]')"):
        wide = await page.evaluate(f"{part}.scrollWidth - {part}.clientWidth")
        assert wide == 0
