"""How a unit of work may end, as values: ids and codes only, never a member's data.

Each subject lists its own in the union `Ending` of its `endings.py`. The module of the
same name in `bot.texts` has the words; `bot.delivery.send.screens` ties an ending to
what is looked up for it and to its words.
"""

from typing import get_args

from bot.rules import general_endings
from bot.rules.ballot import endings as ballot_endings
from bot.rules.care import endings as care_endings
from bot.rules.care import policy_endings, practice_endings
from bot.rules.care.feedback import feedback_endings
from bot.rules.lists import endings as lists_endings
from bot.rules.nudges import endings as nudges_endings
from bot.rules.privacy import endings as privacy_endings
from bot.rules.queue import endings as queue_endings
from bot.rules.replies import alarms
from bot.rules.replies import endings as replies_endings
from bot.rules.stats import endings as stats_endings
from bot.rules.team import endings as team_endings
from bot.rules.team import join_endings

Ending = (
    general_endings.Ending
    | queue_endings.Ending
    | join_endings.Ending
    | alarms.Ending
    | stats_endings.Ending
    | nudges_endings.Ending
    | ballot_endings.Ending
    | team_endings.Ending
    | privacy_endings.Ending
    | replies_endings.Ending
    | care_endings.Ending
    | policy_endings.Ending
    | practice_endings.Ending
    | feedback_endings.Ending
    | lists_endings.Ending
)
"""Every ending of every subject."""

BY_NAME: dict[str, type] = {kind.__name__: kind for kind in get_args(Ending)}
