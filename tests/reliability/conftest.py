"""The figures of the proofs: each proof says what it measured, `make prove` prints them as one table."""

from collections.abc import Callable

import pytest
from tests.reliability.full import FULL_COUNTS

FIGURE = "figure"
Figure = Callable[[str, str], None]
"""`figure("power cuts", "5000, 0 lost")`."""


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """Says what a proof measured."""

    def say(promise: str, measured: str) -> None:
        record_property(FIGURE, f"{promise:<44} {measured}")

    return say


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Of the full proofs each is told as soon as it is done: they take hours, and who stops them keeps what was."""
    if FULL_COUNTS and report.when == "call":
        said = [str(value) for name, value in report.user_properties if name == FIGURE]
        words = [f"{report.outcome} {report.nodeid} ({report.duration:.0f} s)", *said]
        words += [str(report.longrepr)] if report.failed else []
        print("\n" + "\n  ".join(words), flush=True)  # noqa: T201  (what a proof measured)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table, after the full proofs only."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.getreports(kind)]
    said = [value for report in reports for name, value in report.user_properties if name == FIGURE]
    if FULL_COUNTS and said:
        terminalreporter.section("what was proven")
        for line in said:
            terminalreporter.write_line(str(line))
