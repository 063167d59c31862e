"""From a first report, in which nothing could be judged, to a second in which everything is."""

import csv
import json
from pathlib import Path

import pytest

from factcheck.cli import main

ARTICLE = """---
title: A year of Globex
published: 2025-03-10
entity: Globex
---
Globex reported revenue of $412 million in 2024, and net income was $38.4 million. The company employed 3,150 people at
the end of 2024. Its operating margin was 12.5% in 2024. Gross margin reached 41.2% in 2024.

Globex paid a dividend of $0.45 per share in 2024. Capital expenditure came to $52 million in 2024, while research and
development expenses were $61.3 million. Free cash flow was $29 million in 2024.

Initech had 540 stores at the end of 2024. Initech's revenue was €97 million in 2024. It served 1.2 million customers in
2024. Initech's cash amounted to €14 million on 31 December 2024. Initech's net income fell 8% in 2024.

Acme acquired Initrode for $85 million in May 2023. Acme invested $200 million in Umbrella Robotics in 2024. Acme's
market capitalization was $2.1 billion on 28 February 2025. Acme produced 88,000 vehicles in 2024, and its backlog was
$640 million at the end of 2024. Acme's cloud revenue doubled in 2024. Acme plans to invest $2 billion by 2030.
"""
VALUES = {
    "$412 million": "412", "$38.4 million": "38.4", "3,150": "3150", "12.5%": "12.5", "41.2%": "42.1", "$0.45": "0.45",
    "$52 million": "52", "$61.3 million": "61.3", "$29 million": "29", "540": "540", "€97 million": "97",
    "1.2 million": "1200000", "€14 million": "14", "8%": "8", "$85 million": "85", "$200 million": "200",
    "$2.1 billion": "2.1", "88,000": "88000", "$640 million": "640", "$2 billion": "2", "by 2030": "2030",
}  # fmt: skip


def verdicts(path: Path) -> dict[str, str]:
    return {c["surface"]: c["verdict"] for c in json.loads(path.read_text())["claims"]}


def test_a_first_report_becomes_a_second_with_verdicts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "draft.md").write_text(ARTICLE)
    result = tmp_path / "reports" / "draft.json"
    assert main(["check", "draft.md", "-q"]) == 0
    first = verdicts(result)
    assert len(first) >= 20 and set(first.values()) == {"no-reference"}
    assert main(["facts", "template", "--from", "reports/draft.json"]) == 0
    filled = tmp_path / "facts-to-fill.csv"
    with filled.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:  # only what the columns ask for: the rest is there already
        said = row["note"].partition('"')[2].rstrip('"')
        row["value"] = VALUES.get(said) or {"2024": "20", "2023": "10"}[row["period"]]
        row["unit"] = row["unit"] or "USD million"
        row["entity"] = row["entity"] or "Globex"
        row |= {"source": "Annual report", "as_of": "2025-03-01"}
    with filled.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert main(["facts", "merge", "facts-to-fill.csv"]) == 0
    assert main(["check", "draft.md", "-q"]) == 1
    second = verdicts(result)
    assert second == {surface: "contradicted" if surface == "41.2%" else "supported" for surface in first}
    capsys.readouterr()


UNITS = [
    ({"kind": "money", "unit": "USD", "surface": "$412 million"}, "USD million"),
    ({"kind": "money", "unit": "GBP", "surface": "£3.2bn"}, "GBP billion"),
    ({"kind": "money", "unit": "USD", "surface": "$412"}, "USD"),
    ({"kind": "money", "unit": "USD", "surface": "$1.2 million", "per": "share"}, "USD/share"),
    ({"kind": "money", "unit": "MXN", "surface": "MXN 40"}, "MXN"),
    ({"kind": "number", "unit": None, "metric": "stores", "surface": "540"}, "store"),
    ({"kind": "number", "unit": None, "metric": "score", "surface": "540"}, ""),
    ({"kind": "percent", "unit": "percent", "surface": "5%"}, "percent"),
    ({"kind": "daterange", "period": "2030", "surface": "by 2030"}, "year"),
    ({"kind": "date", "period": "2030-05-01", "surface": "1 May 2030"}, "date"),
]
CHANGES = [
    ("percent", "up", [("revenue growth", "2024")]),
    ("percent", "down", [("revenue decline", "2024")]),
    ("money", "down", [("revenue reduction", "2024")]),
    ("number", "up", [("revenue increase", "2024")]),
    ("ratio", "up", [("revenue", "2024"), ("revenue", "2023")]),
]


def template(folder: Path, *claims: dict[str, object]) -> list[dict[str, str]]:
    (folder / "r.json").write_text(json.dumps({"claims": [{"verdict": "no-reference", **c} for c in claims]}))
    assert main(["facts", "template", "--from", str(folder / "r.json"), "-o", str(folder / "out.csv")]) == 0
    with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("claim, unit", UNITS)
def test_the_unit_to_fill_in_is_the_texts_own(claim: dict[str, object], unit: str, tmp_path: Path) -> None:
    assert [row["unit"] for row in template(tmp_path, claim)] == [unit]


@pytest.mark.parametrize("kind, direction, expected", CHANGES)
def test_a_change_asks_for_the_change_or_for_both_levels(
    kind: str, direction: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    claim = {"claim_kind": "change", "kind": kind, "direction": direction, "metric": "revenue", "subject": "Acme",
             "period": "2024"}  # fmt: skip
    assert [(row["metric"], row["period"]) for row in template(tmp_path, claim)] == expected
