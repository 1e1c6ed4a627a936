"""Refuses the network to the tests: the program is offline, and so are they."""

from __future__ import annotations

import socket
from typing import Any, NoReturn

import pytest


class NetworkUsedError(RuntimeError):
    """A test, or what it tests, tried to reach another computer."""


def refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every look-up of a name and every connection to an address an error."""
    monkeypatch.setattr(socket, "getaddrinfo", _refuse_look_up)
    monkeypatch.setattr(socket, "create_connection", _refuse_look_up)
    monkeypatch.setattr(socket, "socket", _LocalSocket)


def _refuse_look_up(*arguments: Any, **options: Any) -> NoReturn:
    raise NetworkUsedError(f"a test reached for the network: {arguments[0]!r}")


class _LocalSocket(socket.socket):
    def connect(self, address: Any) -> None:
        self._refuse_unless_local(address)
        super().connect(address)

    def connect_ex(self, address: Any) -> int:
        self._refuse_unless_local(address)
        return super().connect_ex(address)

    def _refuse_unless_local(self, address: Any) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            raise NetworkUsedError(f"a test reached for the network: {address!r}")
