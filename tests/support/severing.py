"""A loopback proxy that can cut one connection between a request and its answer."""

import contextlib
import socket
import threading
from collections.abc import Callable

CHUNK = 65_536


class Severing:
    """Passes on what comes to `port`. Once armed, the next request that begins with `sign` is passed on whole, its answer never is:
    `then` is called after it went out, and the connection is dropped."""

    def __init__(self, to_port: int) -> None:
        self.to_port = to_port
        self.sign = b""
        self.then: Callable[[], None] = lambda: None
        self.severed = threading.Event()
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._run(self._accept)

    def sever(self, sign: bytes, then: Callable[[], None]) -> None:
        """Arms it for one request."""
        self.severed.clear()
        self.sign, self.then = sign, then

    def close(self) -> None:
        # A thread that waits for a socket is woken by its shutdown, and not by its close.
        for each in (self._listening, *self._open):
            _close(each)
        for thread in self._threads:
            thread.join(10)

    def _run(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                browser, _ = self._listening.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self.to_port), timeout=20)
            except OSError:  # the server is down: so is this connection
                _close(browser)
                continue
            server.settimeout(None)
            self._open += [browser, server]
            mute = threading.Event()
            self._run(self._requests, browser, server, mute)
            self._run(self._answers, browser, server, mute)

    def _requests(self, browser: socket.socket, server: socket.socket, mute: threading.Event) -> None:
        for data in _read(browser):
            if self.sign and self.sign in data:
                self.sign = b""
                mute.set()
                self._run(self._cut, browser, server)
            with contextlib.suppress(OSError):
                server.sendall(data)
        _close(server)

    def _answers(self, browser: socket.socket, server: socket.socket, mute: threading.Event) -> None:
        for data in _read(server):
            if not mute.is_set():
                with contextlib.suppress(OSError):
                    browser.sendall(data)
        if not mute.is_set():
            _close(browser)

    def _cut(self, browser: socket.socket, server: socket.socket) -> None:
        self.then()
        _close(browser)
        _close(server)
        self.severed.set()


def _read(end: socket.socket):  # type: ignore[no-untyped-def]  # a generator of bytes
    with contextlib.suppress(OSError):
        while data := end.recv(CHUNK):
            yield data


def _close(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
