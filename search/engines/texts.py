"""Many strings in two arrays, so that a million of them are no million objects and can be mapped from a file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Ints = NDArray[np.signedinteger]


class Texts(Sequence[str]):
    """Immutable. Text n is UTF-8 at `data[starts[n]:starts[n + 1]]`."""

    def __init__(self, data: Bytes, starts: Ints) -> None:
        self.data = data
        self.starts = starts

    @classmethod
    def of(cls, texts: Sequence[str]) -> Texts:
        # Lone surrogates are no UTF-8, but a key may have been made of one.
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        starts = np.zeros(len(encoded) + 1, dtype=np.int64)
        np.cumsum([len(one) for one in encoded], out=starts[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...
    def __getitem__(self, number: Any) -> Any:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        return self._bytes(number % len(self)).decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        data = self.data.tobytes()
        starts = self.starts.tolist()
        for start, end in pairwise(starts):
            yield data[start:end].decode("utf-8", "surrogatepass")

    def find(self, text: str, order: Ints | None = None) -> int | None:
        """The place of `text`, or None. The texts ascend, or do so when taken in `order`."""
        # By bytes, whose order is that of the code points, by which Python sorts strings.
        wanted = text.encode("utf-8", "surrogatepass")
        places: Any = range(len(self)) if order is None else order
        place = bisect_left(places, wanted, key=self._bytes)
        if place < len(places) and self._bytes(found := int(places[place])) == wanted:
            return found
        return None

    def _bytes(self, number: int) -> bytes:
        return self.data[self.starts[number] : self.starts[number + 1]].tobytes()

    def taken(self, numbers: Ints) -> Texts:
        """Those of the `numbers`, in their order."""
        sizes = np.diff(self.starts)[numbers]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        return Texts(self.data[spans(self.starts[numbers], sizes)], starts)


def joined(many: Sequence[Texts]) -> Texts:
    """All texts one after another, copied."""
    sizes = [np.diff(texts.starts) for texts in many]
    starts = np.concatenate([[0], np.cumsum(np.concatenate(sizes))])
    used = [texts.data[texts.starts[0] : texts.starts[-1]] for texts in many]
    return Texts(np.concatenate(used), starts)


def spans(starts: Ints, sizes: Ints) -> Ints:
    """The numbers from each start on, as many as its size, one span after another."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - sizes), sizes) + np.arange(total)


class Chain(Sequence[Any]):
    """Several sequences as one, none of them copied."""

    def __init__(self, parts: Sequence[Any]) -> None:
        self._parts = parts
        self._starts = [0]
        for part in parts:
            self._starts.append(self._starts[-1] + len(part))

    def __len__(self) -> int:
        return self._starts[-1]

    def __getitem__(self, number: Any) -> Any:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        number = int(number) % len(self)
        part = 0
        while number >= self._starts[part + 1]:
            part += 1
        return self._parts[part][number - self._starts[part]]

    def __iter__(self) -> Iterator[Any]:
        for part in self._parts:
            yield from part


class Coded(Sequence[str]):
    """A name for each document, of a few that many share."""

    def __init__(self, names: Sequence[str], codes: NDArray[np.int32]) -> None:
        self._names = names
        self._codes = codes

    def __len__(self) -> int:
        return len(self._codes)

    def __getitem__(self, number: Any) -> Any:
        if isinstance(number, slice):
            return [self._names[code] for code in self._codes[number]]
        return self._names[self._codes[number]]
