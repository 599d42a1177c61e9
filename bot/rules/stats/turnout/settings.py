"""The constants of the turnout estimate, each with its source."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

Share = Annotated[float, Field(ge=0, le=1)]
Above = Annotated[float, Field(gt=0)]


@dataclass(frozen=True, slots=True)
class Settings:
    """What is assumed before, and beside, the branch's own figures.

    Shares are 0 to 1. A `spread` is one standard deviation in log-odds (0.5 turns
    50 % into 38 to 62 %). A `weight` is how many members' answers the assumption is
    worth against the branch's own. "Assumption" marks a figure for which no source
    on union ballots was found; the calibration bench shows what being wrong costs.
    These are the settings under [turnout] too, and what the documents say of them.
    """

    overclaim: Share = 0.10
    """Of those who say "voted", not in the box: self-reports run 10 to 20 points
    above validated turnout (vote validation studies; UK_BALLOTS: discount 10 %)."""
    overclaim_spread: Above = 0.5
    hearsay: Share = 0.20
    """Of those of whom others say "voted", not in the box. Assumption: twice that."""
    hearsay_spread: Above = 0.6
    union: Share = 0.02
    """Of those the union lists as voted, not in the box. Assumption."""
    union_spread: Above = 0.7

    lost_in_time: Share = 0.02
    """Of papers posted by the last safe day, not there in time: first class reaches
    98 to 99 % in three working days (Ofcom's target from April 2026: 99 %)."""
    lost_late: Share = 0.24
    """Of papers posted after it: 76.5 % of first class came next day in 2024/25."""

    kept: Share = 0.55
    """Promises kept where nobody asks again: "half never reaches a post box"."""
    kept_weight: Above = 10.0
    posting_per_day: Annotated[float, Field(gt=0, lt=1)] = 0.25
    """Of promises that will be kept, kept on each further day. Assumption."""
    will_vote: Share = 0.60
    """Of the union's "will vote", voting in the end. Assumption: promise or voted."""
    will_vote_weight: Above = 8.0
    replacement: Share = 0.40
    """Of lost papers, replaced and back in time: 8 to 12 working days (PCS)."""
    replacement_weight: Above = 8.0
    undecided: Share = 0.35
    """Of the undecided, voting in the end. Assumption."""
    undecided_weight: Above = 8.0
    refused: Share = 0.05
    """Of those not voting, voting after all. Assumption."""
    refused_spread: Above = 0.7

    turnout: Share = 0.47
    """Turnout of those who answer before any has: RMT, December 2024: 46.3 %."""
    turnout_weight: Above = 4.0
    alike: Annotated[float, Field(ge=1)] = 2.0
    """Design effect: colleagues of a workplace are alike and asked together, so that
    so many answers count as one. Two is usual for samples by place (Kish 1965)."""
    answering: Share = 0.5
    """Of those tried, reached in the end. Assumption."""
    answering_weight: Above = 6.0
    silent: float = -0.6
    """Willing first: log-odds by which those who never answer vote less than those
    who do. Assumption: 60 % against 45 %; non-voters answer surveys less."""
    silent_spread: Above = 0.5
    untouched: float = -0.15
    """Log-odds of the not yet contacted against the contacted: a contact with plan
    questions is worth 4.1 points (Nickerson & Rogers 2010), 0.16 in log-odds."""
    untouched_spread: Above = 0.3
    unlisted: float = 0.0
    """Log-odds of the entitled outside the list against those untouched in it. They
    may be done with or never asked, so the spread is wide. Assumption."""
    unlisted_spread: Above = 0.8

    along_spread: Above = 0.4
    """Log-odds by which the unheard may have posted sooner or later than the heard.
    It matters only beside an official count. Assumption."""
    official_spread: Above = 0.03
    """An official count lags behind the post by about so much. Assumption."""
    post_days: Annotated[int, Field(ge=0, le=14)] = 2
    """Days from box to count: 92.3 % of first class in two (2024/25)."""

    confidence: Annotated[float, Field(gt=0.5, lt=1)] = 0.80
    """How much of what could be the band covers."""
    pace_days: Annotated[int, Field(ge=1, le=60)] = 7
    """Days over which today's pace is taken."""
    small_sample: Annotated[int, Field(ge=0)] = 30
    """Answers below which the sample is called small."""
