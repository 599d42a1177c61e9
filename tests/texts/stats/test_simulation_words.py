from bot.rules.stats import simulation
from bot.rules.stats.simulation import orders
from bot.texts.stats import simulation_words as texts


def test_every_order_has_its_words():
    assert set(texts.ORDERS) == {"none", *orders.ORDERS}


def test_a_row_stands_for_each_order_under_the_headings():
    results = simulation.compare(ballots=3, members=60)
    rows = texts.rows(results)
    assert [row[0] for row in rows] == [texts.ORDERS[r.order] for r in results]
    assert {len(row) for row in rows} == {len(texts.HEADINGS)}
