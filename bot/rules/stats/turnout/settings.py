"""The constants of the turnout estimate, each with its source."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

Share = Annotated[float, Field(ge=0, le=1)]
Above = Annotated[float, Field(gt=0)]


@dataclass(frozen=True, slots=True)
class Settings:
    """The assumptions of the turnout band, also the settings under [turnout].

    Shares are 0 to 1. A `spread` is one standard deviation in log-odds (0.5 turns
    50 % into 38 to 62 %). A `weight` is how many members' answers the assumption is
    worth against the branch's own. "Assumption" marks a figure for which no source
    on union ballots was found; the calibration bench shows what being wrong costs.
    """

    overclaim: Share = 0.10
    """Share of those who say "voted" but have not: self-reports run 10 to 20 points
    above validated turnout (vote validation studies; UK_BALLOTS: discount 10 %)."""
    overclaim_spread: Above = 0.5
    hearsay: Share = 0.20
    """Share of those said by others to have voted who have not. Assumption: twice
    `overclaim`."""
    hearsay_spread: Above = 0.6
    union: Share = 0.02
    """Share of those the union lists as voted who have not. Assumption."""
    union_spread: Above = 0.7

    lost_in_time: Share = 0.02
    """Share of papers posted by the last safe day that come too late: first class
    delivers 98 to 99 % in three working days (Ofcom's target from April 2026: 99 %)."""
    lost_late: Share = 0.24
    """Share of papers posted later that come too late: 76.5 % of first class came the
    next day in 2024/25."""

    kept: Share = 0.55
    """Share of promises kept if nobody asks again: "half never reaches a post box"."""
    kept_weight: Above = 10.0
    posting_per_day: Annotated[float, Field(gt=0, lt=1)] = 0.25
    """Share of the promises still to be kept that are kept each day. Assumption."""
    will_vote: Share = 0.60
    """Share of the union's "will vote" who vote in the end. Assumption: they are a
    mixture of promises and votes."""
    will_vote_weight: Above = 8.0
    replacement: Share = 0.40
    """Share of lost papers that are replaced and back in time: a replacement takes 8 to
    12 working days (PCS)."""
    replacement_weight: Above = 8.0
    undecided: Share = 0.35
    """Share of the undecided who vote in the end. Assumption."""
    undecided_weight: Above = 8.0
    refused: Share = 0.05
    """Share of those not voting who vote after all. Assumption."""
    refused_spread: Above = 0.7

    turnout: Share = 0.47
    """Turnout assumed of those who answer, before any has: RMT had 46.3 % in December
    2024."""
    turnout_weight: Above = 4.0
    alike: Annotated[float, Field(ge=1)] = 2.0
    """Design effect: how many answers count as one, because colleagues are alike and
    are asked together. Two is usual for samples by place (Kish 1965)."""
    answering: Share = 0.5
    """Share of those tried who are reached in the end. Assumption."""
    answering_weight: Above = 6.0
    silent: float = -0.6
    """Log-odds by which those who never answer vote less than those who do, since the
    willing answer first. Assumption: 60 % against 45 %; non-voters answer surveys
    less."""
    silent_spread: Above = 0.5
    untouched: float = -0.15
    """Log-odds by which members not contacted vote less than those contacted: a contact
    with plan questions adds 4.1 points (Nickerson & Rogers 2010), 0.16 in log-odds."""
    untouched_spread: Above = 0.3
    unlisted: float = 0.0
    """Log-odds by which entitled members who are not on the list differ from those on
    it who were not contacted. Nobody knows why they are missing, so the spread is wide.
    Assumption."""
    unlisted_spread: Above = 0.8

    along_spread: Above = 0.4
    """Log-odds by which members who said nothing may have posted sooner or later than
    the others. It matters only with an official count. Assumption."""
    official_spread: Above = 0.03
    """Share by which an official count may differ from the papers received.
    Assumption."""
    post_days: Annotated[int, Field(ge=0, le=14)] = 2
    """Days from posting to the count: 92.3 % of first class needs at most two
    (2024/25)."""

    confidence: Annotated[float, Field(gt=0.5, lt=1)] = 0.80
    """Probability that the band holds the count."""
    pace_days: Annotated[int, Field(ge=1, le=60)] = 7
    """Days over which the pace is averaged."""
    small_sample: Annotated[int, Field(ge=0)] = 30
    """Number of answers below which the sample is called small."""
