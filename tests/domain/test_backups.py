"""Which reservekopieën stay (security.md §2.6: 10 latest + 12 monthly), and what they are called."""

from datetime import datetime, timedelta

import pytest

from sotdesk.domain.backups import BackupKind, Named, Stay, name_of, read_name, stays, superseded

NOON = datetime(2026, 11, 25, 12)  # noqa: DTZ001


def made(*moments: datetime) -> list[Named]:
    return [Named(at, name_of(at)) for at in moments]


@pytest.mark.parametrize("kind", list(BackupKind))
@pytest.mark.parametrize("number", [0, 2])
def test_a_name_can_be_read_back(kind: BackupKind, number: int) -> None:
    name = name_of(NOON, kind, number)
    assert read_name(name) == Named(NOON, name, kind)
    assert kind.words


@pytest.mark.parametrize(
    "name",
    ["kluis.sotdesk", "kopie-20261325-120000.sotdesk", "kopie-20261125-120000.sotdesk.ab12.part",
     "kopie-20261125-120000-anders.sotdesk", "kopie-20261125-120000 (1).sotdesk", "kopie-٢٠٢٦1125-120000.sotdesk"],
)  # fmt: skip
def test_any_other_name_is_no_copy(name: str) -> None:
    assert read_name(name) is None


@pytest.mark.parametrize("amount", [0, 1, 10])
def test_the_ten_latest_stay(amount: int) -> None:
    assert superseded(made(*(NOON - timedelta(minutes=n) for n in range(amount)))) == ()


def test_the_eleventh_of_one_month_goes() -> None:
    copies = made(*(NOON - timedelta(minutes=n) for n in range(13)))
    assert superseded(copies) == tuple(sorted(copies)[:3])


def test_of_every_month_the_last_one_stays_for_a_year() -> None:
    daily = made(*(NOON - timedelta(days=n) for n in range(500)))
    stay = sorted(set(daily) - set(superseded(daily)))
    assert len(stay) == 10 + 11  # the last one of November is among the ten latest
    monthly = [one.at.date().isoformat() for one in stay[:11]]
    assert monthly[0] == "2025-12-31" and monthly[2] == "2026-02-28" and monthly[-1] == "2026-10-31"


def test_copies_of_years_ago_stay_when_there_are_no_newer_ones() -> None:
    assert superseded(made(*(datetime(year, 5, 1) for year in range(2000, 2012)))) == ()  # noqa: DTZ001


def test_how_long_each_copy_still_stays() -> None:
    """rules/backups.toml: ten latest, twelve monthly; the last of this month goes when newer ones are there."""
    this_month = made(*(NOON - timedelta(days=days) for days in range(1, 13)))
    august = made(datetime(2026, 8, 31, 9), datetime(2026, 8, 30, 9))  # noqa: DTZ001
    found = stays([*this_month, *august], NOON.date())
    assert found[this_month[0].name] == Stay(10)
    assert found[this_month[9].name] == Stay(1)
    assert [found[one.name].through for one in august] == [(2027, 8), None]
