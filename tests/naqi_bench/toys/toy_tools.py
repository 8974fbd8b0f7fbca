"""Tools that misbehave as the first word of their text says, and a runner to kill. Run from this folder, as a user runs a module of their own."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

_BURN = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
_HOLD = "import time\nheld = bytearray(b'x') * (150 << 20)\ntime.sleep(1.5)"


def _note(pid: int) -> None:
    """Say where to look for a process that should not stay."""
    with Path(os.environ["TOY_PIDS"]).open("a", encoding="utf-8") as file:
        file.write(f"{pid}\n")


def _ignore_signals() -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGPIPE, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)


def _fork() -> None:
    child = os.fork()
    if not child:
        time.sleep(600)
    _note(child)


def _leave() -> None:
    """Start a process that is in no group or session of the worker's, and whose parent is gone."""
    code = "import os, time\nif os.fork(): os._exit(0)\nos.setsid()\nif os.fork(): os._exit(0)\nprint(os.getpid(), flush=True)\nos.close(1)\ntime.sleep(600)"
    _note(int(subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True).stdout))


def misbehave(text: str) -> object:
    """Do what the first word says."""
    word = text.split(maxsplit=1)[0]
    if word == "returns-twice":
        child = os.fork()
        if child:
            _note(child)
        return "parent" if child else "child"
    deeds = {
        "hangs": lambda: time.sleep(600),
        "allocates": lambda: (bytearray(b"x") * (320 << 20), time.sleep(600)),
        "allocates-and-frees": lambda: bytearray(b"x") * (320 << 20),
        "out-of-memory": lambda: bytearray(1 << 62),
        "segfaults": lambda: ctypes.string_at(0),
        "aborts": os.abort,
        "exits": lambda: sys.exit(3),
        "exits-at-once": lambda: os._exit(0),
        "interrupts": lambda: signal.raise_signal(signal.SIGINT),
        "prints": lambda: (sys.stdout.write("0000000a{}" * 20_000), os.write(1, b"0000000a{}"), os.write(2, b"x" * 200_000)),
        "closes": lambda: os.closerange(0, 4096),
        "moves": lambda: os.chdir("/"),
        "forks": _fork,
        "leaves": _leave,
        "threads": lambda: threading.Thread(target=time.sleep, args=(600,)).start(),
        "connects": lambda: socket.create_connection(("192.0.2.1", 80), timeout=0.5),
        "recurses": lambda: misbehave(text),
        "raises": lambda: (_ for _ in ()).throw(ValueError("one\nand\ttwo")),
        "burns": lambda: exec(_BURN, {}),
        "has-burnt": lambda: subprocess.run([sys.executable, "-c", _BURN], check=True),
        "has-held": lambda: subprocess.run([sys.executable, "-c", _HOLD], check=True),
        "kills-itself": lambda: os.kill(os.getpid(), signal.SIGKILL),
        "ignores-signals": _ignore_signals,
    }
    if word in deeds:
        deeds[word]()
    return {"is-nothing": None, "is-blank": " \n\t", "is-bytes": b"x", "is-half": "a\ud800b"}.get(word, f"{text} in {Path.cwd().name}")


def slow(text: str) -> str:
    """Take long enough to be killed."""
    time.sleep(0.02)
    return text[::-1]


_kept: list[subprocess.Popen[bytes]] = []


def with_child(text: str) -> str:
    """Have a child work that stays from page to page, as a tool of Node does."""
    if not _kept:
        code = "import sys\nwhile True:\n    n = int(sys.stdin.readline())\n    for _ in range(n): pass\n    print(flush=True)"
        _kept.append(subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE))
    (child,) = _kept
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(b"20000000\n")
    child.stdin.flush()
    child.stdout.readline()
    return text


def of_bytes(page: bytes) -> str:
    return type(page).__name__


def of_str(page: str) -> str:
    return type(page).__name__


def of_either(page: bytes | str) -> str:
    return type(page).__name__


def unsaid(page):
    return type(page).__name__


def unsaid_bytes(page):
    return type(page.decode()).__name__ and type(page).__name__


NOT_A_FUNCTION = 3
