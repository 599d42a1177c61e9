"""Read the scripts: the organisers' own file, or the one the program brings."""

from pathlib import Path

from bot.texts.queue import scripts

SHIPPED = Path(scripts.__file__).with_name("scripts.toml")


def read(file: Path | None) -> scripts.Scripts:
    """Read the scripts of a file; raises ScriptsError with a sentence."""
    path = file or SHIPPED
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise scripts.ScriptsError(
            f"The file with the scripts, {path}, cannot be read. "
            "Is [texts] scripts in config.toml right?"
        ) from None
    try:
        return scripts.parse(text)
    except scripts.ScriptsError as error:
        raise scripts.ScriptsError(f"The scripts in {path}: {error}") from None
