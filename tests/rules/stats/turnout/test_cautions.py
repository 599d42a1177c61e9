from bot.rules.stats import turnout
from bot.rules.stats.standings import Standing
from bot.rules.stats.turnout import Caution, Counts
from tests.rules.stats.turnout import given as branch


def cautions(**changed):
    return turnout.band(branch.facts(**changed)).cautions


def test_a_list_longer_than_the_entitled_is_said():
    assert Caution.LIST_LONGER in cautions(entitled=500)
    assert Caution.LIST_LONGER not in cautions(entitled=600)
    assert turnout.band(branch.facts(entitled=500)).base == 600


def test_nobody_reached_is_said():
    assert Caution.NOBODY_REACHED in cautions(counts=Counts({Standing.UNTOUCHED: 650}))


def test_a_small_sample_is_said_until_thirty_have_answered():
    few = Counts({Standing.VOTED: 29, Standing.UNTOUCHED: 621})
    enough = Counts({Standing.VOTED: 30, Standing.UNTOUCHED: 620})
    assert Caution.SMALL_SAMPLE in cautions(counts=few)
    assert Caution.SMALL_SAMPLE not in cautions(counts=enough)


def test_the_willing_answer_first_is_said_while_most_have_not_answered():
    most = Counts({Standing.VOTED: 400, Standing.UNTOUCHED: 250})
    assert Caution.WILLING_FIRST in cautions()
    assert Caution.WILLING_FIRST not in cautions(counts=most)


def test_workplaces_nobody_asked_are_said():
    asked = Counts({Standing.VOTED: 100, Standing.UNTOUCHED: 100})
    forgotten = Counts({Standing.UNTOUCHED: 150})
    places = {"Leeds": asked, "Bradford": forgotten}
    assert Caution.UNEVEN in cautions(workplaces=places)
    assert Caution.UNEVEN not in cautions(workplaces={"Leeds": asked, "York": asked})


def test_unchecked_promises_are_said():
    assert Caution.PRIOR_PROMISES in cautions(contacts={})
    assert Caution.PRIOR_PROMISES not in cautions(contacts=branch.checked(8, 8))


def test_much_hearsay_is_said():
    assert Caution.MUCH_HEARSAY in cautions(counts=branch.counts(voted_hearsay=60))


def test_too_late_to_post_is_said():
    assert Caution.TOO_LATE in cautions(posting_days=())
