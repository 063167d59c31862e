"""A small network evaluated with numpy alone: one hidden layer beside a straight line, several of them averaged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from factcheck.link.witness.index import Floats


@dataclass(frozen=True, slots=True)
class Net:
    """``score = x'w + relu(x'a + b)·c`` on standardised features; ``none`` is the score of "nothing on file"."""

    mean: Floats
    scale: Floats
    straight: Floats
    into: Floats
    shift: Floats
    out: Floats
    none: float

    def __call__(self, x: Floats) -> Floats:
        """One score a row."""
        z = (x - self.mean) * self.scale
        hidden = np.maximum(z @ self.into + self.shift, 0)
        found: Floats = z @ self.straight + hidden @ self.out
        return found


def net(data: dict[str, Any]) -> Net:
    """A network from its plain data."""
    a = {k: np.array(v, dtype=np.float32) for k, v in data.items() if k != "none"}
    return Net(a["mean"], a["scale"], a["straight"], a["into"], a["shift"], a["out"], float(data["none"]))
