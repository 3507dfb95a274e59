"""Packs from others: which there are, how they come, and how far they are trusted."""

from quizkit.packs.shelf import Entry, Shelf

__all__ = ["Entry", "Shelf"]
