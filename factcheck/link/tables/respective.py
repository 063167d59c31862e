"""Scene -> Scene: of a list of numbers beside a list of places or years, the one that is the number's own.

"Unemployment in France, Italy and Spain stood at 7.3%, 7.6% and 12.2% respectively": each number is of one place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from factcheck.link.tables.frame import When
from factcheck.link.tables.origin import RESPECTIVELY
from factcheck.link.tables.scene import Scene, list_of

NUMBER = re.compile(r"(?:US)?[$€£]?\d[\d,]*(?:\.\d+)?")
# "7.3%, 7.6% and 12.2%", "$2 million and $3 million", "from 4 to 5" is no list
GLUE = re.compile(
    r"\s*(?:%|percent|per\s+cent)?\s*(?:(?:million|billion|trillion|thousand)\s*)?(?:(?:[a-z]+\s+){0,2}[a-z]+\s*)?(?:,\s*(?:and\s+)?|\s+and\s+)(?:by\s+|at\s+|about\s+)?",
    re.IGNORECASE,
)
YEARS_GLUE = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+)(?:in\s+)?$")


def paired(scene: Scene) -> tuple[Scene | None, bool]:
    """The scene of the number's own place or year, and whether the sentence says that they go together.

    None where it says so and nothing fits.
    """
    said = RESPECTIVELY.search(scene.text) is not None
    numbers = _numbers(scene)
    at = next((i for i, (a, b) in enumerate(numbers) if a <= scene.at < b or scene.at <= a < scene.at + 2), None)
    if at is None or len(numbers) < 2:
        return (None if said else scene), said
    countries = [p for p in scene.places if p.kind == "country" and p.start >= 0]
    listed = list_of(scene, countries)
    if len(listed) == len(numbers) and len({p.name for p in countries}) == len(listed):
        others = tuple(p for p in scene.places if p not in countries)
        return replace(scene, places=tuple(sorted((*others, listed[at]), key=lambda p: p.start))), said
    years = _years(scene)
    if said and len(years) == len(numbers):
        kept = tuple(w for w in scene.whens if w not in years or w == years[at])
        return replace(scene, whens=kept, moment=None), True
    return (None if said else scene), said


def _numbers(scene: Scene) -> list[tuple[int, int]]:
    """The list of numbers with nothing but units, commas and "and" between them in which the scene's own stands."""
    dates = [(w.start, w.end) for w in scene.whens]
    spans = [m.span() for m in NUMBER.finditer(scene.text) if not any(a <= m.start() < b for a, b in dates)]
    run: list[tuple[int, int]] = []
    for span in spans:
        if run and not GLUE.fullmatch(scene.text[run[-1][1] : span[0]]):
            if run[0][0] <= scene.at < run[-1][1]:
                break
            run = []
        run.append(span)
    return run if run and run[0][0] <= scene.at + 2 and scene.at < run[-1][1] else []


def _years(scene: Scene) -> Sequence[When]:
    """The longest list of years with nothing but commas and "and" between them."""
    run: list[When] = []
    best: list[When] = []
    for when in scene.whens:
        joined = run and when.kind == "point" and YEARS_GLUE.fullmatch(scene.text[run[-1].end : when.start])
        run = [*run, when] if joined else [when] if when.kind == "point" else []
        best = list(run) if len(run) > len(best) else best
    return best
