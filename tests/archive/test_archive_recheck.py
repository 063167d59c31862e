"""Rechecking gives the bytes of a new check, looks only at what changed, and survives a kill."""

import json
import shutil

import pytest
from archive_samples import FACTS, content

from factcheck.archive import again, fingerprint, recheck
from factcheck.judge import cache, slices
from factcheck.reference import Reference, name_tables, packed

CHECK = ("check", "news.jsonl", "--part-size", "9", "--executor", "serial")
ACME = "Acme,employees,340,employee,2024,Acme annual report 2024,2025-02-01,primary\n"
CHANGES = {
    "a value": FACTS.replace("Acme,employees,340", "Acme,employees,1200"),
    "a row less": FACTS.replace(ACME, ""),
    "a row more of a firm on file": FACTS
    + "Initech,employees,77,employee,2024,Initech annual report,2025-02-01,primary\n",
    "a firm more": FACTS + "Hooli,employees,77,employee,2024,Hooli annual report,2025-02-01,primary\n",
    "a newer word": FACTS.replace("2025-02-01,primary\nUmbrella", "2026-02-01,primary\nUmbrella"),
}


@pytest.fixture
def copy(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "results")


@pytest.mark.parametrize("change", CHANGES)
def test_recheck_gives_what_a_new_check_gives(home, copy, factcheck, tmp_path, change):
    (home / "changed").mkdir(exist_ok=True)
    facts = home / "changed" / "facts.csv"  # the same name: results tell it
    facts.write_text(CHANGES[change], encoding="utf-8")
    before = content(copy)
    moved = factcheck("recheck", copy, "-r", facts, "--format", "jsonl")
    anew = tmp_path / "anew"
    factcheck(*CHECK, "-r", facts, "-o", anew)
    told = [json.loads(line) for line in moved.stdout.splitlines()]
    assert told == differences(before, content(anew))
    assert moved.returncode == any(m["to"][0] == "contradicted" for m in told), moved.stderr
    assert without_history(content(copy)) == without_history(content(anew))


NEWER = FACTS + "Acme,employees,355,employee,2025,Acme annual report 2025,2025-03-01,primary\n"


@pytest.mark.parametrize("change", [*CHANGES.values(), NEWER], ids=[*CHANGES, "a newer year"])
def test_large_facts_are_mended_and_give_what_a_new_check_gives(home, factcheck, monkeypatch, tmp_path, change):
    for module, name in ((packed, "LEAST_BYTES"), (name_tables, "LEAST_NAMES"), (slices, "LEAST_ROWS")):
        monkeypatch.setattr(module, name, 1)
    monkeypatch.setitem(factcheck.environment, "XDG_CACHE_HOME", str(tmp_path / "cache"))
    facts, stored, anew = (tmp_path / name for name in ("facts.csv", "stored", "anew"))
    facts.write_text(FACTS, encoding="utf-8")
    factcheck(*CHECK, "-r", facts, "-o", stored)
    facts.write_text(change, encoding="utf-8")
    factcheck("recheck", stored, "-r", facts)
    monkeypatch.setitem(factcheck.environment, "XDG_CACHE_HOME", str(tmp_path / "another cache"))
    cache.forget()
    factcheck(*CHECK, "-r", facts, "-o", anew)
    assert without_history(content(stored)) == without_history(content(anew))


def without_history(files):
    """The files but what only a recheck leaves: the reference it came from, and what moved."""
    return {
        name: data for name, data in files.items() if not name.startswith("kept/reference-") and "moved" not in name
    }


def differences(before, after):
    found = []
    for part in sorted(name for name in after if name.startswith("part-")):
        for a, b in zip(
            map(json.loads, before[part].splitlines()), map(json.loads, after[part].splitlines()), strict=True
        ):
            for old, new in zip(a["claims"], b["claims"], strict=True):
                if (old["verdict"], old["reason"]) != (new["verdict"], new["reason"]):
                    place = {key: new[key] for key in ("id", "line", "column", "surface")}
                    said = {"from": [old["verdict"], old["reason"]], "to": [new["verdict"], new["reason"]]}
                    found.append({"article": a["article"]["name"], **place, **said})
    return found


def test_only_articles_of_the_firm_are_looked_at(home, copy, factcheck):
    facts = home / "changed" / "facts.csv"
    facts.parent.mkdir(exist_ok=True)
    facts.write_text(CHANGES["a value"], encoding="utf-8")
    texts = [json.loads(line)["text"] for line in (home / "news.jsonl").read_text("utf-8").splitlines()]
    said = factcheck("recheck", copy, "-r", facts).stderr
    assert f"{sum('Acme' in t for t in texts)} of 90 articles judged again" in said


WINDOWS = """entity,metric,value,unit,period,source,as_of,valid_from,valid_to,source_rank
Acme,employees,340,employee,,Acme report,2025-02-01,2025-01-01,2025-02-01,primary
Acme,employees,410,employee,,Acme report,2025-02-01,,,secondary
Globex,employees,1200,employee,,Globex report,2025-02-01,,,primary
Initech,employees,77,employee,,Initech report,2024-05-01,,2026-03-31,primary
Umbrella,debt,5000000,USD,2025-12-31,Umbrella plan,2025-02-01,,,primary
"""
NOW = ("Acme employs 340 people.", "Globex employs 1,200 people.", "Initech employs 77 people.", "Umbrella has debt of $5 million.")


@pytest.mark.parametrize("large", [False, True], ids=["small", "packed"])
@pytest.mark.parametrize(
    ("newest", "again"),
    [("2025-08-31", 2), ("2025-09-01", 2), ("2025-12-30", 2), ("2025-12-31", 3), ("2026-03-31", 3), ("2026-04-01", 4)],
)
def test_a_newer_day_touches_only_what_begins_or_ends_by_then(home, factcheck, monkeypatch, tmp_path, newest, again, large):
    """A window that ended before a row said later moves ``later``; firms of whom nothing turns are left alone."""
    if large:
        for module, name in ((packed, "LEAST_BYTES"), (name_tables, "LEAST_NAMES"), (slices, "LEAST_ROWS")):
            monkeypatch.setattr(module, name, 1)
    monkeypatch.setitem(factcheck.environment, "XDG_CACHE_HOME", str(tmp_path / "cache"))
    facts, stored, anew = (tmp_path / name for name in ("facts.csv", "stored", "anew"))
    days = ("2024-06-05", "2025-02-15", "2025-06-05", "2026-06-05", None)
    lines = [json.dumps({"name": f"{n}-{d}", "text": text} | ({"published": d} if d else {})) for n, text in enumerate(NOW) for d in days]
    (tmp_path / "now.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    how = ("check", tmp_path / "now.jsonl", "--executor", "serial", "-r", facts, "-o")
    facts.write_text(WINDOWS + "Globex,revenue,98000000,USD,2023,Globex report,2025-02-01,,,primary\n", encoding="utf-8")
    factcheck(*how, stored)
    facts.write_text(WINDOWS + f"Globex,revenue,98000000,USD,2023,Globex report,{newest},,,primary\n", encoding="utf-8")
    said = factcheck("recheck", stored, "-r", facts).stderr
    monkeypatch.setitem(factcheck.environment, "XDG_CACHE_HOME", str(tmp_path / "another cache"))
    cache.forget()
    factcheck(*how, anew)
    assert without_history(content(stored)) == without_history(content(anew))
    assert f"{again * len(days)} of 20 articles judged again" in said


def test_a_killed_recheck_goes_on_and_tells_all_that_moved(home, copy, factcheck, monkeypatch, tmp_path):
    facts = tmp_path / "facts.csv"
    facts.write_text(CHANGES["a value"], encoding="utf-8")
    reference = Reference.load(facts)
    mark = fingerprint(reference, ())
    undisturbed = shutil.copytree(copy, tmp_path / "undisturbed")
    told = recheck(undisturbed, [facts], mark, reference.files, None, print).moved
    assert told

    class Killed(BaseException):
        pass

    real, calls = again.recheck_part, []

    def dies(out, *rest):
        calls.append(out)
        stats = real(out, *rest)
        if len(calls) == 4:
            raise Killed  # the fourth part is replaced, but nobody has written that down
        return stats

    monkeypatch.setattr(again, "recheck_part", dies)
    with pytest.raises(Killed):
        recheck(copy, [facts], mark, reference.files, None, print)
    monkeypatch.setattr(again, "recheck_part", real)
    assert recheck(copy, [facts], mark, reference.files, None, print).moved == told
    assert content(copy) == content(undisturbed)


def test_recheck_by_processes_gives_the_same(home, copy, factcheck, monkeypatch, tmp_path):
    facts = tmp_path / "facts.csv"
    facts.write_text(CHANGES["a firm more"], encoding="utf-8")
    serial = shutil.copytree(copy, tmp_path / "serial")
    monkeypatch.setattr(again, "WORTH", 10**9)
    one = factcheck("recheck", serial, "-r", facts)
    monkeypatch.setattr(again, "WORTH", 0)
    two = factcheck("recheck", copy, "-r", facts, "--workers", 2)
    assert (one.returncode, one.stdout) == (two.returncode, two.stdout), two.stderr
    assert content(copy) == content(serial)


def test_what_recheck_cannot_use(home, copy, factcheck, tmp_path):
    none = factcheck("recheck", tmp_path, "-r", "facts.csv")
    assert none.returncode == 2 and "holds no results of an archive" in none.stderr
    (home / "other.csv").write_text(CHANGES["a value"], encoding="utf-8")
    (copy / "kept" / "part-000002.context.gz").unlink()
    partly = factcheck("recheck", copy, "-r", "other.csv")
    assert partly.returncode == 3 and "part-000002.jsonl: its files are not all there" in partly.stderr


def test_facts_read_in_another_way_are_other_facts(factcheck, monkeypatch, tmp_path):
    home = tmp_path / "reference"
    (home / "facts").mkdir(parents=True)
    row = "Zoë Works,employees,340,employee,2025-01-01,Report\n"
    (home / "facts" / "a.csv").write_text(f"entity,metric,value,unit,as_of,source\n{row}", encoding="windows-1252")
    (tmp_path / "news.jsonl").write_text('{"name": "m", "published": "2025-06-02", "text": "Zoë Works employs 340."}\n')
    how = ("check", tmp_path / "news.jsonl", "--executor", "serial", "-r", home, "-o")

    def declared(encoding):
        said = {"resources": [{"path": "facts/a.csv", "encoding": encoding}]}
        (home / "datapackage.json").write_text(json.dumps(said))

    declared("mac-roman")
    for name in ("stored", "resumed"):
        factcheck(*how, tmp_path / name)
    declared("windows-1252")
    assert factcheck("recheck", tmp_path / "stored", "-r", home, "--format", "jsonl").stdout.count('"to"') == 1
    for name in ("resumed", "anew"):
        factcheck(*how, tmp_path / name)
    anew = content(tmp_path / "anew")
    assert without_history(content(tmp_path / "stored")) == without_history(anew)
    assert without_history(content(tmp_path / "resumed")) == without_history(anew)
