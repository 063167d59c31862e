"""Tables that cannot be what their sidecars say, each beside a clean one that must raise no alarm."""

from itertools import pairwise
from pathlib import Path

import pytest

from factcheck.cli import main
from factcheck.reference import Reference
from factcheck.reference.series_checks import implausible_tables

SIDECAR = 'layout = "{layout}"\ndate = "date"\n{more}metric = "{metric}"\nunit = "{unit}"\nsource = "office"\nas_of = "2025-01-01"\n'
LEVELS = [100 * 1.03**n + (n * 37 % 11) for n in range(24)]
CHANGES = [None] + [round((b / a - 1) * 100, 1) for a, b in pairwise(LEVELS)]


def table(home: Path, name: str, rows: list[str], metric: str, unit: str = "percent", *, value: str = "v",
          layout: str = "long", entity: str = '"Ruritania"') -> None:  # fmt: skip
    (home / "series").mkdir(exist_ok=True)
    (home / "series" / f"{name}.csv").write_text("\n".join(rows) + "\n")
    more = f'value = "{value}"\nentity = {entity}\n' if layout == "long" else ""
    (home / "series" / f"{name}.toml").write_text(SIDECAR.format(layout=layout, more=more, metric=metric, unit=unit))


def found(home: Path) -> list[tuple[str, str]]:
    return [(f.severity, f.message) for f in implausible_tables(Reference.load(home).series)]


def lines(shift: int = 0, power: int = 1) -> list[str]:
    changes = [None] + [round(((b / a) ** power - 1) * 100, 1) for a, b in pairwise(LEVELS)]
    moved = [changes[n + shift] if 0 <= n + shift < len(changes) else None for n in range(len(changes))]
    return ["date,level,v"] + [
        f"{2000 + n},{level:.1f},{'' if c is None else c}"
        for n, (level, c) in enumerate(zip(LEVELS, moved, strict=True))
    ]


@pytest.mark.parametrize("shift, where", [(0, None), (1, "early"), (-1, "late")])
@pytest.mark.parametrize("power", [1, 4])
def test_changes_stand_beside_their_level(tmp_path: Path, shift: int, where: str | None, power: int) -> None:
    table(tmp_path, "gdp", lines(shift, power), "GDP growth")
    said = found(tmp_path)
    assert (where is None and said == []) or (
        len(said) == 1 and said[0][0] == "critical" and f"one row {where}" in said[0][1]
    )


def test_a_level_is_not_taken_for_a_change(tmp_path: Path) -> None:
    table(tmp_path, "gdp", lines(1), "GDP", "USD", value="level")
    assert found(tmp_path) == []


def test_wide_tables_too(tmp_path: Path) -> None:
    rows = [row.replace("date,level,v", "date,level,change-nominal") for row in lines(1)]
    table(tmp_path, "gdp", rows, "GDP", "various", layout="wide")
    assert ["one row early" in message for _, message in found(tmp_path)] == [True]


INDEX = [
    ("consumer price index", "index 2010=100", [101, 99.2, 3], []),
    ("consumer price index", "index 2010=100", [4.1, -0.3, 2.2], ["critical"]),
    ("consumer price index", "index 2010=100", [101, 102, 0], ["warning"]),
    ("inflation, consumer prices", "percent", [4.1, -0.3, 2.2], []),
    ("consumer confidence index", "index", [12, -14, 3], []),
]


@pytest.mark.parametrize("metric, unit, values, severities", INDEX)
def test_a_price_index_is_positive(
    tmp_path: Path, metric: str, unit: str, values: list[float], severities: list[str]
) -> None:
    table(tmp_path, "t", ["date,v", *(f"{2000 + n},{v}" for n, v in enumerate(values))], metric, unit)
    assert [severity for severity, _ in found(tmp_path)] == severities


@pytest.mark.parametrize("off, alarms", [(0.0, 0), (0.05, 0), (0.6, 1)])
def test_a_rate_follows_from_its_index(tmp_path: Path, off: float, alarms: int) -> None:
    table(
        tmp_path,
        "cpi",
        ["date,v", *(f"{2000 + n},{v:.3f}" for n, v in enumerate(LEVELS))],
        "consumer price index",
        "index",
    )
    rates = [f"Ruritania,{2000 + n},{c + off}" for n, c in enumerate(CHANGES) if c is not None]
    column = '{ column = "country" }'
    table(tmp_path, "rates", ["country,date,v", *rates], "inflation, consumer prices", entity=column)
    said = found(tmp_path)
    assert len(said) == alarms and all("does not follow from the index" in message for _, message in said)


def test_validate_names_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    home = tmp_path / "reference_data"
    home.mkdir()
    table(home, "gdp", lines(1), "GDP growth")
    assert main(["facts", "validate"]) == 1
    assert 'implausible: series/gdp.csv:2:1 (v): "v" stands one row early' in capsys.readouterr().out
