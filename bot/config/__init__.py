"""The settings and how they are read.

    settings = config.load(Path("config.toml"))    # or config.ConfigError

`sections` the settings by section · `settings` all of them together · `from_file` reads
them from a file and the environment · `scripts_file` reads the organisers' scripts,
`care_files` their policies, FAQ and scenes, these by `scenes_file`.
The assumptions of the turnout band and the plan are in the rules that use them:
`bot.rules.stats.turnout.Settings`, `bot.rules.stats.plan.Conversations`.
"""

from bot.config.from_file import ConfigError, load
from bot.config.sections import Storage, Telegram
from bot.config.settings import Settings

__all__ = ["ConfigError", "Settings", "Storage", "Telegram", "load"]
