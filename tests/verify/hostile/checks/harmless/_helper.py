"""What a check beside it imports."""

NOTHING = 0
