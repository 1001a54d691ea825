"""What one measurement says: a figure beside its limit, and times that were taken in rounds."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

ROUNDS = 3
"""So often everything is measured that another program on the machine can disturb."""


@dataclass(frozen=True)
class Figure:
    """One measured figure: its value and limit in the same unit, and what it stands beside."""

    what: str
    value: float
    limit: float
    unit: str
    beside: str = ""

    @property
    def within(self) -> bool:
        """Whether it keeps its limit."""
        return self.value <= self.limit

    def __str__(self) -> str:
        mark = "ok  " if self.within else "OVER"
        digits = 2 if self.unit in ("x", "s") else 0
        shown = f"{self.value:>7.{digits}f} {self.unit:<4} limit {self.limit:>6.{digits}f}"
        return f"{mark} {self.what:<46} {shown}   {self.beside}"


@dataclass(frozen=True)
class Rounds:
    """Seconds, measured in rounds of the same keys.

    What the program itself does now and then is in every round; what another program takes from it is in some. So
    the quietest round tells what the program costs, and all rounds stand beside it.
    """

    rounds: tuple[tuple[float, ...], ...]

    @classmethod
    def of(cls, measure: Callable[[], list[float]]) -> Self:
        """Measures ROUNDS times."""
        return cls(tuple(tuple(measure()) for _ in range(ROUNDS)))

    @property
    def p95(self) -> float:
        """The 95th percentile of the quietest round, in ms."""
        return min(self._percentiles())

    @property
    def median(self) -> float:
        """The lowest of the rounds' medians, in ms."""
        return min(statistics.median(times) for times in self.rounds) * 1000

    def __str__(self) -> str:
        every = ", ".join(f"{value:.0f}" for value in self._percentiles())
        return f"median {self.median:.0f}; p95 of each round {every}"

    def _percentiles(self) -> list[float]:
        return [statistics.quantiles(times, n=20)[-1] * 1000 for times in self.rounds]
