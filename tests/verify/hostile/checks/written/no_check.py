"""It declares no check."""

NOTHING = 0
