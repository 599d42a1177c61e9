"""Lists sent from an organiser's phone; who asks for no contact is never served."""

from playwright.async_api import Page, expect

from tests.browser import steps
from tests.browser.tap_counter import TapCounter
from tests.browser.test_first_minute import make_the_ballot

PHONE = {"width": 390, "height": 844}
FORMS = (
    b"Id,Start time,Completion time,Email,Name,What is your full name?,"
    b"Membership number,Best mobile number to reach you on,Desk\r\n"
    b"1,20/11/26 18:02,20/11/26 18:05,anonymous,,Ffion Quill,"
    b"7712001,07700 900811,x\r\n"
    b"2,20/11/26 18:12,20/11/26 18:15,anonymous,,Omar Quill,"
    b"7712002,07700 900812,\r\n"
)
NO_CONTACT = (
    b"Membership No,First name,Surname,Mobile,No contact\r\n"
    b"7713001,Anwen,Quill,07700 900821,x\r\n"
    b"7713002,Rhodri,Quill,07700 900822,\r\n"
)


async def serve_everybody(tapper: TapCounter) -> list[str]:
    """Take cards until nobody is free, and tell whose they were."""
    page, served = tapper.page, list[str]()
    nobody = page.locator(".words").filter(has_text="Nobody is free")
    voted = page.locator('[data-button*="Voted"]')
    while await nobody.count() == 0:
        await expect(voted).to_be_visible()
        card = page.locator(".protected .words").last
        served.append(await card.locator("b").first.inner_text())
        await voted.click()
        await expect(voted).to_have_count(0)
        await steps.say(page, "/next")
        await expect(voted.or_(nobody).last).to_be_visible()
    return served


async def test_who_asks_for_no_contact_is_never_served(bare: Page) -> None:
    await bare.set_viewport_size(PHONE)  # type: ignore[arg-type]
    tapper = TapCounter(bare)
    await make_the_ballot(tapper)
    await tapper.send_file("forms.csv", FORMS)
    await tapper.press("Use column 4", "who is not to be contacted")
    await tapper.reads("Desk: do not contact")
    await tapper.press("Everyone", "Take it in")
    await tapper.reads("1 member on this list asks for no contact")
    await tapper.reads("Who agreed")
    await steps.say(bare, "Dawn Ellis, branch secretary, today")
    await tapper.ticked("The list")
    await tapper.send_file("list.csv", NO_CONTACT)
    await tapper.reads("Anwen Quill · +447700900821 · unknown · do not contact")
    await tapper.press("Some other part", "Take it in")
    taken_in = bare.locator(".words").filter(has_text="2 new members in")
    await expect(taken_in).to_have_count(2)  # the first list had two as well
    await steps.say(bare, "/next")
    await tapper.press("I promise", "Skip")
    assert sorted(await serve_everybody(tapper)) == ["Omar Quill", "Rhodri Quill"]
