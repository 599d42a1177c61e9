import datetime as dt

from hypothesis import given as any_of
from hypothesis import strategies as st

from bot.rules.stats import plan, public_report, turnout
from bot.rules.stats import stats_report as rules
from bot.rules.stats.standings import Standing
from bot.rules.stats.stats_report import Block, Blocked, Report, Today
from bot.rules.stats.turnout import Caution, Counts, beliefs
from bot.texts.stats import glance, stats_words
from bot.texts.stats import plan_words as plan_texts
from bot.texts.stats import turnout_words as turnout_texts
from tests.rules import given
from tests.rules.stats.turnout import given as branch

PLACES = {
    "Leeds <North>": Counts({Standing.VOTED: 40, Standing.UNTOUCHED: 60}),
    "York": Counts({Standing.VOTED: 3, Standing.UNTOUCHED: 20}),
    "Ripon": Counts({Standing.VOTED: 2}),
}


def report(**changed) -> Report:
    facts = branch.facts(workplaces=PLACES, **changed)
    due = given.at("2026-05-20 17:10")
    return Report(
        name="Pay & Jobs",
        facts=facts,
        band=turnout.band(facts),
        today=Today(contacts=31, voted=7, promised=9, advocates=6),
        blocked=(Blocked(Block.LATER, 9, due), Blocked(Block.CASE, 0)),
    )


def test_turnout_is_always_called_reported():
    for said in (
        stats_words.group(report()),
        stats_words.details(report(), given.ballot()),
    ):
        assert "Reported turnout" in said


def test_a_branchs_figure_is_its_share_towards_the_line():
    for said in (
        stats_words.group(report()),
        stats_words.details(report(), given.ballot()),
        glance.stats(report(), given.ballot()),
    ):
        assert "share towards" in said


def test_the_group_sees_no_workplace():
    said = stats_words.group(report())
    assert not [name for name in ("Leeds", "York", "Ripon") if name in said]


def test_few_votes_are_not_told_in_the_group():
    few = report(counts=branch.counts(voted=3, promised=2), voted_by_day={})
    said = stats_words.group(few)
    assert "Reported turnout: under 5 of 650 members entitled.\n" in said


def test_the_group_reads_two_lines_of_which_none_says_what_few_days_or_papers_tell():
    for told in (report(), report(line=None), report(counts=Counts())):
        said = stats_words.group(told)
        assert len(said.splitlines()) == 2
        assert not [word for word in ("needed", "pace", "today") if word in said]


def shown(**changed) -> str:
    return stats_words.group(report(**changed))


def test_one_vote_between_two_posts_is_seen_in_none_of_their_counts():
    posts = {
        tuple(line for line in said.splitlines() if "at least" in line)
        for voted in range(120, 124)
        for said in [shown(counts=branch.counts(voted=voted, untouched=289 - voted))]
    }
    assert len(posts) == 1


@any_of(st.integers(0, 40), st.integers(0, 40))
def test_a_count_in_public_is_a_multiple_of_five_and_leaves_no_small_rest(count, rest):
    steps = public_report.in_steps(count, count + rest)
    assert steps % 5 == 0
    assert steps <= count
    assert count + rest - steps >= 5 or count + rest < 5


def test_of_fewer_than_ten_no_count_is_told():
    assert {stats_words.public(count, 9) for count in range(10)} == {"hidden"}


def test_who_is_left_cannot_be_counted_when_nearly_all_have_voted():
    counts = Counts({Standing.VOTED: 649, Standing.UNTOUCHED: 1})
    assert "at least 645 of 650" in shown(counts=counts)


def test_the_band_in_the_group_is_the_same_until_five_more_have_voted():
    said = {
        shown(counts=branch.counts(voted=voted, untouched=289 - voted))
        for voted in range(120, 125)
    }
    assert len(said) == 1
    assert "the branch's share towards the line of 50 %" in said.pop()


def test_the_curve_of_a_report_grows_in_steps_of_five():
    days = {branch.TODAY - dt.timedelta(days=n): n % 4 for n in range(10)}
    coarse = public_report.of(report(voted_by_day=days)).facts
    assert coarse.counts.reported == 120
    assert all(count % 5 == 0 for count in coarse.voted_by_day.values())
    assert coarse.base == 650


def test_workplaces_are_escaped_and_small_ones_joined():
    said = stats_words.details(report(), given.ballot())
    assert "Leeds &lt;North&gt;: 40 of 100" in said
    assert "small workplaces together: 5 of 25" in said
    assert "Ripon" not in said


@any_of(st.lists(st.integers(0, 30), max_size=12))
def test_no_small_workplace_can_be_worked_out_from_the_whole(sizes):
    places = {str(n): Counts({Standing.VOTED: size}) for n, size in enumerate(sizes)}
    cells, others = rules.shown(places)
    hidden = sum(sizes) - sum(c.listed for c in cells.values())
    assert all(counts.listed >= rules.SMALL for counts in cells.values())
    assert others.listed == hidden or (not cells and hidden < rules.SMALL)


def test_what_blocks_the_rest_is_said_with_its_time():
    said = stats_words.details(report(), given.ballot())
    assert "9 wait until their time, the first until Wed 20 May 17:10" in said
    assert "organiser's answer" not in said


def test_without_the_number_entitled_it_says_of_the_list():
    assert "of the list" in stats_words.group(report(entitled=None))


def crossed() -> Report:
    return report(counts=Counts({Standing.VOTED: 500, Standing.UNTOUCHED: 150}))


def test_a_crossed_line_says_keep_going():
    for said in (
        stats_words.group(crossed()),
        stats_words.details(crossed(), given.ballot()),
        glance.stats(crossed(), given.ballot()),
    ):
        assert "Reported, not counted: keep going." in said


def test_every_caution_and_source_of_doubt_has_its_words():
    assert set(turnout_texts.CAUTIONS) == set(Caution)
    names = set(beliefs.beliefs(branch.facts(), turnout.Settings()))
    assert set(turnout_texts.WIDEST) == names | {"chance"}


def test_every_standing_and_block_has_its_words():
    assert set(stats_words.STANDINGS) == set(Standing)
    assert set(stats_words.BLOCKS) == set(Block)


def test_a_message_stays_under_telegrams_limit_with_many_workplaces():
    places = {f"Workplace {'x' * 60} {n}": PLACES["York"] for n in range(300)}
    facts = branch.facts(workplaces=places)
    said = stats_words.details(
        Report("Pay", facts, turnout.band(facts)), given.ballot()
    )
    assert len(said) < 4096
    assert "285 more workplaces" in said


def test_the_caption_tells_what_the_picture_shows():
    shown = report()
    said = turnout_texts.caption(shown.facts, shown.band, dt.date(2026, 5, 29))
    for words in ("120", "18 %", "The line is at 50 %", "Fri 29 May", "most likely"):
        assert words in said


def test_the_plan_says_what_moves_the_odds():
    effort = plan.Effort(conversations=20)
    odds = plan.Odds(0.48, 0.61, conversations=20, papers=7.2, short=False)
    assert plan_texts.moves(effort, odds, "York") == (
        "20 conversations tonight at York: about 7 papers more,"
        " which moves the odds from 48 to 61 in 100."
    )


def test_an_effort_that_hardly_moves_the_odds_says_so():
    odds = plan.Odds(0.481, 0.484, conversations=1, papers=0.3, short=True)
    said = plan_texts.moves(plan.Effort(conversations=1), odds)
    assert "it stays at 48" in said
    assert plan_texts.SHORT in said
