"""Arguments of the commands: how each is read, and its mistakes in one line."""

import argparse
from collections.abc import Callable, Iterable

from dashboard.backtest.trial import NotATrial
from dashboard.domain.formatting import capitalised
from dashboard.domain.selection import SPANS
from data.calendar import Quarter, academic_year, parse_year
from data.hub import HUB, HUB_WIDE, slug_of
from data.vocabulary.activities import ACTIVITIES
from data.vocabulary.functions import FUNCTIONS


class OneLine(argparse.ArgumentParser):
    """Tells a mistake in one line, without the usage."""

    def error(self, message: str) -> None:
        self.exit(2, f"{capitalised(message)} (see {self.prog} --help)\n")


def kpis_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--quarter", required=True, type=option(Quarter.parse), help="a quarter: 2025/26 Q1"
    )
    area_option(parser)
    parser.add_argument("--span", choices=tuple(SPANS), default="quarter")
    parser.add_argument("--function", choices=tuple(FUNCTIONS), metavar="FUNCTION")
    activities = ", ".join(ACTIVITIES)
    parser.add_argument("--activity", type=option(read_activity), help=activities)


def restatements_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quarter", type=option(Quarter.parse), help="a quarter: 2025/26 Q1")
    area_option(parser)


def backtest_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--set",
        required=True,
        action="append",
        type=option(read_setting),
        metavar="NAME=VALUE",
        help="a setting and the value to try, like quality_floor=0.65; several may be given",
    )
    looking_back_options(parser)


def looking_back_options(parser: argparse.ArgumentParser) -> None:
    """Quarters are read with the warehouse at hand, which knows those that are closed."""
    parser.add_argument("--from", dest="first", help="the first quarter: 2023/24 Q4")
    parser.add_argument("--to", dest="last", help="the last quarter: 2025/26 Q4")
    area_option(parser)


def area_option(parser: argparse.ArgumentParser) -> None:
    areas = ", ".join(map(slug_of, (*HUB.area_names, HUB_WIDE)))
    parser.add_argument("--area", type=option(read_area), help=areas)


def option(read: Callable, remedy: str = "") -> Callable:
    """The type of an option whose mistake is the reader's own sentence, or `remedy`."""

    def typed(text: str):
        try:
            return read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(remedy or str(error)) from None

    return typed


def read_year(text: str) -> str:
    return academic_year(parse_year(text))


def read_area(text: str) -> str:
    if (area := HUB.area_of_slug(text)) is None:
        areas = ", ".join(map(slug_of, (*HUB.area_names, HUB_WIDE)))
        raise ValueError(f"There is no area ‘{text}’. Choose one of: {areas}.")
    return area


def read_activity(text: str) -> str:
    known = {slug_of(activity): activity for activity in ACTIVITIES}
    if (activity := known.get(slug_of(text.strip()))) is None:
        raise ValueError(f"There is no activity ‘{text}’. Choose one of: {', '.join(ACTIVITIES)}.")
    return activity


def read_setting(text: str) -> tuple[str, str]:
    """A setting's name and what is typed for its value: `quality_floor=0.65`."""
    name, sign, value = text.partition("=")
    if not (sign and name.strip() and value.strip()):
        raise ValueError(f"‘{text}’ is not a setting and its value. Write quality_floor=0.65.")
    return name.strip(), value.strip()


def once_each(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Settings by name; one that is given twice is refused."""
    settings: dict[str, str] = {}
    for name, value in pairs:
        if name in settings:
            raise NotATrial(f"{name} is given twice: {settings[name]} and {value}. Give it once.")
        settings[name] = value
    return settings
