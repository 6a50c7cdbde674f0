"""A mail server on loopback that takes everything at once and counts how often each mail came."""

import re
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

ID = re.compile(rb"^Message-ID:\s*<([^@>]+)@", re.MULTILINE | re.IGNORECASE)


@dataclass
class Sink:
    """`came` counts each mail by the number in its Message-ID. It is counted before the sender is told that it was taken."""

    port: int = 0
    came: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return sum(self.came.values())

    def talk(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as said, suppress(OSError):
            connection.sendall(b"220 sink\r\n")
            for line in said:
                command = line[:4].upper()
                if command == b"DATA":
                    connection.sendall(b"354 go on\r\n")
                    if not self._take(said):
                        return
                connection.sendall(b"221 bye\r\n" if command == b"QUIT" else b"250 good\r\n")

    def _take(self, said: Iterator[bytes]) -> bool:
        lines = []
        for line in said:
            if line == b".\r\n":
                found = ID.search(b"".join(lines))
                self.came[found[1].decode() if found else "?"] += 1
                return True
            lines.append(line)
        return False


@contextmanager
def sink() -> Iterator[Sink]:
    """The server while it runs."""
    server = Sink()
    listening = socket.create_server(("127.0.0.1", 0))
    server.port = listening.getsockname()[1]

    def run() -> None:
        with suppress(OSError):
            while True:
                Thread(target=server.talk, args=(listening.accept()[0],), daemon=True).start()

    accepting = Thread(target=run, daemon=True)
    accepting.start()
    try:
        yield server
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        accepting.join(5)
