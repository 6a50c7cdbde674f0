"""A mail server that breaks where it is told to: it drops the line, falls silent, or says something else, at any step."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread

DROP, SILENCE = "drop", "silence"
ANSWERS = {"GREETING": "220 hello", "DATA": "354 go on", "QUIT": "221 bye"}


@dataclass
class Faulty:
    """`at` is what it does at a step (GREETING, EHLO, MAIL, RCPT, SECOND for a second RCPT, DATA,
    TEXT, QUIT) instead of answering well; each is done once where `once` is set."""

    port: int = 0
    at: dict[str, str] = field(default_factory=dict)
    once: bool = False
    lines: int = 0
    texts: list[bytes] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    def talk(self, connection: socket.socket) -> None:
        """One line, from the greeting to its end."""
        self.lines += 1
        with connection, connection.makefile("rb") as said, suppress(OSError):
            going = self._answer(connection, "GREETING")
            while going and (line := said.readline()):
                command = line.split()[0].decode().upper()
                if command == "RCPT" and self.heard[-1] == "RCPT":
                    command = "SECOND"
                self.heard.append(command)
                text_follows = command == "DATA" and "DATA" not in self.at
                going = self._answer(connection, command)
                if going and text_follows:
                    going = self._text(connection, said)
                going = going and command != "QUIT"

    def _text(self, connection: socket.socket, said: Iterator[bytes]) -> bool:
        lines = []
        for line in said:
            if line == b".\r\n":
                self.texts.append(b"".join(lines))
                return self._answer(connection, "TEXT")
            lines.append(line)
        return False

    def _answer(self, connection: socket.socket, step: str) -> bool:
        """False where the line is over."""
        act = self.at.pop(step, "") if self.once else self.at.get(step, "")
        if act == DROP:
            return False
        if act == SILENCE:
            self.over.wait(10)
            return False
        connection.sendall(f"{act or ANSWERS.get(step, '250 good')}\r\n".encode())
        return not act.startswith("421")


@contextmanager
def faulty(once: bool = False, **at: str) -> Iterator[Faulty]:
    """The server while it runs: `faulty(TEXT=DROP)`."""
    server = Faulty(at=at, once=once)
    listening = socket.create_server(("127.0.0.1", 0))
    server.port = listening.getsockname()[1]
    talks: list[Thread] = []

    def run() -> None:
        with suppress(OSError):
            while True:
                talks.append(Thread(target=server.talk, args=(listening.accept()[0],), daemon=True))
                talks[-1].start()

    accepting = Thread(target=run, daemon=True)
    accepting.start()
    try:
        yield server
    finally:
        server.over.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        for thread in (accepting, *talks):
            thread.join(5)
