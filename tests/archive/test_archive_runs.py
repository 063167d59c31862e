"""The same bytes whatever does the work, and after any kill; nothing lost, nothing twice."""

import importlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from archive_samples import content, names_in

from factcheck.archive.files import alone

CHECK = ("check", "news.jsonl", "-r", "facts.csv", "--part-size", "9")
needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="NOT TESTED: pip install 'factcheck-desk[archive]' for Dask"
)


def state(pid):
    """(parent, whether it runs) of a process, as /proc tells; None where there is none."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
    except OSError:
        return None
    return int(said[1]), said[0] not in "ZX"


def alive(pid):
    return (found := state(pid)) is not None and found[1]


def children(pid):
    """The processes below one."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (found := state(int(entry.name))) and found[1]:
            parents.setdefault(found[0], []).append(int(entry.name))
    below, todo = [], [pid]
    while todo:
        more = parents.get(todo.pop(0), [])
        below += more
        todo += more
    return below


def start(home, environment, *args):
    command = [sys.executable, "-m", "factcheck", *args]
    return subprocess.Popen(
        command, cwd=home, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip


def begun(folder, driver):
    """Wait until a part is there."""
    wait_for(lambda: any(folder.glob("part-*")) or driver.poll() is not None)


def wait_for(what, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.01)
    raise AssertionError("waited in vain")


def test_the_files_of_a_run(whole):
    manifest, summary = (json.loads((whole / f"{n}.json").read_text()) for n in ("manifest", "summary"))
    assert names_in(whole) == [f"story-{n}" for n in range(90)]
    assert [p["part"] for p in manifest["parts"]] == [f"part-{n:06d}.jsonl" for n in range(1, 11)]
    assert manifest["complete"] and summary["complete"]
    assert summary["articles"] == 90 and summary["failed"] == 0
    judged = [json.loads(line) for p in sorted(whole.glob("part-*")) for line in p.read_text("utf-8").splitlines()]
    for verdict in ("contradicted", "supported", "no-reference"):
        assert summary["summary"][verdict] == sum(r["summary"][verdict] for r in judged) > 0
    assert json.loads((whole / "status.json").read_text())["state"] == "done"
    assert str(whole.parent) not in "".join(p.read_text("utf-8") for p in whole.glob("*.json*"))


def test_processes_write_the_same_bytes(home, whole, factcheck):
    done = factcheck(*CHECK, "-o", "pool", "--executor", "processes", "--workers", 2)
    assert done.returncode == 1, done.stderr
    assert content(home / "pool") == content(whole)


@needs_dask
def test_dask_writes_the_same_bytes(home, whole, factcheck):
    done = factcheck(*CHECK, "-o", "dask", "--executor", "dask", "--workers", 2)
    assert done.returncode == 1, done.stderr
    assert content(home / "dask") == content(whole)


def test_the_lines_are_those_of_single_checks(home, whole, factcheck):
    record = json.loads((home / "news.jsonl").read_text("utf-8").splitlines()[7])
    (home / "one.txt").write_text(record["text"], encoding="utf-8")
    one = factcheck("check", "one.txt", "-r", "facts.csv", "--published", "2025-06-05", "-o", "one.json")
    assert one.returncode in (0, 1), one.stderr
    alone = json.loads((home / "one.json").read_text("utf-8"))
    line = json.loads((whole / "part-000001.jsonl").read_text("utf-8").splitlines()[7])
    assert line["claims"] == alone["claims"] and line["ledger"] == alone["ledger"]


def test_killed_driver_leaves_no_worker_and_nothing_is_lost(home, whole, environment, factcheck):
    for turn in range(2):
        for attempt in range(5):  # a quiet machine may finish the run before it can be killed
            folder = home / f"killed-{turn}-{attempt}"
            driver = start(home, environment, *CHECK, "-o", folder.name, "--workers", "2")
            if turn:
                begun(folder, driver)
            else:  # while the workers still import
                wait_for(lambda known=driver: len(children(known.pid)) >= 4)
            workers = children(driver.pid)
            driver.kill()
            if len(workers) >= 2:
                break
            driver.communicate()
        driver.wait()
        driver.stderr.close()
        assert len(workers) >= 2
        wait_for(lambda known=workers: not any(map(alive, known)), 5)
        again = factcheck(*CHECK, "-o", folder.name, "--workers", 2)
        assert again.returncode == 1, again.stderr
        assert content(folder) == content(whole), turn


def test_killed_workers_cost_only_time(home, whole, environment):
    folder = home / "bereft"
    driver = start(home, environment, *CHECK, "-o", folder.name, "--workers", "2")
    killed = 0
    while driver.poll() is None and killed < 3:
        done = len(list(folder.glob("part-*")))
        if done > killed * 2:
            for worker in children(driver.pid)[-1:]:
                os.kill(worker, signal.SIGKILL)
                killed += 1
        time.sleep(0.01)
    said = driver.communicate(timeout=60)[1]
    assert driver.returncode == 1, said
    assert killed > 0
    assert content(folder) == content(whole)


@pytest.mark.parametrize("executor", ["serial", "processes"])
def test_ctrl_c_finishes_its_parts_and_says_how_to_go_on(home, whole, environment, factcheck, executor):
    folder = home / f"stopped-{executor}"
    args = (*CHECK, "-o", folder.name, "--executor", executor, "--workers", "2")
    driver = start(home, environment, *args)
    begun(folder, driver)
    os.killpg(driver.pid, signal.SIGINT)  # as a terminal does: to the driver and its workers
    said = driver.communicate(timeout=60)[1]
    assert driver.returncode == 130, said
    assert "goes on from there" in said and "Traceback" not in said
    done = len(list(folder.glob("part-*")))
    assert 0 < done < 10 and not list(folder.glob(".*.tmp"))
    assert json.loads((folder / "status.json").read_text())["state"] == "interrupted"
    again = factcheck(*args)
    assert f"resuming: {done} of 10" in again.stderr
    assert content(folder) == content(whole)


def test_finished_parts_are_not_done_again(home, whole, factcheck):
    before = {p: p.stat().st_mtime_ns for p in whole.glob("part-*")}
    done = factcheck(*CHECK, "-o", "whole", "--executor", "serial")
    assert done.returncode == 1 and "10 of 10 parts" in done.stderr
    assert {p: p.stat().st_mtime_ns for p in whole.glob("part-*")} == before
    factcheck(*CHECK, "-o", "whole", "--executor", "serial", "--no-resume")
    assert all(p.stat().st_mtime_ns > before[p] for p in before)


def test_a_damaged_or_missing_part_is_made_anew(home, whole, factcheck):
    kept = content(whole)
    (whole / "part-000003.jsonl").write_bytes(b"half a li")
    (whole / "part-000005.jsonl").unlink()
    (whole / "kept" / "part-000007.names.json").unlink()
    done = factcheck(*CHECK, "-o", "whole", "--executor", "serial")
    assert "resuming: 7 of 10" in done.stderr
    assert content(whole) == kept


def test_other_options_or_facts_start_again(home, whole, factcheck):
    kept = content(whole)
    done = factcheck(*CHECK, "-o", "whole", "--executor", "serial", "--entity", "Acme")
    assert "starting again" in done.stderr
    assert content(whole) != kept
    factcheck(*CHECK, "-o", "whole", "--executor", "serial")
    assert content(whole) == kept


def test_two_runs_do_not_share_a_folder(home, factcheck):
    with alone(home / "shared"):
        second = factcheck(*CHECK, "-o", "shared", "--executor", "serial")
    assert second.returncode == 2 and "another run is writing there" in second.stderr
    assert not list((home / "shared").glob("part-*"))


@pytest.mark.parametrize(("why", "state"), [(KeyboardInterrupt, "interrupted"), (MemoryError, "failed")])
def test_the_status_file_tells_a_second_ctrl_c_from_a_failure(home, factcheck, monkeypatch, why, state):
    def stops(*_):
        raise why

    monkeypatch.setattr(importlib.import_module("factcheck.archive.run"), "_execute", stops)
    folder = home / f"left-{state}"
    factcheck(*CHECK, "-o", folder.name)
    assert json.loads((folder / "status.json").read_text())["state"] == state
