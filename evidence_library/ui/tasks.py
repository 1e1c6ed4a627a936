"""Work off the screen's thread. The only module that makes threads.

One lane does what changes the library, one thing after another; another one keeps what is being
typed; a third writes files to hand out; a small pool reads. Results come home through the signal of
one long-lived object, so every callback runs on the screen's thread.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from evidence_library.errors import Cancelled, LibraryError

T = TypeVar("T")
P = TypeVar("P")

Report = Callable[[int, int, str], None]

READERS = 2

#: How long a thread at work keeps the screen's thread waiting for its turn, in seconds.
_TURN = 0.001
_SECONDS_BETWEEN_REPORTS = 0.05

_log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class Job(Generic[T]):
    """One piece of work under way. `title` is shown in the status bar; empty: not worth showing.

    `broke` is called where a defect of the program ended it, which is told by `Tasks.broke`, too.
    `at_stake` says in a sentence that it is under way, where nobody would want it stopped unasked.
    """

    work: Callable[[Report], T]
    owner: QObject
    title: str = ""
    done: Callable[[T], None] | None = None
    failed: Callable[[str], None] | None = None
    stopped: Callable[[], None] | None = None
    broke: Callable[[], None] | None = None
    cancel_asked: threading.Event = field(default_factory=threading.Event)
    dropped: bool = False
    at_stake: str = ""
    position: tuple[int, int, str] = (0, 0, "")
    _last_report: float = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress."""
        self.cancel_asked.set()

    def may_report(self) -> bool:
        """Tell whether enough time has gone by since the last report to draw another."""
        now = time.monotonic()
        if now - self._last_report < _SECONDS_BETWEEN_REPORTS:
            return False
        self._last_report = now
        return True


@dataclass(frozen=True, slots=True)
class _News:
    """What a thread sends home about a job."""

    job: Job[Any]
    kind: str
    value: Any = None


class Immediate(Executor):
    """Runs everything at once in the calling thread, for tests."""

    def submit(self, fn: Callable[..., P], /, *args: Any, **kwargs: Any) -> Future[P]:
        """Run `fn` now. A defect is raised where it happened; only what people cause is kept."""
        future: Future[P] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except LibraryError as error:
            future.set_exception(error)
        return future


class Tasks(QObject):
    """Starts jobs and brings their results home."""

    started = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    broke = Signal(str)
    _news = Signal(object)

    def __init__(self, *, immediate: bool = False) -> None:
        """Make the lanes; `immediate` runs every job at once, for tests."""
        super().__init__()
        self._readers: Executor
        self._writer: Executor
        self._keeper: Executor
        self._outlet: Executor
        if immediate:
            self._readers = self._writer = self._keeper = self._outlet = Immediate()
        else:
            self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
            self._writer = ThreadPoolExecutor(1, thread_name_prefix="write")
            self._keeper = ThreadPoolExecutor(1, thread_name_prefix="keep")
            self._outlet = ThreadPoolExecutor(1, thread_name_prefix="hand-out")
            sys.setswitchinterval(_TURN)
        self._latest: dict[str, Job[Any]] = {}
        self._running: set[Job[Any]] = set()
        self._reading: set[Job[Any]] = set()
        self._news.connect(self._on_news)

    def read(self, job: Job[T], *, replaces: str = "") -> Job[T]:
        """Start work that changes nothing. An older job that this one `replaces` is dropped."""
        if replaces:
            older = self._latest.get(replaces)
            if older is not None:
                older.dropped = True
                older.cancel()
            self._latest[replaces] = job
        self._reading.add(job)
        return self._start(self._readers, job)

    def drop_reads(self) -> None:
        """Let go of all work that changes nothing: what it reads from is about to close."""
        for job in self._reading:
            job.dropped = True
            job.cancel()

    def write(self, job: Job[T]) -> Job[T]:
        """Start work that changes the library, after all earlier such work."""
        return self._start(self._writer, job)

    def keep(self, job: Job[T]) -> Job[T]:
        """Start work that keeps what is being typed, whatever changes the library meanwhile."""
        return self._start(self._keeper, job)

    def hand_out(self, job: Job[T]) -> Job[T]:
        """Start work that writes files for others, after all earlier such work."""
        return self._start(self._outlet, job)

    def in_turn(self, work: Callable[[], T]) -> T:
        """Change the library behind all earlier changes, and wait for it: from `hand_out` only.

        Raises what `work` raises.
        """
        return self._writer.submit(work).result()

    def keep_now(self, work: Callable[[], T]) -> T:
        """Keep something behind all that is to be kept, and wait for it: the window closes.

        Raises what `work` raises.
        """
        return self._keeper.submit(work).result()

    @property
    def idle(self) -> bool:
        """Whether no job is under way."""
        return not self._running

    def running(self, job: Job[Any]) -> bool:
        """Tell whether a job is under way and what comes of it is waited for."""
        return job in self._running and not job.dropped

    @property
    def shown(self) -> tuple[Job[Any], ...]:
        """The jobs under way that have a title."""
        return tuple(job for job in self._running if job.title)

    @property
    def at_stake(self) -> str:
        """Say what is under way that should not be stopped unasked; empty if nothing is."""
        going_on = (job for job in self._running if not job.cancel_asked.is_set())
        return next((job.at_stake for job in going_on if job.at_stake), "")

    def close(self) -> None:
        """Stop: ask every job to cancel and wait for the threads. What is to be kept is kept."""
        for job in tuple(self._running):
            job.dropped = True
            job.cancel()
        for lane in (self._outlet, self._readers, self._writer):  # the first waits for the last
            lane.shutdown(wait=True, cancel_futures=True)
        self._keeper.shutdown(wait=True)

    def _start(self, lane: Executor, job: Job[T]) -> Job[T]:
        self._running.add(job)
        self.started.emit(job)
        future = lane.submit(job.work, partial(self._report, job))
        future.add_done_callback(partial(self._on_done, job))
        return job

    def _report(self, job: Job[Any], done: int, total: int, what: str) -> None:
        """Take a report of progress, in the job's thread; stop the job if that was asked for."""
        if job.cancel_asked.is_set():
            raise Cancelled("Stopped.")
        if job.may_report():
            self._send(_News(job, "progress", (done, total, what)))

    def _on_done(self, job: Job[Any], future: Future[Any]) -> None:
        """Send home what came of a job, from the job's thread."""
        error = CancelledError() if future.cancelled() else future.exception()
        if error is None:
            self._send(_News(job, "done", future.result()))
        elif isinstance(error, Cancelled | CancelledError):
            self._send(_News(job, "stopped"))
        elif isinstance(error, LibraryError):
            self._send(_News(job, "failed", str(error)))
        else:
            self._send(_News(job, "broke", error))

    def _send(self, news: _News) -> None:
        if shiboken6.isValid(self):
            self._news.emit(news)

    @Slot(object)
    def _on_news(self, news: _News) -> None:
        job = news.job
        if news.kind == "progress":
            job.position = news.value
            if job in self._running:
                self.progressed.emit(job)
            return
        self._running.discard(job)
        self._reading.discard(job)
        self.finished.emit(job)
        if job.dropped or not shiboken6.isValid(job.owner):
            return
        self._deliver(job, news)

    def _deliver(self, job: Job[Any], news: _News) -> None:
        if news.kind == "done" and job.done is not None:
            job.done(news.value)
        elif news.kind == "stopped" and job.stopped is not None:
            job.stopped()
        elif news.kind == "failed":
            (job.failed or self.broke.emit)(news.value)
        elif news.kind == "broke":
            self._tell_defect(job, news.value)

    def _tell_defect(self, job: Job[Any], error: BaseException) -> None:
        if job.broke is not None:
            job.broke()
        _log.error("A job broke: %s", job.title or job.work, exc_info=error)
        said = f"{type(error).__name__}: {error}"
        self.broke.emit(f"Something in the program went wrong. ({said})")
