"""The content of what the bot sends: words, pictures, files, buttons."""

from typing import Any

from bot.demo.telegram import keyboards, markup, refusals, text
from bot.demo.telegram.models import File, Json
from bot.demo.telegram.params import Params
from bot.demo.telegram.world import World

MOST_TEXT = 4096  # core.telegram.org/bots/api#sendmessage
MOST_CAPTION = 1024  # core.telegram.org/bots/api#sendphoto
MOST_UPLOAD = 50 * 1024 * 1024  # core.telegram.org/bots/api#senddocument
MOST_DOWNLOAD = 20 * 1024 * 1024  # core.telegram.org/bots/api#getfile


def words(params: Params) -> Json:
    """Read the text of a message, with its entities."""
    source = params.text("text")
    plain, entities = markup.read(
        source, params.text("parse_mode"), params.json("entities", [])
    )
    if not plain:
        raise refusals.bad("message text is empty")
    if text.units(plain) > MOST_TEXT:
        raise refusals.bad("message is too long")
    return {"text": plain, "entities": entities}


def caption(params: Params) -> Json:
    """Read the caption of a file, with its entities."""
    plain, entities = markup.read(
        params.text("caption"),
        params.text("parse_mode"),
        params.json("caption_entities", []),
    )
    if text.units(plain) > MOST_CAPTION:
        raise refusals.bad("message caption is too long")
    return {"text": plain or None, "entities": entities}


def keyboard(params: Params) -> list[list[Json]]:
    """Read the inline buttons asked for."""
    return keyboards.read(params.json("reply_markup"))


def file(world: World, params: Params, kind: str) -> File:
    """Read the photo or document: sent along, or one that Telegram has already."""
    return sent_file(world, params, params.text(kind), kind)


def sent_file(world: World, params: Params, value: str, kind: str) -> File:
    """Find a file by its id or among those sent along."""
    if value in world.files:
        return world.files[value]
    upload = params.upload(value, kind)
    if upload is None:
        raise refusals.bad(
            "wrong remote file identifier specified: Wrong string length"
        )
    if len(upload.content) > MOST_UPLOAD:
        raise refusals.Refusal(413, "Request Entity Too Large")
    if not upload.content:
        raise refusals.bad("file must be non-empty")
    return world.keep_file(upload.name, upload.content, picture=kind == "photo")


def media(world: World, params: Params) -> Json:
    """Read new media for a message, with its caption."""
    wanted: Any = params.json("media", {})
    kind = wanted.get("type")
    if kind not in ("photo", "document"):
        raise refusals.bad("can't parse InputMedia: unsupported type")
    found = sent_file(world, params, str(wanted.get("media", "")), kind)
    parts = caption(Params(wanted))
    other = "document" if kind == "photo" else "photo"
    return parts | {kind: found, other: None}
