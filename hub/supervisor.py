"""Runs a few processes as one: all together or none, and no orphan when this one ends."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

POLL = 0.1  # seconds
PATIENCE = 10.0  # seconds between asking a process to stop and ending it


class ChildDied(Exception):
    def __init__(self, name: str, returncode: int) -> None:
        how = f"signal {-returncode}" if returncode < 0 else f"exit code {returncode}"
        super().__init__(f"The {name} ended by itself ({how}); what it said is above.")


@dataclass
class Child:
    name: str
    process: subprocess.Popen[bytes]


class Supervisor:
    def __init__(self) -> None:
        self._children: list[Child] = []

    def start(self, name: str, command: Sequence[str]) -> Child:
        # A session of its own, so that Ctrl-C in the terminal reaches us alone and we decide.
        process = subprocess.Popen(
            command,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )
        child = Child(name, process)
        self._children.append(child)
        return child

    def run(self, name: str, command: Sequence[str]) -> None:
        """One that ends by itself, and well: else ChildDied."""
        child = self.start(name, command)
        if returncode := child.process.wait():
            raise ChildDied(name, returncode)
        self._children.remove(child)

    def check(self) -> None:
        """ChildDied where one of them is no more."""
        for child in self._children:
            if (returncode := child.process.poll()) is not None:
                raise ChildDied(child.name, returncode)

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> bool:
        """Whether `ready()` came true within `seconds`. ChildDied where one ended meanwhile."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.check()
            if ready():
                return True
            time.sleep(POLL)
        return False

    def wait(self) -> None:
        """Return never, but raise ChildDied when one ends."""
        while True:
            self.check()
            time.sleep(POLL)

    def stop(self) -> None:
        """End all of them: kindly, and after `PATIENCE` or a second Ctrl-C at once."""
        running = [child.process for child in self._children if child.process.poll() is None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + PATIENCE
        try:
            while any(p.poll() is None for p in running) and time.monotonic() < deadline:
                time.sleep(POLL)
        except KeyboardInterrupt:
            pass
        for process in running:
            # The whole group: a web server's own children are not ours to see.
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            process.wait()
        self._children.clear()


def _die_with_parent() -> None:
    """Linux ends this process when the supervisor is gone, however it went."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


@contextmanager
def interruptible() -> Iterator[None]:
    """Inside, a request to terminate or a closed terminal is what Ctrl-C is: KeyboardInterrupt."""
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before: Mapping = {number: signal.getsignal(number) for number in signals}
    for number in signals:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
