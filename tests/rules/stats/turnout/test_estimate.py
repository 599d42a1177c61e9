import datetime as dt
import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.stats import turnout
from bot.rules.stats.standings import Standing
from bot.rules.stats.turnout import Caution, Counts, Official, Settings
from tests.rules.stats.turnout import given as branch

COUNTS = st.dictionaries(st.sampled_from(list(Standing)), st.integers(0, 3000))


@given(COUNTS, st.none() | st.integers(0, 9000), st.integers(0, 40))
def test_a_band_is_ordered_and_never_leaves_0_to_100(known, entitled, left):
    facts = branch.facts(
        counts=Counts(known), entitled=entitled, posting_days=branch.days(left)
    )
    band = turnout.band(facts)
    assert 0 <= band.low <= band.likely <= band.high <= 1
    assert band.chance is None or 0 <= band.chance <= 1


def test_the_same_facts_give_the_same_band():
    assert turnout.band(branch.facts()) == turnout.band(branch.facts())


def test_a_vote_told_is_worth_more_than_a_promise_and_that_more_than_silence():
    def likely(standing: str) -> float:
        moved = branch.counts(untouched=183)
        moved[Standing(standing)] += 100
        return turnout.band(branch.facts(counts=moved)).likely

    voted, promised, refused = map(likely, ("voted", "promised", "not_voting"))
    assert voted > promised > refused


def test_hearsay_is_worth_less_than_the_members_own_word():
    told = turnout.band(branch.facts(counts=branch.counts(voted=100, untouched=303)))
    heard = turnout.band(
        branch.facts(counts=branch.counts(voted=100, voted_hearsay=20, untouched=283))
    )
    own = turnout.band(branch.facts())
    assert told.believed < heard.believed < own.believed


def test_reports_are_discounted_for_over_claiming():
    band = turnout.band(branch.facts())
    assert 0.85 * 120 / 650 < band.believed < 0.9 * 120 / 650


def test_a_vote_reported_after_the_last_posting_day_counts_for_less():
    before = turnout.band(branch.facts())
    posted_late = dict.fromkeys(branch.facts().voted_by_day, 12)
    after = turnout.band(
        branch.facts(
            voted_by_day=posted_late, last_posting=branch.TODAY - dt.timedelta(days=11)
        )
    )
    assert after.believed < 0.8 * before.believed


def test_promises_follow_the_branchs_own_kept_rate():
    kept = turnout.band(branch.facts(contacts=branch.checked(50, 5)))
    broken = turnout.band(branch.facts(contacts=branch.checked(5, 50)))
    assert kept.likely > broken.likely + 0.05


def test_a_promise_made_on_the_last_day_has_no_time_to_be_kept():
    fresh = branch.facts(promise_ages={0: 60}, posting_days=())
    old = branch.facts(promise_ages={20: 60}, posting_days=())
    assert turnout.band(fresh).likely < turnout.band(old).likely


def test_more_answers_make_a_narrower_band():
    few = Counts({Standing.VOTED: 6, Standing.NOT_VOTING: 6, Standing.UNTOUCHED: 638})
    many = Counts(
        {Standing.VOTED: 200, Standing.NOT_VOTING: 200, Standing.UNTOUCHED: 250}
    )
    wide, narrow = (turnout.band(branch.facts(counts=c)) for c in (few, many))
    assert narrow.high - narrow.low < (wide.high - wide.low) / 2


def test_the_entitled_outside_the_list_are_counted_and_widen_the_band():
    part = turnout.band(branch.facts(entitled=1300))
    whole = turnout.band(branch.facts())
    assert part.base == 1300
    assert part.high - part.low > whole.high - whole.low
    assert Caution.PART_LIST in part.cautions


def test_without_the_number_entitled_shares_are_of_the_list():
    band = turnout.band(branch.facts(entitled=None))
    assert band.base == branch.counts().listed
    assert Caution.ENTITLED_UNKNOWN in band.cautions


def test_an_official_count_pulls_the_band_and_narrows_it():
    plain = turnout.band(branch.facts())
    counted = turnout.band(branch.facts(official=Official(180, branch.TODAY)))
    assert counted.likely < plain.likely
    assert counted.high - counted.low < plain.high - plain.low


def test_a_final_count_leaves_nothing_to_estimate():
    final = Official(326, branch.TODAY, final=True)
    band = turnout.band(branch.facts(entitled=704, official=final))
    assert band.low == band.likely == band.high == 326 / 704
    assert band.short == 26  # RMT, December 2024
    assert band.chance == 0


def test_a_far_official_count_is_a_caution():
    band = turnout.band(branch.facts(official=Official(30, branch.TODAY)))
    assert Caution.OFFICIAL_FAR in band.cautions


def test_the_willing_first_bias_is_settable():
    alike = turnout.band(branch.facts(), Settings(silent=0.0))
    unlike = turnout.band(branch.facts(), Settings(silent=-1.5))
    assert unlike.likely < alike.likely - 0.05


def test_the_widest_source_of_doubt_is_named():
    unasked = branch.facts(entitled=3000)
    assert turnout.band(unasked).widest == "unlisted"


def test_a_band_takes_under_five_milliseconds():
    facts = branch.facts()
    best = min(_seconds(facts) for _ in range(20))
    print(f"band in {1000 * best:.2f} ms")
    assert best < 0.005


def _seconds(facts: turnout.Facts) -> float:
    start = time.perf_counter()
    turnout.band(replace(facts, advocates=9))
    return time.perf_counter() - start
