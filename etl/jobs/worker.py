"""Worker: a process that checks or loads one job of the spool while the dashboard goes on.

`python -m etl.errand FOLDER` does what the job's folder says, and leaves its report there.
"""

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

from data.settings import Settings, settings_from
from etl.archive.locks import locked
from etl.jobs.spool import Act, Job

_ROOT = Path(__file__).resolve().parents[2]
_FAULT = (
    "A fault of this program stopped the work; a file is loaded whole or not at all. Tell whoever "
    "looks after the dashboard; the log has the details."
)
_log = logging.getLogger(__name__)


def start(job: Job, act: Act) -> bool:
    """Send a process on its way; False where one is at work on the job already.

    It inherits the lock, which is so held from before it starts until it ends.
    """
    lock = locked(job.lock)
    if lock is None:
        return False
    try:
        job.begin(act)
        process = subprocess.Popen(  # noqa: S603 -- the folder's name is ours
            [sys.executable, "-m", __name__, str(job.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=_ROOT,
            env=_environment(job.settings),
            pass_fds=(lock,),
            start_new_session=True,  # stopping the dashboard does not stop a load half way
        )
    finally:
        os.close(lock)
    threading.Thread(target=process.wait, daemon=True).start()
    return True


def _environment(settings: Settings) -> dict[str, str]:
    day = settings.fixed_today
    return {
        "PATH": os.environ.get("PATH", ""),
        "HUB_DATABASE_URL": settings.database_url,
        "HUB_ARCHIVE": str(settings.archive),
        "HUB_KEY_FILE": str(settings.key_file),
    } | ({"HUB_TODAY": day.isoformat()} if day else {})


def run(job: Job) -> None:
    """Do what was asked for; whatever stands in the way is told in the job."""
    from data.warehouse.engine import WarehouseError
    from etl.archive.archive import ArchiveError
    from etl.archive.discover import PathError

    try:
        _run(job, job.act)
    except (WarehouseError, ArchiveError, PathError) as error:
        job.tell_trouble(str(error))
    except Exception:
        _log.exception("a job could not be done")
        job.tell_trouble(_FAULT)


def _run(job: Job, act: Act) -> None:
    from data.warehouse.engine import existing_warehouse
    from etl.load.loader import Loader
    from etl.templates.recipients import contacts_for

    engine = existing_warehouse(job.settings.database_url)
    loader = Loader(engine, job.settings, progress=job.report_progress)
    files = job.files
    report = loader.load(files) if act == "load" else loader.check(files)
    contents = report.as_json() | {"contacts": contacts_for(engine, files, report)}
    job.keep_report(act, contents)
    personal = [file.sha256 for file in report.files if file.is_refused_for_personal_data]
    job.drop_files(personal if act == "check" else [file.sha256 for file in files])


if __name__ == "__main__":
    run(Job(Path(sys.argv[1]), settings_from(os.environ)))
