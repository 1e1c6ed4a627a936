"""Somebody at a terminal: verbs of the program on one library."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from evidence_library.app import main


@dataclass(frozen=True)
class Done:
    """How a verb ended, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


@dataclass
class Script:
    """Runs verbs on one library, in this process unless `real`: then each in one of its own."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    real: bool = False

    def run(self, *arguments: object) -> Done:
        """Run a verb to its end, however that may be."""
        words = [str(one) for one in arguments]
        environment = {"EVIDENCE_LIBRARY": str(self.folder), **self.environment}
        return _in_a_process(words, environment) if self.real else _here(words, environment)

    def does(self, *arguments: object) -> str:
        """Run a verb that works, and give what it wrote."""
        done = self.run(*arguments)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    def reads(self, *arguments: object) -> Any:
        """Run a verb that works, and give the JSON it wrote."""
        return json.loads(self.does(*arguments, "--json"))

    def fails(self, *arguments: object, status: int = 1) -> str:
        """Run a verb that cannot work, and give what it complained of."""
        done = self.run(*arguments)
        assert done.returncode == status
        return done.stderr


def _in_a_process(arguments: list[str], environment: dict[str, str]) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "evidence_library", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )
    return Done(done.returncode, done.stdout, done.stderr)


def _here(arguments: list[str], environment: dict[str, str]) -> Done:
    """Run the program's own `main`, with what a process would have of its own."""
    status: object = 0
    with CliRunner().isolation(env=environment) as (out, err, _both):
        try:
            main(arguments)
        except SystemExit as end:
            status = end.code or 0
    return Done(status if isinstance(status, int) else 1, _text(out), _text(err))


def _text(stream: Any) -> str:
    return str(stream.getvalue().decode("utf-8"))
