"""What the program is busy with, shown in the status bar, where it can be stopped."""

from __future__ import annotations

from PySide6.QtCore import QObject

from evidence_library.ui.tasks import Job, Tasks
from evidence_library.ui.widgets.status_bar import StatusBar


class Jobs(QObject):
    """Shows the latest of the jobs that take long enough to be shown."""

    def __init__(self, tasks: Tasks, status: StatusBar) -> None:
        """Show the jobs in a status bar."""
        super().__init__(status)
        self._tasks, self._status = tasks, status
        for moved in (tasks.started, tasks.progressed, tasks.finished):
            moved.connect(self._on_moved)
        status.cancelled.connect(self._cancel)

    def _on_moved(self, _job: Job[object]) -> None:
        shown = self._tasks.shown
        title, done, total = "", 0, 0
        if shown:
            done, total, what = shown[-1].position
            title = what or shown[-1].title
        self._status.show_job(title, done, total)

    def _cancel(self) -> None:
        for job in self._tasks.shown:
            job.cancel()
