"""Long documents into pieces worth sharing, each word for word."""

from .proposals import EMPTY, SIGNALS, Proposal, Proposals, Reason, SnippetType

__all__ = ["EMPTY", "SIGNALS", "Proposal", "Proposals", "Reason", "SnippetType"]
