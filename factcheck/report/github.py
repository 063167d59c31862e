"""Result -> GitHub workflow commands: one annotation per finding."""

from __future__ import annotations

from factcheck.model import Result
from factcheck.report.card import claimed, reference_value, where
from factcheck.report.payload import payload, place, span_in_file
from factcheck.report.words import REASONS

COMMANDS = {"contradicted": "error", "needs-context": "warning", "no-reference": "notice"}


def to_github(result: Result) -> str:
    """``::error file=draft.txt,line=4,col=57,endColumn=68,title=contradicted period-mismatch::…``."""
    data = payload(result)
    lines = []
    for claim in data["claims"]:
        command = COMMANDS.get(claim["verdict"])
        if command is None:
            continue
        name = data["article"]["name"]
        span = span_in_file(claim, name)
        told = {"line": "line", "endLine": "line", "col": "column", "endColumn": "end"}
        region = {key: span[part] for key, part in told.items() if part in span}
        spot = "" if span else f", {place(claim)}"
        shown = {"file": name, **region, "title": f"{claim['verdict']} {claim['reason']}{spot}"}
        fields = ",".join(f"{k}={_property(str(v))}" for k, v in shown.items())
        lines.append(f"::{command} {fields}::{_data(message(claim))}\n")
    return "".join(lines).encode("utf-8", "replace").decode("utf-8")


def message(claim: dict[str, object]) -> str:
    """A finding in two or three sentences, for places that show only text."""
    said = [f"“{claim['surface']}”: {REASONS.get(str(claim['reason']), claim['reason'])}"]
    value = reference_value(claim)
    if value and claim["verdict"] != "no-reference":
        said.append(f"Claim {claimed(claim)}, reference {value}.")
    facts = claim["facts"]
    if isinstance(facts, list) and facts:
        said.append(f"Source: {facts[0]['source']}, as of {facts[0]['as_of']} ({where(facts[0])}).")
    if claim["correction"]:
        said.append(f"Fix: {claim['correction']}.")
    return " ".join(said)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
