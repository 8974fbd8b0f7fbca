"""Taking the network away from a tool."""

from __future__ import annotations

import functools
import shutil
import subprocess
from collections.abc import Sequence


@functools.cache
def without_network() -> tuple[tuple[str, ...], str]:
    """What to put before a command so that it runs without a network, and, where that cannot be, why."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return (), "there is no unshare here"
    prefix = (unshare, "-rn")
    done = subprocess.run([*prefix, "true"], capture_output=True, text=True, check=False)  # noqa: S603  # the program that PATH leads to
    if done.returncode:
        return (), " ".join(done.stderr.split()) or f"unshare -rn exits {done.returncode}"
    return prefix, ""


def state(interfaces: Sequence[str], reason: str) -> str:
    """What the header says: `off`, or `on (reason)`, by what the worker saw and not by what was tried."""
    if not interfaces and not reason:
        return "off"
    return f"on ({reason or 'interfaces ' + ', '.join(interfaces)})"
