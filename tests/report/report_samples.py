"""Results made by hand: an article about two ports with claims over all five verdicts, and ways to make large and hostile ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from typing import Any

from factcheck.model import (
    Article,
    Attribution,
    Claim,
    Considered,
    Fact,
    Interval,
    Mention,
    Period,
    Reading,
    ReferenceFile,
    Result,
    Role,
    Verdict,
)

TEXT = """Two ports, one river: how Valmont caught up with Ostrand
The smaller harbour now handles a third of the river's containers
The port of Valmont handled 4.2 million containers in 2024, up 12% from 3.75 million a year earlier. Its rival Ostrand, 40 kilometres downstream, moved 8.1 million.
The port authority signed the crane contract in August 2023. It has spent €310 million on the new terminal, which will open by 2027.
Why the gap closed
“We are the largest inland port on the continent,” said Jane Doe, the authority's head, in an interview. Wages cost a fortune, she added.
Valmont employs 2,400 people. Traffic through Pier 7 doubled between 2019 and 2024, and ships now wait 1.5 days, down from four.
- The licence to run the terminal lasts through 2040.
- Analysts expect traffic of 5 million containers in 2026.
That leaves Ostrand with two thirds of the trade – and Valmont with 38%, which is 104% in all.
"""


def at(surface: str, nth: int = 0, text: str = TEXT) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    return start, start + len(surface)


def mention(id: str, surface: str, kind: str, nth: int = 0, text: str = TEXT, **more: Any) -> Mention:
    start, end = at(surface, nth, text)
    return Mention(id, start, end, surface, kind, **more)


def claim(id: str, main: Mention, clause: str, claim_kind: str = "level", text: str = TEXT, **more: Any) -> Claim:
    start, end = at(clause, 0, text)
    more.setdefault("identity", f"{more.get('subject')}|{more.get('metric')}|{claim_kind}|{id}")
    more.setdefault("content", f"{main.value}|{clause}")
    return Claim(id, main, claim_kind, start, end, start, end, **more)


def fact(id: str, metric: str, value: Any, unit: str, **more: Any) -> Fact:
    more.setdefault("entity", "Port of Valmont")
    more.setdefault("source", "Port of Valmont, annual report 2024")
    more.setdefault("as_of", date(2025, 3, 12))
    more.setdefault("source_url", "https://example.org/valmont/annual-report-2024.pdf")
    more.setdefault("source_rank", "primary")
    more.setdefault("file", "facts/ports.csv")
    more.setdefault("line", int(id[1:]) + 1)
    return Fact(id=id, metric=metric, value=value, unit=unit, **more)


YEAR = Period("2024", date(2024, 1, 1), date(2024, 12, 31))


def day(y: int, m: int, d: int) -> D:
    return D(date(y, m, d).toordinal())


def port() -> Result:
    """Ten claims over all five verdicts."""
    boxes = fact("f1", "containers handled", D(4213000), "container", period=YEAR, decimals=-3, source_quote="4.213 million TEU")
    before = fact("f2", "containers handled", D(3748000), "container", period=Period("2023"), decimals=-3)
    signed = fact("f3", "contract signed", date(2023, 7, 28), "date", qualifiers=(("item", "cranes"),))
    paid = fact("f4", "terminal investment paid", D(262000000), "EUR", decimals=-6, as_of=date(2025, 1, 31))
    planned = fact(
        "f5", "terminal investment committed", D(310000000), "EUR", decimals=-6, source="River Daily", source_rank="secondary",
        source_url="http://example.org/river-daily", note="Total over the life of the project.",
    )  # fmt: skip
    staff = fact("f6", "employees", D(1950), "employee", period=YEAR)
    licence = fact("f7", "licence end", D(2040), "year", value_type="actual")
    later = fact("f8", "licence end", D(2045), "year", as_of=date(2025, 9, 1), supersedes="f7")
    m = [
        mention("m1", "4.2 million containers", "quantity", value=D(4200000), unit="container", decimals=-5),
        mention("m2", "2024", "daterange", iso_start=date(2024, 1, 1), iso_end=date(2025, 1, 1), period="2024"),
        mention("m3", "12%", "percent", value=D(12), unit="percent", decimals=0),
        mention("m4", "3.75 million", "number", value=D(3750000), unit="container", decimals=-4),
        mention("m5", "40 kilometres", "quantity", value=D(40), unit="kilometre", decimals=0),
        mention("m6", "August 2023", "daterange", iso_start=date(2023, 8, 1), iso_end=date(2023, 9, 1), period="2023-08"),
        mention("m7", "€310 million", "money", value=D(310000000), unit="EUR", decimals=-6),
        mention("m8", "Pier 7", "number", value=D(7), ignored="product-name"),
        mention("m9", "2,400 people", "quantity", value=D(2400), unit="person", decimals=0),
        mention("m10", "through 2040", "date", iso_start=date(2040, 1, 1), iso_end=date(2041, 1, 1), modifier="le", period="2040"),
        mention("m11", "5 million containers", "quantity", value=D(5000000), unit="container", decimals=-6),
        mention("m12", "38%", "percent", value=D(38), unit="percent", decimals=0),
    ]  # fmt: skip
    who = Attribution("Jane Doe", "named")
    c = [
        claim("c1", m[0], "The port of Valmont handled 4.2 million containers in 2024", subject="Valmont", metric="containers handled", period=YEAR,
              period_stated=True, roles=(Role("main", m[0]), Role("period", m[1]))),
        claim("c2", m[2], "up 12% from 3.75 million a year earlier", "change", subject="Valmont", metric="containers handled", direction="up",
              roles=(Role("main", m[2]), Role("from", m[3]), Role("to", m[0]))),
        claim("c3", m[3], "up 12% from 3.75 million a year earlier", subject="Valmont", metric="containers handled"),
        claim("c4", m[4], "40 kilometres downstream", subject="Ostrand", metric="distance"),
        claim("c5", m[5], "signed the crane contract in August 2023", "date", subject="port authority", metric="contract signed", period_stated=True),
        claim("c6", m[6], "It has spent €310 million on the new terminal", subject="port authority", metric="terminal investment"),
        claim("c7", m[8], "Valmont employs 2,400 people", subject="Valmont", metric="employees", attribution=who),
        claim("c8", m[9], "The licence to run the terminal lasts through 2040", "horizon", subject="terminal", metric="licence end"),
        claim("c9", m[10], "Analysts expect traffic of 5 million containers in 2026", subject="Valmont", metric="containers handled",
              claim_type="forecast"),
        claim("c10", m[11], "Valmont with 38%", "internal", subject="Valmont", metric="share of trade"),
    ]  # fmt: skip
    v = [
        Verdict(c[0], "supported", "match-within-rounding",
                (Reading("{own}", Interval(D(4212500), D(4213500)), (boxes,), fits=True),),
                Interval(D(4150000), D(4250000)), "4213000", D(13000), D("0.3086"), D("0.97"),
                steps=("“4.2 million” allows 4,150,000 to 4,250,000.", "The annual report says 4,213,000 for 2024."), facts=(boxes,)),
        Verdict(c[1], "supported", "match-computed",
                (Reading("4,213,000 / 3,748,000 - 1", Interval(D("12.38"), D("12.43")), (boxes, before), fits=True),),
                Interval(D("11.5"), D("12.5")), "12.4", D("0.4"), None, D("0.95"),
                steps=("4,213,000 ÷ 3,748,000 − 1 = 12.4%.", "“12%” allows 11.5% to 12.5%."), facts=(boxes, before)),
        Verdict(c[2], "supported", "match-within-rounding",
                (Reading("{own}", Interval(D(3747500), D(3748500)), (before,), fits=True),),
                Interval(D(3745000), D(3755000)), "3748000", D(-2000), D("-0.05"), steps=("It rounds to 3.75 million.",), facts=(before,)),
        Verdict(c[3], "no-reference", "no-fact", steps=("No fact on file is about the distance of Ostrand.",)),
        Verdict(c[4], "contradicted", "period-mismatch",
                (Reading("{own}", Interval(day(2023, 7, 28), day(2023, 7, 29)), (signed,), fits=False),),
                Interval(day(2023, 8, 1), day(2023, 9, 1)), "2023-07-28", D(-4), None, correction="July 2023",
                steps=("“August 2023” is any day of 1 to 31 August 2023.", "The contract was signed on 28 July 2023, 4 days earlier."),
                facts=(signed,), considered=(Considered(paid, "It is an amount, and the claim is a date."),)),
        Verdict(c[5], "needs-context", "verb-too-strong",
                (Reading("{own}", Interval(D(309500000), D(310500000)), (planned,), ("committed",), fits=True),
                 Reading("{own}", Interval(D(261500000), D(262500000)), (paid,), ("paid by 31 January 2025",), fits=False)),
                Interval(D(309500000), D(310500000)), "310000000", D(0), D(0),
                question="Is the €310 million what was spent so far, or what the project will cost?",
                steps=("€310 million is what was committed.", "€262 million had been paid by 31 January 2025."), facts=(planned, paid)),
        Verdict(c[6], "contradicted", "value-mismatch", (Reading("{own}", Interval(D(1950), D(1950)), (staff,), fits=False),),
                Interval(D(2350), D(2450)), "1950", D(-450), D("-23.08"), correction="1,950 people", steps=("1,950 on file.",), facts=(staff,)),
        Verdict(c[7], "supported", "match", (Reading("{own}", Interval(day(2040, 1, 1), day(2041, 1, 1)), (licence,), fits=True),),
                Interval(day(2040, 1, 1), day(2041, 1, 1)), "2040", D(0), None, steps=("Same year.",), facts=(licence,),
                later={"verdict": "needs-context", "reason": "superseded", "facts": [later.to_dict()]}),
        Verdict(c[8], "not-checkable", "forecast", steps=("A forecast for 2026, told as one.",)),
        Verdict(c[9], "contradicted", "arithmetic-mismatch", (Reading("100 - 66.7", Interval(D("33.3"), D("33.4")), (), fits=False),),
                Interval(D("37.5"), D("38.5")), "33.3", D("-4.7"), None, steps=("Two thirds leave one third.",)),
    ]  # fmt: skip
    about = Article(TEXT, "valmont.txt", published=date(2025, 6, 2))
    files = (ReferenceFile("facts/ports.csv", "0" * 64, 9),)
    return Result(about, tuple(v), tuple(m), files, date(2025, 6, 2))


def many(count: int, name: str = "long.txt") -> Result:
    """A long article with ``count`` claims, one a line, verdicts in turn."""
    verdicts = [("contradicted", "value-mismatch"), ("needs-context", "rounding"), ("no-reference", "no-fact"),
                ("supported", "match"), ("not-checkable", "vague")]  # fmt: skip
    lines, found = [], []
    at = 0
    for i in range(count):
        line = f"In district {i} the council spent €{i + 11} million on roads and bridges, and it said more would follow soon."
        surface = f"€{i + 11} million"
        start = at + line.index(surface)
        found.append((start, start + len(surface), surface, at, at + len(line)))
        lines.append(line)
        at += len(line) + 1
    out, ledger = [], []
    for i, (start, end, surface, first, last) in enumerate(found):
        m = Mention(f"m{i + 1}", start, end, surface, "money", D((i + 11) * 10**6), unit="EUR", decimals=-6)
        c = Claim(f"c{i + 1}", m, "level", first, last - 32, first, last, subject=f"district {i}", metric="road spending", identity=f"i{i}", content=f"k{i}")  # fmt: skip
        verdict, reason = verdicts[i % 5]
        ledger.append(m)
        if verdict in ("no-reference", "not-checkable"):
            out.append(Verdict(c, verdict, reason, steps=("Nothing on file is about this district.",)))
            continue
        f = fact(f"f{i}", "road spending", D((i + 12) * 10**6), "EUR", entity=f"district {i}", source="Council accounts", line=i + 2)
        low = D((i + 12) * 10**6 - 500000)
        reading = Reading("{own}", Interval(low, low + 1000000), (f,), fits=verdict == "supported")
        out.append(Verdict(c, verdict, reason, (reading,), Interval(m.value - 500000, m.value + 500000), str(f.value), D(-1000000),
                           D("-8.3"), steps=(f"The sentence allows one million around {surface}.", "The accounts say otherwise."), facts=(f,)))  # fmt: skip
    return Result(Article("\n".join(lines), name), tuple(out), tuple(ledger), (ReferenceFile("facts/roads.csv", "0" * 64, count),))


def empty() -> Result:
    return Result(Article("A quiet day by the river.\n", "quiet.txt"), (), ())


BAD = (
    "<img src=x onerror=window.hit=1>", "</script><script>window.hit=2</script>", "]]>", "--><svg onload=window.hit=3>",
    "{{ 7*7 }}{% raw %}", "\u2028\u2029", "&lt;b&gt;", "\"' onmouseover=window.hit=4 x='", "\x1b[31m", "</title></section></template>",
)  # fmt: skip


def hostile() -> Result:
    """Everything a stranger may put into text, facts, file names, addresses and notes."""
    lines = ["<title>alert(1)</title> a headline", "\u202emillion 31$ cost it\u202c and 5 mil\u200blion \x00 \ud800 end", *BAD]
    lines.append("\ttabs  and   spaces\r")
    text = "\n".join(lines)
    out, ledger = [], []
    schemes = ["javascript:window.hit=5", "data:text/html,<script>window.hit=6</script>", "https://example.org/\"onclick='x' <b>",
               " javascript:window.hit=7", "HTTPS://EXAMPLE.org/\u202e", "file:///etc/passwd", "vbscript:x"]  # fmt: skip
    at = len(lines[0]) + 1
    for i, line in enumerate(lines[1:], 1):
        m = Mention(f"m{i}", at, at + len(line), line, "money", D(31000000), unit="USD", decimals=-6)
        name = BAD[i % len(BAD)]
        c = Claim(f"c{i}", m, "level", at, at + len(line), at, at + len(line), subject=name, metric=name, identity=name, content=name)
        f = fact(f"f{i}", name, D(13000000), "USD", entity=name, source=name, source_quote=name, note=name,
                 source_url=schemes[i % len(schemes)], file=f"{name}.csv", qualifiers=((name, name),), source_rank=name)  # fmt: skip
        reading = Reading(name, Interval(D(12500000), D(13500000)), (f,), (name,), fits=False)
        out.append(Verdict(c, "contradicted", "value-mismatch", (reading,), Interval(D(30500000), D(31500000)), name, D(18000000), D(138),
                           correction=name, question=name, steps=(name,), facts=(f,), considered=(Considered(f, name),),
                           later={"verdict": "supported", "reason": name, "facts": [f.to_dict()]}))  # fmt: skip
        ledger.append(m)
        at += len(line) + 1
    return Result(Article(text, "<b>&\"'\u202egpj.txt"), tuple(out), tuple(ledger), (ReferenceFile(BAD[0], "0" * 64, 3),))
