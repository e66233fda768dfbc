"""Run the measurements, or those that are named, and print ratios: python -m bench [NAME …]."""

import statistics
import sys
import tempfile
from pathlib import Path

from bench.dear import against_ordinary
from bench.first_visit import against_default
from bench.hub import write_hub
from bench.loading import into_postgresql, into_sqlite
from bench.opening import against_openpyxl
from bench.pages import against_bare, first_asked, mistyped
from bench.processes import timed
from bench.rules import replayed, tried

WORK = Path(__file__).with_name("work")


def loading() -> None:
    """A million attendance rows from CSV, against each database's own import."""
    WORK.mkdir(exist_ok=True)
    attendance = write_hub(WORK)
    with tempfile.TemporaryDirectory(dir=WORK) as folder:
        ratio, run = into_sqlite(Path(folder), attendance)
        print(f"load 1,000,000 rows ÷ sqlite3 .import      {ratio:5.2f}   aim: at most 2.0")
        print(f"  peak memory of the load                  {run.peak_mb:5,.0f} MB   at most 1,024")
        ratio, run = into_postgresql(Path(folder), attendance)
        print(f"load 1,000,000 rows ÷ PostgreSQL copy      {ratio:5.2f}   aim: at most 3.0")
        print(f"  peak memory of the load                  {run.peak_mb:5,.0f} MB   at most 1,024")


def pages() -> None:
    """Each page's callback on the sample hub, against a bare view that returns the same bytes."""
    WORK.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=WORK) as folder:
        warehouse = _sample(Path(folder))
        for name, told in against_bare(warehouse, Path(folder)).items():
            ratio = told.remembered
            print(f"{name:9} callbacks ÷ a bare Flask view        {ratio:5.2f}   at least 0.5")
            print(f"  built anew each time ÷ a bare view       {told.anew:5.2f}")
            print(f"  bytes of its answer                      {told.size:9,}")
        taken = first_asked(warehouse)
        refusals = mistyped(warehouse)
    middle, slowest = statistics.median(taken.values()), max(taken, key=taken.get)
    print(f"an answer nobody has asked for, ms: median {middle:5,.0f}   aim: at most 30")
    print(f"  the slowest page, {slowest:9}              {taken[slowest]:5,.0f}")
    for name, ratio in refusals.items():
        print(f"mistyped {name:8} ÷ a page that is kept     {ratio:5.2f}   aim: at most 3.0")


def visit() -> None:
    """A first visit to a page with charts, against Dash as it comes with the same chart."""
    WORK.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=WORK) as folder:
        told = against_default(_sample(Path(folder)), Path(folder))
    print(f"first chart on a first visit ÷ Dash's own  {told.chart_ratio:5.2f}   aim: at most 0.5")
    print(f"  first words ÷ Dash's first chart         {told.words_ratio:5.2f}")
    print(f"  bytes that came                          {told.size:9,}   at most 700,000")
    print(f"  bytes with Dash as it comes              {told.default_size:9,}")


def opening() -> None:
    """A return of five sheets and two thousand rows, opened in the process that may be killed."""
    warm, first = against_openpyxl()
    print(f"open a return ÷ openpyxl in this process   {warm:5.2f}   aim: at most 3.0")
    print(f"  the first one, with the process's start  {first:5.2f}   aim: at most 3.0")


def dear() -> None:
    """Files that are cheap to send and dear to read, against ordinary ones of the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        for told in against_ordinary(Path(folder)):
            print(f"{told.name:40} {told.size / 1e6:7.2f} MB")
            print(f"  check ÷ an ordinary file's check, CPU    {told.ratio:5.2f}   at most 10")
            print(
                f"  peak memory of the larger process        {told.peak_mb:5,.0f} MB   at most 300"
            )


def rules() -> None:
    """A hundred agreements judged on the due day of each of twelve quarters, and judged again."""
    with tempfile.TemporaryDirectory() as folder:
        cost, growth = replayed(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        first, second = tried(Path(folder))
    print(f"replay of 12 quarters ÷ reading once       {cost:5.2f}   aim: at most 20")
    print(f"  twice as many agreements ÷ as many       {growth:5.2f}   in proportion: 2")
    print(f"a setting tried on them ÷ reading once     {first:5.2f}   aim: at most 20")
    print(f"  another one tried after it               {second:5.2f}")


def _sample(folder: Path) -> Path:
    """The sample hub, loaded; its broken returns make the load's exit status 1."""
    timed([sys.executable, "-m", "etl", "sample", str(folder / "sample"), "--today", "2026-07-03"])
    load = [sys.executable, "-m", "etl", "load", "--backfill", str(folder / "sample")]
    timed([*load, "--db", str(folder / "hub.db")], may_exit=(0, 1))
    return folder / "hub.db"


MEASUREMENTS = {
    "loading": loading,
    "opening": opening,
    "dear": dear,
    "pages": pages,
    "visit": visit,
    "rules": rules,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or MEASUREMENTS:
        MEASUREMENTS[name]()
