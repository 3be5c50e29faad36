import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Time:
    """Seconds by the clock, and of the processor (of all threads)."""

    wall: float = 0.0
    processor: float = 0.0

    @classmethod
    def now(cls) -> "Time":
        return cls(time.perf_counter(), time.process_time())

    def __add__(self, other: "Time") -> "Time":
        return Time(self.wall + other.wall, self.processor + other.processor)

    def __sub__(self, other: "Time") -> "Time":
        return Time(self.wall - other.wall, self.processor - other.processor)
