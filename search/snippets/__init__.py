"""Long documents into pieces worth sharing, each word for word.

`vectors` (not imported here: it reads the index) gives the sentences of an indexed document with their vectors.
"""

from .finding import propose
from .proposals import CODES, EMPTY, SIGNALS, Proposal, Proposals, Reason, SnippetType
from .units import Sentence, snap, unembedded

__all__ = [
    "CODES",
    "EMPTY",
    "SIGNALS",
    "Proposal",
    "Proposals",
    "Reason",
    "Sentence",
    "SnippetType",
    "propose",
    "snap",
    "unembedded",
]
