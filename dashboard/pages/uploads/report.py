"""Report on files sent: what to mend first, then every file with its rows, then what is odd."""

from collections.abc import Sequence

from dash import html

from dashboard.components.page_parts import disclosure, section
from dashboard.components.tables.table import Column, Table, shown_table
from dashboard.domain.formatting import count, plural
from dashboard.pages.uploads.view import MARKS
from dashboard.views.uploads import COUNTS, Contact, HandedFile, HandedIn, Remark
from data.formatting import listed

SHOWN = 50  # kinds of problem of one file
GRAVEST = ("refused", "partly", "duplicate", "loaded")
WOULD = {
    "loaded": "Would load whole",
    "partly": "Would load in part",
    "refused": "Would be refused",
    "duplicate": "Sent before",
}
DID = {
    "loaded": "Loaded whole",
    "partly": "Loaded in part",
    "refused": "Refused",
    "duplicate": "Sent before",
}
_ODD = "Queries and notes keep nothing out: what they name is loaded as it stands."


def report(job: HandedIn) -> list:
    """What to mend first, then every file with its rows, then what is worth a look."""
    words = DID if job.state == "loaded" else WOULD
    faulty = [file for file in job.files if file.errors or file.status in ("refused", "partly")]
    order = sorted(faulty, key=lambda file: GRAVEST.index(file.status))
    parts = [section("To mend", *[_faulty(file, words) for file in order])] if order else []
    parts.append(section("Every file", shown_table(_table(job.files, words))))
    odd = [file for file in job.files if file not in faulty and (file.queries or file.notes)]
    if odd:
        parts.append(section("Worth a look", *[_odd(file) for file in odd], note=_ODD))
    return parts


def mark(file: HandedFile, words: dict[str, str]) -> html.Span:
    return html.Span(words[file.status], className=f"rag rag-{MARKS[file.status]}")


def _faulty(file: HandedFile, words: dict[str, str]) -> html.Div:
    return html.Div(
        [
            html.H3(file.name),
            html.P([mark(file, words), " ", _rows(file)], className="handed-mark"),
            _personal(file),
            _problems(f"What to mend in {file.name}", file.errors),
            _more_kinds(file),
            *_folded(file),
            html.P(_goes_back(file.contacts), className="section-note"),
        ],
        className="handed",
    )


def _rows(file: HandedFile) -> str:
    """Rows in the file = loaded + unchanged + rejected + set aside."""
    counts = file.counts
    if not counts["rows"]:
        return "None of its rows could be read."
    parts = [
        f"{count(counts[name])} {name.replace('_', ' ')}" for name in COUNTS[1:] if counts[name]
    ]
    return f"{plural(counts['rows'], 'row')} = {' + '.join(parts)}"


def _personal(file: HandedFile) -> html.P | None:
    if not file.is_personal:
        return None
    return html.P(
        "It holds personal data, which the hub does not keep: the copy handed in here has been "
        "deleted, and only this report stays.",
        className="section-note",
    )


def _more_kinds(file: HandedFile) -> html.P | None:
    left = len(file.errors) - SHOWN
    if left <= 0:
        return None
    return html.P(f"These are the first {SHOWN} kinds of problem; there are {count(left)} more.")


def _goes_back(contacts: tuple[Contact, ...]) -> str:
    if not contacts:
        return "To whom it goes back is not known: it names no agreement of the hub’s."
    who = [
        f"{contact.name} ({contact.contact or 'no contact in the register'})"
        for contact in contacts
    ]
    return f"Goes back to {listed(who)}."


def _odd(file: HandedFile) -> html.Div:
    return html.Div([html.H3(file.name), *_folded(file)], className="handed")


def _folded(file: HandedFile) -> list[html.Details]:
    """What keeps nothing out, for those who want to know."""
    kinds = ((file.queries, "query", "queries"), (file.notes, "note", "notes"))
    return [
        disclosure(
            plural(len(remarks), singular, many),
            _problems(f"{many.capitalize()} in {file.name}", remarks),
            about=f"in {file.name}",
            is_rest=True,
        )
        for remarks, singular, many in kinds
        if remarks
    ]


def _problems(caption: str, remarks: Sequence[Remark]) -> html.Div | None:
    columns = (Column("Where"), Column("What is wrong"), Column("What to do"))
    rows = [
        (remark.place or "The whole file", remark.message, remark.remedy)
        for remark in remarks[:SHOWN]
    ]
    return shown_table(Table(caption, columns, rows, stacks=True)) if rows else None


def _table(files: Sequence[HandedFile], words: dict[str, str]) -> Table:
    columns = (
        Column("File"),
        Column("Outcome"),
        *(Column(name.replace("_", " ").capitalize(), "count") for name in COUNTS),
    )
    rows = [
        (_named(file), mark(file, words), *(file.counts[name] for name in COUNTS)) for file in files
    ]
    totals = [sum(file.counts[name] for file in files) for name in COUNTS]
    rows.append(("All files", "", *totals))
    caption = "Rows in the file = loaded + unchanged + rejected + set aside, always"
    return Table(caption, columns, rows, totals=frozenset({len(files)}))


def _named(file: HandedFile) -> str:
    return f"{file.name} (sent earlier, and tried again)" if file.is_tried_again else file.name
