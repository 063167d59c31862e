"""Sixty sentences with sums, lists, quantifiers and changes in newsroom prose: half hold together, half do not.

All companies and amounts are made up; in FALSE one number (named before the bar) was changed so that it can't be right.
"""

from __future__ import annotations

import pytest

from factcheck.claim import claim
from factcheck.find import find
from factcheck.link.internal import Around, link_internal
from factcheck.model import Article

TRUE = """
Globex said third-quarter revenue increased 14% to $2.28 billion from $2.00 billion, helped by demand for sensors.
For the year, Initech booked sales of €7.54 billion, up 4% from €7.25 billion, while orders slipped.
Umbrella's operating loss narrowed 30% to $35 million from $50 million in the same quarter of 2023.
Passenger numbers at the airport climbed to 21.6 million last year from 20.0 million, an increase of 8%.
Net income slid to $310 million, or $1.24 a share, from $400 million, or $1.60 a share, a drop of 22.5%.
Hooli's gross margin widened 150 basis points to 43.5% from 42.0% as freight costs eased.
Revenue and operating profit rose 12% and 20% to $4.48bn and $612m from $4.00bn and $510m, respectively.
Sales in Norway and Sweden grew 5% and 10%, to €105 million and €220 million respectively, from €100 million and €200 million.
In the first and second quarters the company earned $40 million and $50 million, respectively, against $32 million and $45 million a year earlier.
France, Germany and Spain accounted for 40%, 35% and 25% of deliveries, respectively.
Revenue was $1.2 billion, $1.4 billion and $1.5 billion in 2021, 2022 and 2023, respectively.
Acme and Bolt reported profits of $3 million and $5 million, respectively.
The survey found that 52% backed the plan, 38% opposed it and the remaining 10% were undecided.
Of the electorate, 46% chose the incumbent, 41% the challenger and 13% a smaller party, the poll showed.
Stark spent $120 million on research, $80 million on marketing and $50 million on distribution, a total of $250 million.
The fund put $1.5 billion into bonds and $2.5 billion into shares, for a combined $4 billion.
The programme will cost $940 million: $520 million for the tunnel and $420 million for the stations.
The order covers 40 buses at $600,000 each, for a total of $24 million.
More than half of those asked (56%) expected prices to rise.
Nearly half of the respondents (48%) said they would move.
About a third of staff (34%) work part time.
Most members (71%) voted for the strike, and a quarter (26%) against it.
A majority of shareholders, 58%, backed the chairman.
Soylent's headcount fell to 8,100 from 9,000, a 10% cut, after it closed two plants.
Vehicle exports doubled to 64,000 units in May from 32,000 units a year ago.
Cash more than doubled to $5.2 billion from $2.4 billion.
Rents rose 3.2% in April. Wages in the sector were $21.40 an hour, against $20.10 a year ago.
The bank set aside $450 million for bad loans, up from $300 million. That was an increase of 50%.
Shipments fell by a quarter to 30,000 tonnes from 40,000 tonnes.
The yield on the note slipped to 3.92% from 4.01%, a fall of 9 basis points.
""".strip().splitlines()
FALSE = """
24%|Globex said third-quarter revenue increased 24% to $2.28 billion from $2.00 billion, helped by demand for sensors.
14%|For the year, Initech booked sales of €7.54 billion, up 14% from €7.25 billion, while orders slipped.
45%|Umbrella's operating loss narrowed 45% to $35 million from $50 million in the same quarter of 2023.
18%|Passenger numbers at the airport climbed to 21.6 million last year from 20.0 million, an increase of 18%.
32.5%|Net income slid to $310 million, or $1.24 a share, from $400 million, or $1.60 a share, a drop of 32.5%.
250 basis points|Hooli's gross margin widened 250 basis points to 43.5% from 42.0% as freight costs eased.
30%|Revenue and operating profit rose 12% and 30% to $4.48bn and $612m from $4.00bn and $510m, respectively.
15%|Sales in Norway and Sweden grew 15% and 10%, to €105 million and €220 million respectively, from €100 million and €200 million.
12%|In the first and second quarters profit rose 25% and 12% to $40 million and $60 million, respectively, from $32 million and $45 million.
25%|France, Germany, Italy and Spain accounted for 40%, 35% and 25% of deliveries, respectively.
$1.5 billion|Revenue was $1.2 billion, $1.4 billion and $1.5 billion in 2022 and 2023, respectively.
$5 million|Acme, Bolt and Hooli reported profits of $3 million and $5 million, respectively.
20%|The survey found that 52% backed the plan, 38% opposed it and the remaining 20% were undecided.
23%|Of the electorate, 46% chose the incumbent, 41% the challenger and the other 23% a smaller party, the poll showed.
$290 million|Stark spent $120 million on research, $80 million on marketing and $50 million on distribution, a total of $290 million.
$5 billion|The fund put $1.5 billion into bonds and $2.5 billion into shares, for a combined $5 billion.
$940 million|The programme will cost $940 million: $520 million for the tunnel and $310 million for the stations.
$34 million|The order covers 40 buses at $600,000 each, for a total of $34 million.
46%|More than half of those asked (46%) expected prices to rise.
31%|Nearly half of the respondents (31%) said they would move.
45%|About a third of staff (45%) work part time.
41%|Most members (41%) voted for the strike.
44%|A majority of shareholders, 44%, backed the chairman.
20%|Soylent's headcount fell to 8,100 from 9,000, a 20% cut, after it closed two plants.
doubled|Vehicle exports doubled to 48,000 units in May from 32,000 units a year ago.
doubled|Cash more than doubled to $3.6 billion from $2.4 billion.
80%|The bank set aside $450 million for bad loans, up from $300 million. That was an increase of 80%.
a third|Shipments fell by a third to 20,000 tonnes from 40,000 tonnes.
19 basis points|The yield on the note slipped to 3.92% from 4.01%, a fall of 19 basis points.
6.5%|Profit before tax was £81.0 million, 6.5% higher than the £72.0 million of the year before.
""".strip().splitlines()


def noticed(text: str) -> set[str]:
    """The numbers that can't be right, or of which it is asked, given the others."""
    article = Article(text, name="t")
    found = claim(article, find(article))
    around = Around.of(article, found.ledger, found.claims)
    linked = [one for c in found.claims if (one := link_internal(around, c))]
    return {one.claim.main.surface for one in linked if one.readings or one.reason == "internal-inconsistency"}


@pytest.mark.parametrize("text", TRUE)
def test_what_holds_together_is_left_alone(text: str) -> None:
    assert noticed(text) == set()


@pytest.mark.parametrize("line", FALSE)
def test_what_can_not_be_right_is_noticed_where_it_stands(line: str) -> None:
    surface, text = line.split("|", 1)
    assert noticed(text) == {surface}
