"""Gateway to the write side: the one file of the dashboard that imports `etl`."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection

from dashboard.domain.viewer import CHILDRENS_SHEETS, Denied, NotFound, Viewer
from dashboard.store.session import Session
from dashboard.views.trails import CellSent, SheetInForce, SheetSent
from dashboard.views.uploads import COUNTS, Contact, HandedFile, HandedIn, Remark
from dashboard.web import audit
from data.calendar import Quarter
from data.settings import Settings
from data.warehouse.engine import WarehouseError, existing_warehouse, reading
from data.warehouse.state import today
from etl.archive.archive import ArchiveError
from etl.archive.archive_key import archive_to_fill, own_archive
from etl.extract.file import SUFFIXES
from etl.extract.limits import FILE_BYTES
from etl.jobs import spool, worker
from etl.report.grouping import Alike, alike
from etl.schema.problem import Problem, are_personal
from etl.schema.source import Source
from etl.templates.issued_workbook import NotGivenError
from etl.trace.archived_files import Reopener, reopener
from etl.trace.returns import rows_in_force, sheets_received, source_called
from etl.trace.views import NotThereError, ReceivedSheet, RowsInForce, TracedCell

ENDINGS = tuple(sorted(SUFFIXES))
LARGEST_UPLOAD = FILE_BYTES  # bytes of all files that are handed in together


class HandInError(Exception):
    """Files that could not be taken; its text may be shown."""


class KeyLostError(HandInError):
    """They could not because the installation's key is gone or another."""


def hand_in(settings: Settings, files: Iterable[tuple[str, bytes]]) -> str:
    """Keep some named files, have them checked, and say under which id."""
    _require_key(settings)
    try:
        job = spool.hand_in(settings, files)
    except ArchiveError as error:
        raise HandInError(str(error)) from None
    worker.start(job, "check")
    return job.id


def _require_key(settings: Settings) -> None:
    """What is handed in is sealed with the warehouse's own key, never with another.

    A warehouse that cannot be reached now is told, and asked again, by whatever does the work.
    """
    with suppress(WarehouseError):
        engine = existing_warehouse(settings.database_url)
        try:
            archive_to_fill(engine, settings)
        except ArchiveError as error:
            raise KeyLostError(str(error)) from None
        finally:
            engine.dispose()


def load(settings: Settings, job_id: str) -> None:
    """Have a job's files loaded; nothing where they are being loaded or have been."""
    job = _job(settings, job_id)
    if job.state != "loaded":
        worker.start(job, "load")


def again(settings: Settings, job_id: str) -> None:
    """Take up what was interrupted or failed."""
    job = _job(settings, job_id)
    if job.state in ("interrupted", "failed"):
        worker.start(job, job.act)


def drop(settings: Settings, job_id: str) -> None:
    """Forget a job and its files, unless somebody is at work on it."""
    job = _job(settings, job_id)
    if job.state not in ("checking", "loading"):
        job.drop()


def is_there(settings: Settings, job_id: str) -> bool:
    return spool.job_of(settings, job_id) is not None


def sweep(settings: Settings) -> None:
    """Drop jobs that are a day old."""
    spool.sweep(settings)


def handed_in(settings: Settings, job_id: str) -> HandedIn:
    """How far a job is and what is known of its files; NotFound where there is none."""
    job = _job(settings, job_id)
    state, checked, loaded = job.state, (), ()
    if state in ("checked", "loaded", "failed", "interrupted"):
        checked = _files(job, "check")
    if state == "loaded":
        loaded = _files(job, "load")
    seen = {file.sha256 for file in loaded}
    gone = tuple(file for file in checked if file.is_personal and file.sha256 not in seen)
    return HandedIn(
        job.id,
        state,
        files=loaded + gone if state == "loaded" else checked,
        progress=job.progress,
        trouble=job.trouble,
        is_loading=job.act == "load",
        may_load=state != "loaded" and any(_would_load(file) for file in checked),
    )


def return_workbook(
    settings: Settings, session: Session, code: str, quarter: str
) -> tuple[str, bytes]:
    """The workbook to fill in for an agreement of the session: its file's name and bytes.

    NotFound says why there is none.
    """
    agreement = session.agreement(code)
    from etl.templates.template import template  # heavy, and seldom asked for

    with _warehouse(settings) as connection:
        made = template(connection, agreement.agreement_code, quarter, today(settings, connection))
        return made.name, made.data


def register_workbook(settings: Settings, key: str) -> tuple[str, bytes]:
    """The blank workbook of a register: its file's name and bytes; NotFound where there is none."""
    from etl.templates import register_workbook as blank  # heavy, and seldom asked for

    with _warehouse(settings) as connection:
        made = blank.register_workbook(key, today(settings, connection))
        return made.name, made.data


def corrections_workbook(settings: Settings, file_id: int) -> tuple[str, bytes]:
    """The workbook to correct: its file's name and bytes; NotFound says why there is none."""
    from etl.templates import (
        choose_file,
        rejects,  # heavy, and seldom asked for
    )

    with _warehouse(settings) as connection:
        filed = choose_file.numbered(connection, file_id)
        data = choose_file.bytes_of(connection, settings, filed)
        made = rejects.give_back(connection, filed, data, today(settings, connection)).given
        if made is None:
            raise NotFound(f"Nothing of {filed.name} is left to correct.")
        return made.name, made.data


@contextmanager
def _warehouse(settings: Settings) -> Iterator[Connection]:
    """A connection of its own, for reading."""
    engine = existing_warehouse(settings.database_url)
    try:
        with reading(engine) as connection:
            yield connection
    except (NotGivenError, NotThereError) as reason:
        raise NotFound(str(reason)) from None
    finally:
        engine.dispose()


@contextmanager
def _opener(connection: Connection, settings: Settings) -> Iterator[Reopener]:
    try:
        archive = own_archive(connection, settings)
    except ArchiveError as error:
        raise NotFound(str(error)) from None
    with reopener(archive) as opener:
        yield opener


def _would_load(file: HandedFile) -> bool:
    return file.status in ("loaded", "partly") or (file.is_waiting and not file.is_personal)


def _job(settings: Settings, job_id: str) -> spool.Job:
    job = spool.job_of(settings, job_id)
    if job is None:
        raise NotFound(
            "These files are not here any more: they are kept for a day, or until they are loaded."
        )
    return job


def _files(job: spool.Job, act: spool.Act) -> tuple[HandedFile, ...]:
    if not job.has_report(act):
        return ()
    try:
        report = job.report(act)
    except ArchiveError as error:
        raise NotFound(str(error)) from None
    return tuple(_file(entry, report["contacts"]) for entry in report["files"])


def _file(entry: dict, contacts: dict) -> HandedFile:
    problems = [Problem(**problem) for problem in entry["problems"]]
    return HandedFile(
        entry["name"],
        entry["sha256"],
        entry["status"],
        {count: sum(sheet[count] for sheet in entry["sheets"]) for count in COUNTS},
        errors=_remarks(problems, "error"),
        queries=_remarks(problems, "query"),
        notes=_remarks(problems, "note"),
        contacts=tuple(Contact(**contact) for contact in contacts.get(entry["sha256"], ())),
        is_personal=entry["status"] == "refused" and are_personal(problems),
        is_waiting=any(_waits(problem) for problem in problems),
        is_tried_again=entry.get("tried_again", False),
    )


def _waits(problem: Problem) -> bool:
    """Whether it refers to what a later register may bring."""
    return problem.rule.startswith("unknown_") and problem.rule != "unknown_sheet"


def _remarks(problems: list[Problem], severity: str) -> tuple[Remark, ...]:
    """Problems of one severity; the same one of several sheets is said once."""
    groups_by_words: dict[tuple[str, str], list[Alike]] = {}
    for group in alike(problem for problem in problems if problem.severity == severity):
        groups_by_words.setdefault((group.message, group.remedy), []).append(group)
    return tuple(
        Remark(
            "; ".join(group.place for group in groups),
            *words,
            sum(len(group.problems) for group in groups),
        )
        for words, groups in groups_by_words.items()
    )


# -- Where figures come from ---------------------------------------------------------------------


def sheets_sent(
    settings: Settings, session: Session, code: str, quarter: Quarter
) -> tuple[SheetSent, ...]:
    """Every sheet that brought a return of an agreement of the session, oldest first."""
    agreement, disclosure = session.agreement(code), session.disclosure()
    with _warehouse(settings) as connection:
        sheets = map(_sheet_sent, sheets_received(connection, agreement.agreement_code, quarter))
        return tuple(sheet.for_viewer(session.viewer, disclosure) for sheet in sheets)


def cells_in_force(
    settings: Settings,
    session: Session,
    code: str,
    quarter: Quarter,
    sheets: Iterable[str],
    most: int,
) -> tuple[SheetInForce, ...]:
    """The cells on which a return's figures rest, read again from the archive; nothing is kept.

    Of an agreement of the session. Denied for children's sheets but to officers, each of whose
    looks is audited; NotFound where there is no such sheet or its file cannot be opened.
    """
    agreement, viewer = session.agreement(code), session.viewer
    with _warehouse(settings) as connection, _opener(connection, settings) as opener:
        parts = [
            part
            for source in [_open_to(viewer, source_called(sheet)) for sheet in sheets]
            for part in rows_in_force(connection, opener, agreement.agreement_code, quarter, source)
        ]
    _audit(viewer, agreement.agreement_code, quarter, parts)
    return tuple(_in_force(part, viewer, most) for part in parts)


def _audit(viewer: Viewer, code: str, quarter: Quarter, parts: Iterable[RowsInForce]) -> None:
    """Enter each look at children's cells: who, and at what; never what they hold."""
    for part in parts:
        if part.source in CHILDRENS_SHEETS:
            audit.record(
                viewer,
                "children's cells",
                agreement=code,
                quarter=str(quarter),
                sheet=part.sheet,
                file_id=part.file.file_id,
                file=part.file.name,
            )


def _open_to(viewer: Viewer, source: Source) -> Source:
    if not viewer.may_see_cells_of(source.key):
        raise Denied(
            f"The rows of {source.sheet} are about children and open to hub officers only. "
            "For everybody else the way back ends at the file and the sheet."
        )
    return source


def _sheet_sent(sheet: ReceivedSheet) -> SheetSent:
    return SheetSent(
        sheet.sheet,
        sheet.source,
        sheet.file.file_id,
        sheet.file.name,
        sheet.file.sha256,
        sheet.prepared_on,
        sheet.received_on,
        sheet.counts.rows,
        sheet.counts.loaded + sheet.counts.unchanged,
        sheet.counts.rejected,
        sheet.counts.set_aside,
        stands=sheet.stood_from is not None and sheet.stood_to is None,
        fate=sheet.told,
        mends=sheet.mends.name if sheet.mends else None,
    )


def _in_force(part: RowsInForce, viewer: Viewer, most: int) -> SheetInForce:
    may_read = viewer.may("see_free_text")
    rows = {row.row: tuple(_cell(cell, may_read) for cell in row.cells) for row in part.rows[:most]}
    return SheetInForce(part.sheet, part.source, part.file.name, rows, len(part.rows))


def _cell(cell: TracedCell, may_read: bool) -> CellSent:
    if cell.is_free_text and not may_read:
        return CellSent(cell.cell, cell.heading, None, None, is_hidden=True)
    return CellSent(cell.cell, cell.heading, cell.typed, cell.kept)
