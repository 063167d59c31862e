"""Oblivious regression trees evaluated with numpy alone: every level of a tree asks the same question of all rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.link.witness.index import Floats


@dataclass(frozen=True, slots=True)
class Forest:
    """``column[t, d] > border[t, d]`` sets bit ``d`` of the leaf of tree ``t``; ``leaves[t, leaf]`` are the outputs."""

    asked: NDArray[np.int64]  # the columns any tree asks about
    cut_column: NDArray[np.int64]  # distinct questions: which of the asked columns…
    cut_border: Floats  # …and where
    question: NDArray[np.int64]  # trees x depth -> question
    leaves: NDArray[np.float32]  # trees x leaves x outputs
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        """Rows x outputs."""
        yes = x[:, self.asked][:, self.cut_column] > self.cut_border
        bits = yes.view(np.uint8)[:, self.question]  # rows x trees x depth
        depth = self.question.shape[1]
        leaf = bits[:, :, 0].astype(np.int64)
        for d in range(1, depth):
            leaf |= bits[:, :, d].astype(np.int64) << d
        trees = np.arange(self.question.shape[0])
        found: Floats = self.leaves[trees, leaf].sum(axis=1) + self.bias
        return found


def forest(data: dict[str, Any]) -> Forest:
    """A forest from its plain data: ``splits`` (one list of [column, border] a tree), ``leaves``, ``bias``."""
    depth = max(len(t) for t in data["splits"])
    cuts: dict[tuple[int, float], int] = {}
    never = (0, 1e30)
    question = np.zeros((len(data["splits"]), depth), dtype=np.int64)
    leaves = np.zeros((len(data["splits"]), 2**depth, len(data["bias"])), dtype=np.float32)
    for t, (splits, values) in enumerate(zip(data["splits"], data["leaves"], strict=True)):
        for d in range(depth):
            key = (int(splits[d][0]), float(splits[d][1])) if d < len(splits) else never
            question[t, d] = cuts.setdefault(key, len(cuts))
        own = np.array(values, dtype=np.float32).reshape(-1, len(data["bias"]))
        leaves[t, : len(own)] = own
    columns = np.array([c for c, _ in cuts], dtype=np.int64)
    asked = np.unique(columns)
    place = np.searchsorted(asked, columns)
    borders = np.array([b for _, b in cuts], dtype=np.float32)
    return Forest(asked, place, borders, question, leaves, np.array(data["bias"], dtype=np.float32))
