"""What import contracts cannot name, read from the syntax tree of the package.

Each rule looks at one module and gives the lines that break it. `RULES` lists them with the reason.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

PACKAGE = "evidence_library"


@dataclass(frozen=True)
class Module:
    """One source file of the package under its dotted name without the package's own."""

    name: str
    tree: ast.Module

    def is_in(self, *parts: str) -> bool:
        """Tell whether the module is one of `parts` or lies inside one, such as `ui.presenters`."""
        return any(self.name == part or self.name.startswith(f"{part}.") for part in parts)

    @cached_property
    def imports(self) -> list[tuple[int, str]]:
        """Line and dotted name of everything imported, wherever in the module it is."""
        found = []
        for node in self._nodes:
            if isinstance(node, ast.Import):
                found += [(node.lineno, alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
        return found

    @cached_property
    def calls(self) -> list[tuple[int, str]]:
        """Line and dotted name of everything called; the name of `a().b()` is `.b`."""
        return [
            (node.lineno, _dotted(node.func)) for node in self._nodes if isinstance(node, ast.Call)
        ]

    @cached_property
    def strings(self) -> list[tuple[int, str]]:
        """Line and value of every string that is not documentation."""
        documentation = set(map(id, _docstrings(self._nodes)))
        return [
            (node.lineno, node.value)
            for node in self._nodes
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documentation
        ]

    @cached_property
    def _nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))


@dataclass(frozen=True)
class Finding:
    """A line that breaks a rule."""

    rule: str
    module: str
    line: int
    what: str


Check = Callable[[Module], Iterable[tuple[int, str]]]


@dataclass(frozen=True)
class Rule:
    """A ban, its reason, and the check that finds what breaks it."""

    name: str
    because: str
    check: Check


def findings(package: Path) -> list[Finding]:
    """Give every line of the package that breaks a rule."""
    return [one for name, text in _sources(package) for one in _findings_in(name, text)]


def write_transaction_starts(package: Path) -> list[tuple[str, int]]:
    """Give module and line of every place that starts a write transaction."""
    return [one for name, text in _sources(package) for one in _starts_in(name, text)]


def _sources(package: Path) -> Iterator[tuple[str, str]]:
    """Give name and text of every source file of the package in this folder."""
    for path in sorted(package.rglob("*.py")):
        yield _name(path.relative_to(package)), path.read_text("utf-8")


@cache  # copies of the package differ in a line or two: a text is read once, not once a copy
def _findings_in(name: str, text: str) -> tuple[Finding, ...]:
    module = Module(name, ast.parse(text, name))
    return tuple(
        Finding(rule.name, name, line, what) for rule in RULES for line, what in rule.check(module)
    )


@cache
def _starts_in(name: str, text: str) -> tuple[tuple[str, int], ...]:
    return tuple(
        (name, line)
        for line, value in Module(name, ast.parse(text, name)).strings
        if "BEGIN IMMEDIATE" in " ".join(value.upper().split())
    )


def _name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return ""


def _docstrings(nodes: Iterable[ast.AST]) -> Iterator[ast.expr]:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in nodes:
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr):
            yield node.body[0].value


def _inside(name: str, parents: Iterable[str]) -> bool:
    return any(name == parent or name.startswith(f"{parent}.") for parent in parents)


def _imports_of(*banned: str, but_in: tuple[str, ...] = ()) -> Check:
    def check(module: Module) -> Iterator[tuple[int, str]]:
        if not module.is_in(*but_in):
            yield from ((line, name) for line, name in module.imports if _inside(name, banned))

    return check


def _calls_of(*banned: str, but_in: tuple[str, ...] = ()) -> Check:
    def check(module: Module) -> Iterator[tuple[int, str]]:
        if not module.is_in(*but_in):
            yield from ((line, name) for line, name in module.calls if name in banned)

    return check


def _all_of(*checks: Check) -> Check:
    def check(module: Module) -> Iterator[tuple[int, str]]:
        for one in checks:
            yield from one(module)

    return check


def _model_imports(module: Module) -> Iterator[tuple[int, str]]:
    allowed = (*sys.stdlib_module_names, f"{PACKAGE}.model")
    if module.is_in("model"):
        yield from ((line, name) for line, name in module.imports if not _inside(name, allowed))


def _presenter_imports(module: Module) -> Iterator[tuple[int, str]]:
    if module.is_in("ui.presenters"):
        for line, name in module.imports:
            if _inside(name, ["PySide6"]) and not _inside(name, ["PySide6.QtCore"]):
                yield line, name


def _waiting_dialogs(module: Module) -> Iterator[tuple[int, str]]:
    if module.is_in("ui.dialogs"):
        return
    for line, name in module.calls:
        owner, _, method = name.rpartition(".")
        runs_the_program = module.is_in("app", "ui.start") and owner in _APPLICATION
        waits = method in ("exec", "exec_") and "." in name and not runs_the_program
        if waits or owner.rpartition(".")[2] in _READY_DIALOGS:
            yield line, name


def _shapeless_names(module: Module) -> Iterator[tuple[int, str]]:
    for part in module.name.split("."):
        if any(word in _SHAPELESS for word in part.split("_")):
            yield 1, module.name


def _write_transactions(module: Module) -> Iterator[tuple[int, str]]:
    if not module.is_in("store"):
        yield from (
            (line, value)
            for line, value in module.strings
            if value.upper().split()[:1] == ["BEGIN"]
        )


_READY_DIALOGS = {"QMessageBox", "QFileDialog", "QInputDialog", "QColorDialog", "QFontDialog"}
_APPLICATION = {"app", "application", "QApplication"}
_SHAPELESS = {"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common"}
_NETWORK = (
    "socket",
    "socketserver",
    "ssl",
    "http",
    "urllib.request",
    "ftplib",
    "smtplib",
    "imaplib",
    "poplib",
    "xmlrpc",
    "requests",
    "httpx",
    "aiohttp",
    "PySide6.QtNetwork",
    "PySide6.QtWebSockets",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets",
)
_THREAD_MAKERS = (
    "threading.Thread",
    "threading.Timer",
    "concurrent.futures",
    "multiprocessing",
    "asyncio",
    "_thread",
    "PySide6.QtCore.QThread",
    "PySide6.QtCore.QThreadPool",
    "PySide6.QtCore.QRunnable",
    "PySide6.QtConcurrent",
    "PySide6.QtAsyncio",
)
_UNSAFE_CALLS = ("eval", "exec", "compile", "__import__", "importlib.import_module")

RULES = (
    Rule(
        "model-is-plain",
        "what things are must not depend on how they are stored, shown or read",
        _model_imports,
    ),
    Rule(
        "presenters-draw-nothing",
        "a presenter decides and can be tested without a window; it knows QtCore only",
        _presenter_imports,
    ),
    Rule(
        "threads-in-one-place",
        "ui/tasks.py owns every job, its cancelling and its way home to the main thread",
        _all_of(
            _imports_of(*_THREAD_MAKERS, but_in=("ui.tasks",)),
            # Locks are needed where threads meet: in the store, and at the one door of PDFium and
            # that of citeproc, which keep state of their own.
            _imports_of(
                "threading",
                but_in=("ui.tasks", "store", "importers.pdf_text", "services.citation_styles"),
            ),
            _calls_of(
                "threading.Thread", "threading.Timer", "Thread", "QThread", but_in=("ui.tasks",)
            ),
        ),
    ),
    Rule("no-network", "the program works offline and sends nothing", _imports_of(*_NETWORK)),
    Rule(
        "nothing-runs-data",
        "a file that is read must never become code, and imports must be seen by the contracts",
        _all_of(
            _imports_of("pickle", "marshal", "shelve", "dill", "runpy", "code"),
            _calls_of(*_UNSAFE_CALLS),
        ),
    ),
    Rule(
        "dialogs-wait-in-one-place",
        "a dialog that waits hangs a test; in ui/dialogs.py it can be replaced",
        _waiting_dialogs,
    ),
    Rule(
        "writes-begin-in-the-store",
        "one store function begins every change, so that each is one operation one can undo",
        _write_transactions,
    ),
    Rule(
        "names-say-what-is-inside",
        "a module is a noun or verb of the domain; anything fits into “utils”",
        _shapeless_names,
    ),
)
