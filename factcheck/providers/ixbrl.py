"""Inline XBRL filings -> rows: every tagged number with its concept, period, unit and digits; dimensions as qualifiers.

A filing may be spread over several files that share their contexts and units. Names of characters that XHTML knows
(``&nbsp;``) are read; a file that declares entities of its own is refused, whatever they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.etree import ElementTree as ET  # no declaration of entities gets this far

from factcheck.measure.periods import label_of
from factcheck.measure.unit_text import parse_unit
from factcheck.model import plain
from factcheck.providers.errors import ProviderError
from factcheck.providers.keep import Row, slug
from factcheck.providers.sec import by_concept
from factcheck.providers.transformations import number
from factcheck.providers.xhtml import parsed

IX = ("{http://www.xbrl.org/2013/inlineXBRL}", "{http://www.xbrl.org/2008/inlineXBRL}")
XBRLI = "{http://www.xbrl.org/2003/instance}"
XBRLDI = "{http://xbrl.org/2006/xbrldi}"
EXCLUDED = tuple(f"{kind}exclude" for kind in IX)
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
NAMES = (
    "EntityRegistrantName",
    "EntityCurrentLegalOrRegisteredName",
    "NameOfReportingEntityOrOtherMeansOfIdentification",
)
DOCUMENT = "DocumentType"
WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
LONGEST = 400  # characters of text that are read of an element: more is no number, name or member
LONGEST_CHAIN = 50  # pieces that a name may be continued in
FURTHEST = Decimal(30)  # powers of ten that a scale may shift


@dataclass(frozen=True, slots=True)
class Context:
    """The days and dimensions a number is about."""

    period: str
    qualifiers: str


@dataclass(slots=True)
class Filing:
    """What the files of one filing say together; ``left_out`` counts tagged numbers by why they are in no row."""

    roots: list[ET.Element] = field(default_factory=list)
    contexts: dict[str, Context] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)

    def without(self, why: str) -> None:
        """Count a tagged number that is in no row."""
        self.left_out[why] = self.left_out.get(why, 0) + 1


def rows(path: Path, filed: date, entity: str | None = None) -> list[Row]:
    """The tagged numbers of a filing in one file; raises ProviderError in one line."""
    return of_files([path], filed, entity)[0]


def of_files(paths: Sequence[Path], filed: date, entity: str | None = None) -> tuple[list[Row], dict[str, int]]:
    """The tagged numbers of a filing, each once, and what was left out by reason; raises ProviderError in one line."""
    filing, first = Filing(), paths[0].name
    for path in paths:
        root = parsed(path)
        filing.roots.append(root)
        filing.contexts |= _contexts(root)
        filing.units |= _units(root)
    name = entity or next((text for said in NAMES if (text := _said(filing, said))), None)
    if not name:
        raise ProviderError(f"{first}: does not say whose filing it is. Give --entity NAME.")
    source = f"{_said(filing, DOCUMENT) or 'Filing'} of {name}, {first}"
    found: dict[tuple[str, ...], list[Row]] = {}
    for element in _numbers(filing):
        if row := _row(element, filing):
            about = (row["concept"], row["period"], row["unit"], row.get("qualifiers", ""))
            found.setdefault(about, []).append(row)
    kept = [row for told in found.values() if (row := _agreed(told, filing)) is not None]
    if not kept:
        raise ProviderError(f"{first}: holds no tagged number. Is it an inline XBRL filing?")
    stem = slug(first)
    shared = {"entity": name, "as_of": filed.isoformat(), "source": source, "source_rank": "primary"}
    return [row | shared | {"id": f"ixbrl:{stem}:{n}"} for n, row in enumerate(kept, 1)], filing.left_out


def _numbers(filing: Filing) -> Iterator[ET.Element]:
    """The tagged numbers of the report proper: those of another target document only where it has none of its own."""
    every = [e for root in filing.roots for kind in IX for e in root.iter(f"{kind}nonFraction")]
    targets = {e.get("target", "") for e in every}
    main = "" if "" in targets or not targets else min(targets)
    for element in every:
        if element.get("target", "") == main:
            yield element
        else:
            filing.without("of another target document")


def _agreed(told: Sequence[Row], filing: Filing) -> Row | None:
    """The most precise of several printings of one number; none where they differ beyond rounding."""
    best = max(told, key=lambda row: int(row["decimals"]) if "decimals" in row else 99)
    for row in told:
        half = Decimal(1).scaleb(-int(row["decimals"])) / 2 if "decimals" in row else Decimal(0)
        if abs(Decimal(row["value"]) - Decimal(best["value"])) > half:
            filing.without("told with two values")
            return None
    return best


def _contexts(root: ET.Element) -> dict[str, Context]:
    found: dict[str, Context] = {}
    for element in root.iter(f"{XBRLI}context"):
        days = {_tag(e): _text(e) for e in element.iter() if _tag(e) in ("instant", "startDate", "endDate")}
        try:
            end = _end(days.get("instant") or days["endDate"])
            start = date.fromisoformat(days["startDate"][:10]) if "startDate" in days else end
        except (KeyError, ValueError, OverflowError):
            continue
        pairs = sorted(_dimensions(element))
        if start <= end:
            qualifiers = "; ".join(f"{axis}={member}" for axis, member in pairs)
            found[element.get("id", "")] = Context(label_of(start, end), qualifiers)
    return found


def _end(text: str) -> date:
    """The last day: one told as midnight (``2025-01-01T00:00:00``) is the day before."""
    day = date.fromisoformat(text[:10])
    return day - timedelta(days=1) if re.match(r"T00:00(?::00(?:\.0+)?)?", text[10:]) else day


def _dimensions(context: ET.Element) -> Iterator[tuple[str, str]]:
    for element in context.iter(f"{XBRLDI}explicitMember"):
        yield _words(element.get("dimension", ""), "Axis"), _words(_text(element), "Member")
    for element in context.iter(f"{XBRLDI}typedMember"):
        said = _text(element).replace(";", ",").replace("=", " ")
        yield _words(element.get("dimension", ""), "Axis"), said[:100] or "not said"


def _units(root: ET.Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter(f"{XBRLI}unit"):
        divide = element.find(f"{XBRLI}divide")
        parts = (element,) if divide is None else tuple(divide)
        sides = [[_measure(m) for m in part.iter(f"{XBRLI}measure")] for part in parts]
        if not sides or any(len(side) != 1 for side in sides):
            continue  # dollars times hours: no unit of ours
        unit = "/".join(side[0] for side in sides)
        if not parse_unit(unit).problem:
            found[element.get("id", "")] = unit
    return found


def _measure(element: ET.Element) -> str:
    name = _local(_text(element))
    return {"shares": "share", "pure": "ratio"}.get(name, name)


def _row(element: ET.Element, filing: Filing) -> Row | None:
    if element.get(NIL) in ("true", "1"):
        return None
    context, unit = filing.contexts.get(element.get("contextRef", "")), filing.units.get(element.get("unitRef", ""))
    value = _value(element)
    if context is None or unit is None or value is None:
        which = "context" if context is None else "unit" if unit is None else "printed number or its format"
        filing.without(f"its {which} cannot be read")
        return None
    concept, decimals = element.get("name", ""), element.get("decimals", "")
    row = {
        "metric": by_concept().get(concept) or _words(concept), "period": context.period, "value": str(plain(value)),
        "unit": unit, "qualifiers": context.qualifiers, "concept": concept,
        "decimals": decimals if re.fullmatch(r"-?\d{1,2}", decimals) else "",
    }  # fmt: skip
    return {name: cell for name, cell in row.items() if cell}


def _value(element: ET.Element) -> Decimal | None:
    """The printed number by its format, scale and sign; None where one of them cannot be read."""
    value = number(_text(element), element.get("format", ""))
    try:
        scale = Decimal(element.get("scale") or 0)
    except InvalidOperation:
        return None
    if value is None or scale != scale.to_integral_value() or abs(scale) > FURTHEST:
        return None
    value = value.scaleb(int(scale))
    return -value if element.get("sign") == "-" else value


def _said(filing: Filing, name: str) -> str | None:
    """The text of a tag by its name without prefix, with the pieces that continue it."""
    tags = (e for root in filing.roots for kind in IX for e in root.iter(f"{kind}nonNumeric"))
    element = next((e for e in tags if _local(e.get("name", "")) == name), None)
    if element is None:
        return None
    parts, more = [_text(element)], element.get("continuedAt")
    pieces = (
        {e.get("id"): e for root in filing.roots for kind in IX for e in root.iter(f"{kind}continuation")}
        if more
        else {}
    )
    while more and more in pieces and len(parts) < LONGEST_CHAIN:
        parts.append(_text(pieces[more]))
        more = pieces[more].get("continuedAt")
    return " ".join(" ".join(parts).split())[:200] or None


def _text(element: ET.Element) -> str:
    """The first text inside an element, without what it excludes (a page number between two pieces)."""
    parts: list[str] = []
    size = 0
    stack: list[ET.Element | str] = [element]
    while stack and size < LONGEST:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item[:LONGEST])
            size += len(item)
            continue
        for child in reversed(item):
            stack.append(child.tail or "")
            if child.tag not in EXCLUDED:
                stack.append(child)
        if item.text and isinstance(item.tag, str):
            stack.append(item.text)
    return " ".join("".join(parts).split())


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _words(name: str, ending: str = "") -> str:
    """``us-gaap:IntelligentCloudMember`` -> intelligent cloud."""
    return " ".join(WORDS.findall(_local(name).removesuffix(ending))).lower()
