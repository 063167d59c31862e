"""Result -> SARIF 2.1.0: relative URIs, and fingerprints that survive edits elsewhere."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import quote

from factcheck.model import Result
from factcheck.report.github import message
from factcheck.report.payload import dump, payload, place, span_in_file
from factcheck.report.words import LOOKS, REASONS

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
SHOWN = ("contradicted", "needs-context", "no-reference")


def to_sarif(result: Result) -> str:
    """One run with one result per finding and one rule per reason that occurs."""
    data = payload(result)
    found = [c for c in data["claims"] if c["verdict"] in SHOWN]
    codes = list(dict.fromkeys(c["reason"] for c in found))
    uri = quote(data["article"]["name"])
    driver = {"name": "factcheck", "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": uri}}],
        "results": [_result(c, data["article"]["name"], codes.index(c["reason"])) for c in found],
        "invocations": [{"executionSuccessful": bool(data["complete"])}],
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(code: str) -> dict[str, Any]:
    said = REASONS.get(code, code)
    name = "".join(part.capitalize() for part in code.split("-"))
    more = f"{said} See: factcheck explain {code}"
    return {"id": code, "name": name, "shortDescription": {"text": said}, "help": {"text": more}}


def _result(claim: dict[str, Any], name: str, index: int) -> dict[str, Any]:
    span = span_in_file(claim, name)
    told = {"startLine": "line", "startColumn": "column", "endColumn": "end"}
    region: dict[str, Any] = {key: span[part] for key, part in told.items() if part in span}
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(name), "index": 0}}
    if region:
        physical["region"] = {**region, "snippet": {"text": claim["surface"]}}
    said = message(claim) if region else f"{place(claim).capitalize()}: {message(claim)}"
    own = f"{claim['identity']}\n{claim['content']}\n{claim['reason']}"
    return {
        "ruleId": claim["reason"],
        "ruleIndex": index,
        "level": LOOKS[claim["verdict"]].level,
        "message": {"text": said},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"claim/v1": hashlib.sha256(own.encode("utf-8", "surrogatepass")).hexdigest()[:32]},
        "properties": {"verdict": claim["verdict"], "id": claim["id"]},
    }
