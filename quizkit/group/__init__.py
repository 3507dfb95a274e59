"""A study group that shares a folder: what its members know, and sessions in one room."""
