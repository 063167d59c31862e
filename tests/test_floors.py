"""The floors hold on labelled data, and cannot be lowered by accident."""

import copy
import os

import floors
import pytest

EVAL = os.environ.get("FACTCHECK_EVAL")
SUITES = {"a": {"figures": {"right": [">=", 0.8], "wrong": ["<=", 2]}}}


@pytest.mark.skipif(not EVAL, reason="FACTCHECK_EVAL does not name the labelled data")
@pytest.mark.parametrize("suite", list(floors.load()["suites"]))
def test_floor(suite):
    asked = {suite: floors.load()["suites"][suite]}
    assert floors.broken(asked, floors.measure(EVAL, asked)) == []


@pytest.mark.parametrize(
    ("found", "lines"),
    [
        ({"right": 0.8, "wrong": 2}, 0),
        ({"right": 0.9, "wrong": 0}, 0),
        ({"right": 0.79, "wrong": 2}, 1),
        ({"right": 0.8, "wrong": 3}, 1),
        ({"wrong": 1}, 1),
        ({"error": "KeyError: x", "right": 1, "wrong": 0}, 1),
    ],
)
def test_broken_floors_are_named(found, lines):
    assert len(floors.broken(SUITES, {"a": found})) == lines


def test_raising_needs_no_reason_and_lowering_does():
    held = {"suites": copy.deepcopy(SUITES), "lowered": []}
    raised = floors.update(held, {"a": {"right": 0.9, "wrong": 1}}, None)
    assert raised["suites"]["a"]["figures"] == {"right": [">=", 0.9], "wrong": ["<=", 1]}
    with pytest.raises(SystemExit, match="right: 0"):
        floors.update(raised, {"a": {"right": 0.5, "wrong": 1}}, None)
    assert raised["suites"]["a"]["figures"]["right"] == [">=", 0.9]
    lowered = floors.update(raised, {"a": {"right": 0.5, "wrong": 1}}, "the labels were corrected")
    assert lowered["lowered"][0]["reason"] == "the labels were corrected"
