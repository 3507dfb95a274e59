"""Where the attacks aim. The tests write the real places over it, in a copy of this pack."""

KEY = OUTSIDE = DIARY = LIBRARY = UNIX = ABSTRACT = ""
VICTIM = ADDRESS = TCP = UDP = TASKS = 0
