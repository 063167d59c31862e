"""Inline XBRL filing -> rows: every tagged number with its concept, period, unit and digits; dimensions as qualifiers.

The file is read as XML without document type or entities: one that declares any is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.etree import ElementTree as ET  # no DTD gets this far

from factcheck.measure.periods import label_of
from factcheck.measure.unit_text import parse_unit
from factcheck.model import plain
from factcheck.providers.errors import ProviderError
from factcheck.providers.keep import Row, slug
from factcheck.providers.sec import by_concept

LARGEST = 256 * 1024 * 1024
IX = ("{http://www.xbrl.org/2013/inlineXBRL}", "{http://www.xbrl.org/2008/inlineXBRL}")
XBRLI = "{http://www.xbrl.org/2003/instance}"
DIMENSION = "{http://xbrl.org/2006/xbrldi}explicitMember"
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
DOTS, COMMAS, ZEROS = ("dot", "numdot"), ("comma", "numcomma"), ("zero", "dash")


@dataclass(frozen=True, slots=True)
class Context:
    """The days and dimensions a number is about."""

    period: str
    qualifiers: str


def rows(path: Path, filed: date, entity: str | None = None) -> list[Row]:
    """The tagged numbers of a filing, each once; raises ProviderError in one line."""
    root = _parsed(path)
    said = {_local(e.get("name", "")): _text(e) for kind in IX for e in root.iter(f"{kind}nonNumeric")}
    name = entity or said.get("EntityRegistrantName") or said.get("EntityCurrentLegalOrRegisteredName")
    if not name:
        raise ProviderError(f"{path.name}: does not say whose filing it is. Give --entity NAME.")
    contexts, units = _contexts(root), _units(root)
    source = f"{said.get('DocumentType') or 'Filing'} of {name}, {path.name}"
    found: dict[tuple[str, ...], Row] = {}
    for element in (e for kind in IX for e in root.iter(f"{kind}nonFraction")):
        row = _row(element, contexts, units)
        if row:
            about = (row["concept"], row["period"], row["unit"], row.get("qualifiers", ""))
            found.setdefault(about, row)
    if not found:
        raise ProviderError(f"{path.name}: holds no tagged number. Is it an inline XBRL filing?")
    stem = slug(path.name)
    shared = {"entity": name, "as_of": filed.isoformat(), "source": source, "source_rank": "primary"}
    return [row | shared | {"id": f"ixbrl:{stem}:{n}"} for n, row in enumerate(found.values(), 1)]


def _parsed(path: Path) -> ET.Element:
    try:
        if path.stat().st_size > LARGEST:
            raise ProviderError(f"{path.name}: larger than {LARGEST} bytes")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ProviderError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ProviderError(f"{path.name}: not UTF-8.") from None
    if DECLARED.search(text):
        raise ProviderError(f"{path.name}: declares a document type or entities, which are not read.")
    try:
        return ET.fromstring(text)  # noqa: S314
    except ET.ParseError as error:
        line, column = error.position
        raise ProviderError(f"{path.name}:{line}:{column + 1}: not XML, or cut off in the middle.") from None


def _contexts(root: ET.Element) -> dict[str, Context]:
    found: dict[str, Context] = {}
    for element in root.iter(f"{XBRLI}context"):
        days = {_tag(e): _text(e)[:10] for e in element.iter() if _tag(e) in ("instant", "startDate", "endDate")}
        try:
            end = date.fromisoformat(days.get("instant") or days["endDate"])
            start = date.fromisoformat(days["startDate"]) if "startDate" in days else end
        except (KeyError, ValueError):
            continue
        pairs = sorted(
            (_words(e.get("dimension", ""), "Axis"), _words(_text(e), "Member")) for e in element.iter(DIMENSION)
        )
        qualifiers = "; ".join(f"{axis}={member}" for axis, member in pairs)
        if start <= end:
            found[element.get("id", "")] = Context(label_of(start, end), qualifiers)
    return found


def _units(root: ET.Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter(f"{XBRLI}unit"):
        parts = [{"shares": "share", "pure": "ratio"}.get(m, m) for m in map(_measure, element.iter(f"{XBRLI}measure"))]
        unit = "/".join(parts)
        if parts and not parse_unit(unit).problem:
            found[element.get("id", "")] = unit
    return found


def _measure(element: ET.Element) -> str:
    return _local(_text(element))


def _row(element: ET.Element, contexts: Mapping[str, Context], units: Mapping[str, str]) -> Row | None:
    context, unit = contexts.get(element.get("contextRef", "")), units.get(element.get("unitRef", ""))
    value = _value(element)
    if context is None or unit is None or value is None:
        return None
    concept, decimals = element.get("name", ""), element.get("decimals", "")
    row = {
        "metric": by_concept().get(concept) or _words(concept), "period": context.period, "value": str(plain(value)),
        "unit": unit, "qualifiers": context.qualifiers, "concept": concept,
        "decimals": decimals if re.fullmatch(r"-?\d{1,2}", decimals) else "",
    }  # fmt: skip
    return {name: cell for name, cell in row.items() if cell}


def _value(element: ET.Element) -> Decimal | None:
    """The printed number by its format, scale and sign; None for what is nil or in a format not known here."""
    if element.get(NIL) in ("true", "1"):
        return None
    form, text = _local(element.get("format", "")).lower(), re.sub(r"[\s$€£]", "", _text(element))
    if any(word in form for word in ZEROS):
        return Decimal(0)
    if any(word in form for word in COMMAS):
        text = text.replace(".", "").replace(",", ".")
    elif not form or any(word in form for word in DOTS):
        text = text.replace(",", "")
    else:
        return None
    try:
        value = Decimal(text).scaleb(int(element.get("scale") or 0))
    except (InvalidOperation, ValueError):
        return None
    return -value if element.get("sign") == "-" else value


def _text(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _words(name: str, ending: str = "") -> str:
    """``us-gaap:IntelligentCloudMember`` -> intelligent cloud."""
    return " ".join(WORDS.findall(_local(name).removesuffix(ending))).lower()
