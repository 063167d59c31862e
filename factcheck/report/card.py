"""Claim + verdict -> card: everything the page shows about one claim, as plain values a template only has to print."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import factcheck.report.figures as figures
from factcheck.model import WORDED
from factcheck.report.drawing import drawing
from factcheck.report.payload import place
from factcheck.report.trend import trend
from factcheck.report.words import KINDS, LOOKS, MENTION_KINDS, REASONS, plural

LONGEST_QUOTE = 240
LONG_QUOTE = 130  # longer ones are set smaller
LARGEST_SHARE = 1000  # percent; beyond, the two amounts say it better
MODIFIERS = {"approx": "about ", "gt": "more than ", "ge": "at least ", "lt": "less than ", "le": "at most "}
IN_WORDS = (*WORDED, "standing")
LINK = re.compile(r"https?://[^\s/]", re.IGNORECASE)
OWN_NUMBERS = "The text's own numbers: "
SIGNS = ("/", "*", "+", " - ", "÷", "×", "−")
RANKS = {"primary": "primary", "secondary": "secondary"}


def where(fact: Mapping[str, Any]) -> str:
    """File and line of a fact: ``facts/msft.csv:14``."""
    if not fact["file"]:
        return ""
    return f"{fact['file']}:{fact['line']}" if fact["line"] else str(fact["file"])


def claimed(claim: Mapping[str, Any]) -> str:
    """The claim's own value as an editor reads it; the printed words where it has no number."""
    if claim["kind"] in figures.DAY_KINDS and claim["iso_start"] and not claim["modifier"]:
        low, high = (_ordinal(claim[end]) for end in ("iso_start", "iso_end"))
        return figures.days(low, high if high else low)
    value = figures.number(claim["value"])
    if value is None or claim["kind"] in figures.DAY_KINDS or told_in_words(claim):
        return str(claim["surface"])  # "the highest" has a rank for a value, which nobody printed
    said = figures.amount(value, claim["unit"], claim["per"])
    high = figures.number(claim["value_high"])
    if high is not None:
        said += f" to {figures.amount(high, claim['unit'], claim['per'])}"
    return MODIFIERS.get(claim["modifier"] or "", "") + said


def told_in_words(claim: Mapping[str, Any]) -> bool:
    """Whether the words say it best: "two-thirds", "2.3 times", "the highest"."""
    return claim["unit"] in IN_WORDS or (claim["kind"] == "ratio" and claim["unit"] is None)


def _ordinal(iso: str | None) -> Decimal | None:
    low = figures.iso_ordinal(iso)
    return Decimal(low) if low else None


def fact_value(fact: Mapping[str, Any]) -> str:
    """The value of a fact in words."""
    value, unit = fact["value"], fact["unit"]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if unit == "date":
        return figures.iso_day(value)
    exact = figures.number(value)
    if exact is None:
        return str(value)
    bound = {">=": "at least ", "<=": "at most ", "~": "about "}.get(fact.get("bound") or "", "")
    return bound + figures.amount(exact, unit)


def reference_value(claim: Mapping[str, Any]) -> str | None:
    """What the facts say the claim should be: from the first reading, else the first fact."""
    reading = deciding(claim)
    said = reading_value(claim, reading) if reading else None
    if said:
        return said
    if claim["facts"]:
        return fact_value(claim["facts"][0])
    return str(claim["expected"]) if claim["expected"] else None


def reading_value(claim: Mapping[str, Any], reading: Mapping[str, Any]) -> str | None:
    """What a reading expects: the fact as it stands where it is one fact, the computed interval where it is not."""
    fact = next((f for f in claim["facts"] if [f["id"]] == reading["facts"]), None)
    if fact and not _computed(reading):
        return fact_value(fact)
    return figures.stretch(_expected(reading), claim["unit"], claim["per"], claim["kind"] in figures.DAY_KINDS)


def deciding(claim: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The reading shown first: the one of the deciding fact, or the first there is."""
    readings: list[Mapping[str, Any]] = claim["readings"]
    if not readings:
        return None
    lead = claim["facts"][0]["id"] if claim["facts"] else None
    return next((r for r in readings if lead in r["facts"]), readings[0])


def _computed(reading: Mapping[str, Any]) -> bool:
    return len(reading["facts"]) > 1 or any(sign in reading["formula"] for sign in SIGNS)


def computed(claim: Mapping[str, Any]) -> bool:
    """Whether what the claim is compared with was worked out from facts, and stands in none of them."""
    reading = deciding(claim)
    return reading is not None and _computed(reading)


def _expected(reading: Mapping[str, Any]) -> dict[str, Any]:
    return {"low": reading["expected_low"], "high": reading["expected_high"]}


def difference(claim: Mapping[str, Any]) -> str | None:
    """The difference with its sign, absolute and in percent: ``+$1.4 billion (+12.1%)``, ``−2 days``."""
    gap = figures.number(claim["difference"])
    if gap is None:
        return None
    if gap == 0 or _inside(claim):
        return "none"
    if claim["kind"] in figures.DAY_KINDS:
        return _years(claim) or figures.amount(gap, "day", signed=True)
    unit = "percentage_point" if claim["unit"] == "percent" else claim["unit"]
    said = figures.amount(figures.tidy(gap), unit, signed=True)
    share = figures.number(claim["difference_percent"])
    if share is None or claim["unit"] == "percent" or abs(share) > LARGEST_SHARE:
        return said
    return f"{said} ({figures.amount(figures.rounded(share, 1), 'percent', signed=True)})"


def _years(claim: Mapping[str, Any]) -> str | None:
    """The difference of two calendar years in years: 1978 for 1987 is 9 years, and nobody counts 2,923 days."""
    reading = deciding(claim)
    if reading is None:
        return None
    ends = [_ordinal(claim[end]) for end in ("iso_start", "iso_end")]
    said, there = (figures.whole_year(*two) for two in (ends, [figures.number(x) for x in _expected(reading).values()]))
    if not said or not there or said == there:
        return None
    return f"{figures.MINUS if there < said else '+'}{plural(abs(there - said), 'year')}"


def _side(claim: Mapping[str, Any]) -> str:
    """Which way the difference goes: it is counted from the text to the reference."""
    up = not str(claim["difference"]).startswith("-")
    if claim["kind"] in figures.DAY_KINDS:
        return "the reference is later" if up else "the reference is earlier"
    return "the reference is higher" if up else "the reference is lower"


def _inside(claim: Mapping[str, Any]) -> bool:
    """Whether the claimed number lies inside what the deciding reading implies: then there is no difference to tell."""
    reading, value = deciding(claim), figures.number(claim["value"])
    if reading is None or value is None or claim["kind"] in figures.DAY_KINDS:
        return False
    low, high = figures.number(reading["expected_low"]), figures.number(reading["expected_high"])
    return low is not None and high is not None and low < value < high


def rows(claim: Mapping[str, Any]) -> list[list[str]]:
    """The table: claim, reference, allowed range, difference, other readings; [label, value, note]."""
    dates = claim["kind"] in figures.DAY_KINDS
    table = [["Claim", claimed(claim), _claim_note(claim)]]
    value = reference_value(claim)
    if claim["verdict"] == "not-checkable":
        return table
    if value is None:
        period = figures.iso_period(claim["period"]) if claim["period"] else None
        looked = " · ".join(str(w) for w in (claim["subject"], claim["metric"], period) if w)
        return [*table, ["Reference", "none", f"looked for {looked}" if looked else ""]]
    reading = deciding(claim)
    if claim["verdict"] == "no-reference":  # what was found may be about another thing: nothing to measure against
        return [*table, ["Nearest", value, _reading_note(claim, reading)]]
    table.append(["Reference", value, _reading_note(claim, reading)])
    allowed = figures.stretch(claim["allowed"], claim["unit"], claim["per"], dates, long=True)
    if allowed:
        table.append(["Allowed", allowed, "" if dates else _allowed_note(claim)])
    gap = difference(claim)
    if gap:
        table.append(["Difference", gap, _side(claim) if gap != "none" else ""])
    told = [table[1][1:]]
    for other in [r for r in claim["readings"] if r is not reading]:
        said = [reading_value(claim, other) or "", _reading_note(claim, other)]
        if said[0] and said not in told and len(told) < 4:
            told.append(said)
    return table + [["Also", *said] for said in told[1:]]


def _claim_note(claim: Mapping[str, Any]) -> str:
    said = [] if told_in_words(claim) else [f"“{claim['surface']}”"]
    value = figures.number(claim["value"])
    if not said and value is not None and claim["unit"] not in IN_WORDS:
        said.append(f"{MODIFIERS.get(claim['modifier'] or '', '')}{figures.amount(figures.tidy(value), None)}")
    if claim["direction"] and claim["unit"] not in IN_WORDS:
        said.append(claim["direction"])
    if claim["claim_type"] != "actual":
        said.append(f"told as a {claim['claim_type']}")
    return ", ".join(said)


def _allowed_note(claim: Mapping[str, Any]) -> str:
    if claim["modifier"]:
        word = MODIFIERS.get(claim["modifier"])
        return f"read from “{word.strip()}”" if word else "the range printed"
    if claim["decimals"] is None or claim["kind"] == "ratio":
        return "read from its words"
    return "half of the last printed digit, either way"


def _reading_note(claim: Mapping[str, Any], reading: Mapping[str, Any] | None) -> str:
    if reading is None:
        return ""
    said = []
    if _computed(reading):
        said.append(f"computed: {_arithmetic(claim, reading)}")
    elif reading["facts"]:
        fact = next((f for f in claim["facts"] if f["id"] == reading["facts"][0]), None)
        if fact:
            said.append(_about(fact))
    said += reading["assumptions"]
    if reading["fits"] is not None and len({r["fits"] for r in claim["readings"]}) > 1:
        said.append("inside" if reading["fits"] else "outside")
    return "; ".join(said)


def _arithmetic(claim: Mapping[str, Any], reading: Mapping[str, Any]) -> str:
    """The formula with its values, as a step tells it: ``10% ÷ 20% = 0.5``; the bare formula where no step does."""
    formula = str(reading["formula"])
    if "{" in formula:
        told = next((s for s in claim["steps"] if " = " in s and len(s) < 120), None)
        formula = told.rstrip(".").removeprefix(OWN_NUMBERS) if told else formula.replace("{", "").replace("}", "")
    return formula.replace(" / ", " ÷ ").replace(" * ", " × ").replace(" - ", " − ")


def _about(fact: Mapping[str, Any]) -> str:
    words = [str(fact["metric"]).replace("_", " ")]
    words += [str(v) for v in fact["qualifiers"].values()]
    if fact["period"]:
        words.append(figures.iso_period(fact["period"]))
    return ", ".join(words)


def sources(facts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Facts by source: title, link where it is http(s), quoted words, as-of day; what each fact says and where."""
    groups: dict[tuple[Any, ...], dict[str, Any]] = {}
    for fact in facts:
        url, why_not = fact["source_url"], fact.get("why_not")
        head = {
            "rank": RANKS.get(fact["source_rank"] or "", ""),
            "title": fact["source"],
            "url": url if url and LINK.match(url) else None,
            "text": url if url and not LINK.match(url) else None,
            "quote": fact.get("source_quote"),
            "as_of": figures.iso_day(fact["as_of"]),
            "note": fact.get("note"),
            "why_not": why_not[:1].upper() + why_not[1:] if why_not else None,
        }
        group = groups.setdefault(tuple(head.values()), {**head, "says": []})
        said = [fact_value(fact), _said_of(fact), where(fact)]
        if said not in group["says"]:
            group["says"].append(said)
    return list(groups.values())


def _said_of(fact: Mapping[str, Any]) -> str:
    about = [fact["entity"], str(fact["metric"]).replace("_", " "), *fact["qualifiers"].values()]
    if fact["period"]:
        about.append(figures.iso_period(fact["period"]))
    if fact.get("value_type") in ("target", "forecast"):
        about.append(fact["value_type"])
    return " · ".join(str(a) for a in about)


def quote(claim: Mapping[str, Any]) -> list[str]:
    """The clause in three parts, the number in the middle; a long clause is shortened around it."""
    words = claim["quote"]
    first = claim["start"] - claim["quote_offset"]
    last = first + len(claim["surface"])
    before, said, after = words[:first], words[first:last], words[last:].rstrip().rstrip(".,;:")
    room = max(40, (LONGEST_QUOTE - len(said)) // 2)
    if len(words) > LONGEST_QUOTE:
        before = "…" + before[-room:] if len(before) > room else before
        after = after[:room] + "…" if len(after) > room else after
    return [before.lstrip(), said, after.rstrip()]


def card(claim: Mapping[str, Any], index: int, first_of: int | None = None) -> dict[str, Any]:
    """Everything the page shows about one claim."""
    look = LOOKS[claim["verdict"]]
    later = claim["later"]
    return {
        "n": index,
        "k": look.css,
        "word": look.word,
        "glyph": look.glyph,
        "reason": claim["reason"],
        "why": REASONS.get(claim["reason"], claim["reason"]),
        "place": place(claim),
        "kind": _kind(claim),
        "speaker": _speaker(claim),
        "quote": quote(claim),
        "long": len(claim["quote"]) > LONG_QUOTE,
        "own": bool(claim["readings"]) and not claim["facts"],
        "draw": drawing(claim),
        "trend": trend(claim),
        "rows": rows(claim),
        "fix": _fix(claim),
        "question": claim["question"],
        "sources": sources(claim["facts"]),
        "considered": sources(claim["considered"]),
        "steps": claim["steps"],
        "later": _later(later) if later else None,
        "same": first_of,
    }


def _kind(claim: Mapping[str, Any]) -> str:
    """``money · cumulative funding``: what sort of claim, and about which figure."""
    plain = claim["claim_kind"] == "level"
    code = claim["kind"] if plain else claim["claim_kind"]
    words = (MENTION_KINDS if plain else KINDS).get(code, code)
    return f"{words} · {claim['metric']}" if claim["metric"] else str(words)


def _speaker(claim: Mapping[str, Any]) -> str | None:
    who = claim["attribution"]
    if not who:
        return None
    if who["speaker"]:
        return f"according to {who['speaker']}"
    return "according to press reports" if who["kind"] == "press" else "reportedly"


def _fix(claim: Mapping[str, Any]) -> dict[str, Any] | None:
    if not claim["correction"]:
        return None
    words = claim["quote"]
    first = claim["start"] - claim["quote_offset"]
    corrected = words[:first] + claim["correction"] + words[first + len(claim["surface"]) :]
    return {"del": claim["surface"], "ins": claim["correction"], "whole": corrected.strip()}


def _later(later: Mapping[str, Any]) -> dict[str, Any]:
    look = LOOKS.get(later["verdict"], LOOKS["no-reference"])
    facts = [f for f in later.get("facts") or [] if isinstance(f, Mapping) and "source" in f]
    return {
        "k": look.css,
        "word": look.word,
        "glyph": look.glyph,
        "why": REASONS.get(later["reason"], later["reason"]),
        "sources": sources(facts),
    }
