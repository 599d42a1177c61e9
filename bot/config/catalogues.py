"""Read the languages: those the program brings, and the branch's own catalogues."""

from bot.config.sections import Texts
from bot.rules.care.bad_file import BadFile
from bot.texts import languages


def read(texts: Texts) -> languages.Languages:
    """Find the catalogues the settings name; raises BadFile with a sentence."""
    folder = texts.languages
    if folder is not None and not folder.is_dir():
        raise BadFile(
            f"The folder with the languages, {folder}, is not there. "
            "Is [texts] languages in config.toml right?"
        )
    found = languages.Languages(*([folder] if folder else []))
    if texts.language not in found.codes:
        known = ", ".join(found.codes)
        raise BadFile(
            f"[texts] language in config.toml is {texts.language!r}. "
            f"The languages there are: {known}."
        )
    try:
        found.offered()
    except (OSError, ValueError) as error:
        raise BadFile(
            f"A catalogue of the languages cannot be read: {error}."
        ) from None
    return found
