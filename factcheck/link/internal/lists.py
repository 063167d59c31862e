"""Scene -> Linked: "respectively" lists whose lengths do not agree; numbers in step with each other are a Scene's own.

"France, Germany and Italy grew 3% and 5%, respectively" can't be paired off. Which number is missing nobody knows, so
it is a question, and it stands on the last number of the list.
"""

from __future__ import annotations

import re

from factcheck.link.internal.pairs import Scene, respectively
from factcheck.model import Linked, Mention

NAME = r"(?:(?:the\s|its\s|in\s)?[A-Z][\w&.’'-]*(?:\s(?:of\s|&\s)?[A-Z][\w&.’'-]*){0,3})"
NAMES = re.compile(rf"(?<!\w){NAME}(?:,\s{NAME}){{0,8}},?\sand\s{NAME}(?!\s(?:[A-Z]|and\s))")
YEAR = re.compile(r"(?:19|20)\d\d")
YEARS = re.compile(r"(?:19|20)\d\d(?:,\s(?:19|20)\d\d){0,8},?\sand\s(?:19|20)\d\d")
SPLIT = re.compile(r",\s(?:and\s)?|\sand\s")


def uneven(scene: Scene) -> Linked | None:
    """A question where the one list of names (or years) and the one list of numbers of a sentence differ in length."""
    claim, text = scene.claim, scene.text
    if respectively(text, claim.sentence_start, claim.sentence_end) != 1:
        return None
    sentence = text[claim.sentence_start : claim.sentence_end]
    runs = [run for run in scene.runs() if len(run) > 1]
    if len({len(run) for run in runs}) != 1 or claim.main.id != runs[-1][-1].id or len(runs) > 2:
        return None
    told = [m.group() for m in (*NAMES.finditer(sentence), *YEARS.finditer(sentence))]
    lists = [len(SPLIT.split(t)) for t in told]
    if len(lists) != 1 or lists[0] in (len(runs[0]), 1) or _mixed(scene, runs):
        return None
    numbers = ", ".join(f"“{m.surface}”" for m in runs[-1])
    step = f"“{told[0]}” are {lists[0]}, the numbers {numbers} are {len(runs[-1])}: “respectively” can't pair them."
    return Linked(
        claim,
        reason="internal-inconsistency",
        steps=(step,),
        question=f"{lists[0]} are named and {len(runs[-1])} numbers given. Which belongs to which?",
    )


def _mixed(scene: Scene, runs: list[tuple[Mention, ...]]) -> bool:
    """Whether the sentence has numbers outside its lists, which might be the missing ones."""
    listed = {m.id for run in runs for m in run}
    return any(m.id not in listed for m in scene.row)
