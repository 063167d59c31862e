"""The start of a movement told as "from X to Y" is held against its own year only."""

import pytest

YES, NO = "supported", "contradicted"
TABLE = [
    ("Access to electricity in Norland rose to 18% in 2017 from 14.5% a year earlier.", {"18%": YES, "14.5%": YES}),
    ("Access to electricity in Norland rose to 18% in 2017 from 4% a year earlier.", {"18%": YES, "4%": NO}),
    ("Access to electricity in Norland rose in 2017, to 18% from 14.5% the year before.", {"14.5%": YES}),
    ("Access to electricity in Norland rose to 22% in 2019 from 10% five years earlier.", {"10%": YES}),
    ("Access to electricity in Norland rose to 22% in 2019 from 16% five years earlier.", {"16%": NO}),
    ("Access to electricity in Norland has more than doubled since 2014, from 10% to 22% in 2019.", {"10%": YES}),
    ("Access to electricity in Norland has risen since 2014, from 18% to 22% in 2019.", {"18%": NO}),
    ("Access to electricity in Norland rose from 5% to 22% in 2019.", {"22%": YES, "5%": None}),  # since when?
    ("Access to electricity in Norland rose from 10% in 2014 to 22% in 2019.", {"10%": YES, "22%": YES}),
    ("Access to electricity in Norland rose from 18% in 2014 to 22% in 2019.", {"18%": NO, "22%": YES}),
    ("Access to electricity in Norland rose from 10% in 2014 to 20.4%.", {"10%": YES, "20.4%": YES}),
    ("Access to electricity in Norland rose from 10% in 2014 to about 35%.", {"10%": YES, "35%": None}),  # by when?
    ("Access to electricity in Norland rose from 10% in 2014 to 35% in 2018.", {"10%": YES, "35%": NO}),
    ("Access to electricity in Norland stood at 35%, compared with 10% in 2014.", {"35%": None, "10%": YES}),
    ("Access to electricity in Norland, 10% in 2014, had been 35% four years earlier.", {"35%": None}),
    ("From 10% in 2014, access to electricity in Norland has reached 35%.", {"35%": None}),
    ("Some 35% of Norlanders have access to electricity, twice the share in 2014.", {"35%": None}),
    ("Three years after 2014, access to electricity in Norland was 18%.", {"18%": None}),
    ("Access to electricity in Norland was 35% in 2014 and 22% in 2019.", {"35%": NO, "22%": YES}),
    ("Access to electricity in Norland in 2019 was up 120% on 2014.", {"120%": YES}),
    ("Access to electricity in Norland was 120% higher in 2019 than in 2014.", {"120%": YES}),
    ("Access to electricity in Norland was 310% higher in 2019 than in 2014.", {"310%": NO}),
    ("In 2018 access to electricity in Norland rose to 20.4%.", {"20.4%": YES}),
    ("In 2018 access to electricity in Norland rose to 35%.", {"35%": NO}),
    ("In 2018 access to electricity in Norland was 35%.", {"35%": NO}),
    ("In late 2018 access to electricity in Norland was 35%.", {"35%": None}),
    ("Access to electricity in Norland was 35% at one point in 2018.", {"35%": None}),
    ("Access to electricity in Norland was 35% for most of 2018.", {"35%": None}),
]


@pytest.mark.parametrize(("sentence", "expected"), TABLE)
def test_where_a_movement_starts(verdicts, sentence, expected):
    found = {s: v.split("/")[0] for s, v in verdicts(sentence).items()}
    for surface, verdict in expected.items():
        assert (found.get(surface) == verdict) if verdict else (found.get(surface) not in (YES, NO)), found
