"""Scene + the number after "from" or "to" -> the year a movement starts or ends in, and whether the sentence says so.

"Rose to 8% in 2020 from 4% a year earlier" dates its end; the start is a year before it. "Fell from 50% to 23% in 2022"
leaves the start open. Only a date that stands with the number itself, or the start of a stretch, settles it. "From 31
million in 2000 to 55 million" leaves the end open.
"""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.link.tables.frame import COUNT, NUMBER_WORDS, When
from factcheck.link.tables.scene import Scene, of_place, time_of

STRETCHES = ("since", "span")
ENDS = ("point", "last-year")
APART = re.compile(r"[,;:]\s|\b(?:to|and|by|until|while|but)\b", re.IGNORECASE)
EARLIER = re.compile(
    rf"^[^,;:]{{0,40}}?\b(?:(?P<n>a|one|{COUNT})\s+years?\s+(?:earlier|before|ago|previously|prior)"
    r"|the\s+(?:year\s+(?:before|earlier|prior)|(?:previous|prior|preceding)\s+year))\b",
    re.IGNORECASE,
)

NUMBER = re.compile(
    r"(?<![A-Za-z])(?:\d[\d.,]*\d|\d)|\b(?:\w+\s+times|twice|double|triple|half|(?:a|one|two|three)[\s-](?:third|quarter|fifth|tenth)s?)\b",
    re.IGNORECASE,
)
# "Five times the share in 2000", "ten years after 2012": the year is not that of what is told.
LOOKED_BACK = re.compile(
    r"\b(?:than|compared\s+(?:with|to)|against|versus|(?:what|where)\s+(?:it|they)\s+(?:was|were|had\s+been|stood)|up\s+from|down\s+from|years?\s+after|years?\s+on\s+from)"
    r"\s+(?:it\s+was\s+|they\s+were\s+)?(?:(?:back\s+)?in\s+)?(?:the\s+year\s+)?$",
    re.IGNORECASE,
)
CLOSE = 48
RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
CONTRAST = re.compile(
    r"\b(?:against|compared\s+(?:with|to)|versus|and)\s+(?:(?:about|just|only|some|nearly|almost|around)\s+)*$",
    re.IGNORECASE,
)
# "Rose 25% in 2023 to 2.6 million", "added 14 GW in 2023, lifting the total to 75": the second is of that year too.
ONWARD = re.compile(
    r"\s*,?\s*(?:(?:lift|tak|bring|push|rais|leav|send|reach|driv|cutt|reduc|trimm)ing\b[^.;,\d]{0,40}?)?\s*(?:\b(?:to|at)\s+(?:[a-z]+\s+){0,3})?",
    re.IGNORECASE,
)
FROM = re.compile(r"\bfrom\s+(?:[a-z]+\s+){0,3}$", re.IGNORECASE)


def ending(scene: Scene, role: str) -> tuple[When | None, bool]:
    """The time of a number that is no start; a date that stands with another number settles nothing."""
    found, settled = time_of(scene, role)
    if found is None or found.kind not in ENDS or not settled:
        return found, settled
    if LOOKED_BACK.search(scene.text[: found.start]):
        return found, False
    listed = RESPECTIVELY.search(scene.text) is not None
    if listed or (of_place(scene) is not None and CONTRAST.search(scene.text[: scene.at])):
        return found, True  # "88% in Peru in 2024, against 77% in Chile"
    if not _of_another(scene, found):
        return found, True
    return (None if role == "to" else found), False  # "to 55 million": the newest there is, if that bears it out


BASE = re.compile(
    r"\bas\s+(?:(?:it|they)\s+(?:did|was|were|had)\s+)?(?:back\s+)?in\s+$|\bfrom\s+[^.;,]{0,40}?\d[^.;,]{0,25}?\b(?:in|of)\s+$|"
    r"\b(?:what|where)\s+(?:it|they)\s+(?:was|were|had\s+been|stood)\s+(?:back\s+)?(?:in\s+)?$|\b(?:half|third|quarter|fifth|tenth|times|%|of|double|twice)\s+(?:its|their|the)\s+$"
    r"|\b(?:than|on|from|below|above|compared\s+(?:with|to)|against|versus)\s+(?:its\s+|their\s+|the\s+)?(?:levels?\s+)?"
    r"(?:it\s+was\s+|they\s+were\s+)?(?:(?:in|of)\s+)?$",
    re.IGNORECASE,
)
# "Fell from 480,000 in 2005 to 150,000 in 2023, a drop of 69%": over the whole of it
APPOSED = re.compile(
    r",\s+(?:or\s+)?(?:an?|the)\s+(?:[a-z]+\s+)?(?:drop|fall|rise|increase|decrease|decline|gain|jump|cut|reduction)\s+of\s+(?:[a-z]+\s+){0,2}$",
    re.IGNORECASE,
)
BY = re.compile(r"(?:by|as\s+of|to)\b", re.IGNORECASE)
TOLD_FROM = re.compile(
    r"\bhad\s+(?:[a-z]+\s+){0,5}\S*\s*\S*$|\b(?:doubl|trebl|tripl|quadrupl|halv)\w*\s*\w*$", re.IGNORECASE
)
LONG = 9  # characters of "quadrupled" that tell it
LATER = re.compile(r"\b(?:later|on|after|hence)$", re.IGNORECASE)


def stretch(scene: Scene) -> tuple[When | None, bool]:
    """The time of a change: "16% less in 2024 than in 2020" and "down 24% on 2012" name its first year."""
    found, settled = time_of(scene, "change")
    ends = [w for w in scene.whens if w.kind in ENDS]
    years = sorted({w.first for w in ends if w.end <= scene.at})
    if len(years) == 2 and len(scene.whens) == 2 and APPOSED.search(scene.text[: scene.at]):
        return replace(ends[0], kind="span", first=years[0], last=years[1]), True
    if found is not None and found.kind == "point" and LATER.search(scene.text[found.start : found.end]):
        earlier = [w for w in ends if w.end <= found.start and w.first < found.first]  # "31 in 2017 and down a third
        if len(earlier) == 1:  # at 21 six years later"
            return replace(earlier[0], kind="span", last=found.first), True
    if found is not None and found.kind == "point" and TOLD_FROM.search(scene.text[: scene.at + LONG]):
        earlier = [w for w in ends if w.end <= scene.at and w.first < found.first]
        if len(earlier) == 1:  # "4.0 tonnes in 2004, had more than doubled to 8.4 in 2023"
            return replace(earlier[0], kind="span", last=found.first), False
    bases = [w for w in ends if BASE.search(scene.text[: w.start])]
    if found is not None and found.kind == "point" and not bases and BY.match(scene.text[found.start : found.end]):
        earlier = [w for w in ends if w.first < found.first]  # "had fallen by 86% by 2021" does not say since when
        return (replace(earlier[0], kind="span", last=found.first), False) if len(earlier) == 1 else (None, False)
    if found is None or found.kind not in ENDS or not bases:
        return found, settled
    later = [w for w in ends if w not in bases and w.first > bases[0].first]
    if len(bases) == 1 and len(later) == 1 and len(ends) == 2:
        return replace(bases[0], kind="span", last=later[0].first), True
    last = scene.year or bases[0].first
    return replace(bases[0], kind="span", last=last, loose=True), False


def _of_another(scene: Scene, when: When) -> bool:
    """As in "from 31 million in 2000 to 55 million" of the second number: the year belongs to the first."""
    dates = [(w.start, w.end) for w in scene.whens]
    before = [
        m
        for m in NUMBER.finditer(scene.text, max(0, when.start - CLOSE), when.start)
        if not any(a <= m.start() < b for a, b in dates)
    ]
    if not before or APART.search(scene.text[before[-1].end() : when.start]):
        return False
    near = before[-1]
    onward = scene.at > when.end and ONWARD.fullmatch(scene.text[when.end : scene.at])
    if onward and not FROM.search(scene.text[: near.start()]):
        return False
    return not (near.start() <= scene.at < near.end() or scene.at <= near.start() < scene.at + 4)


def origin(scene: Scene) -> tuple[When | None, bool]:
    """The time of the number a movement starts at, and whether that is settled."""
    own = next((w for w in scene.whens if w.start >= scene.at), None)
    if own is not None and own.kind != "now" and not APART.search(scene.text[scene.at : own.start]):
        return own, own.kind in ENDS or own.kind in STRETCHES
    times = [w for w in scene.whens if w.kind != "now"]
    ends = [w for w in times if w.kind in ENDS]
    if len(ends) == 1 and (m := EARLIER.match(scene.text[scene.at :])):
        word = (m["n"] or "a").lower()
        back = int(word) if word.isdigit() else NUMBER_WORDS[word]
        year = ends[0].first - back
        return replace(ends[0], kind="point", first=year, last=year), len(times) == 1
    stretches = [w for w in times if w.kind in STRETCHES]
    if stretches:
        return stretches[0], len(stretches) == 1
    if len(ends) == 1:
        year = ends[0].first - 1
        return replace(ends[0], kind="point", first=year, last=year), False
    return (times[0] if times else None), False
