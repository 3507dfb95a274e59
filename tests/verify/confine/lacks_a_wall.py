"""Become a program for which the kernel lacks some calls: NUMBERS COMMAND…

NUMBERS is `number=errno,…`.
"""

import ctypes
import os
import struct
import sys

from quizkit.verify.confine.libc import prctl
from quizkit.verify.confine.privileges import gain_no_more
from quizkit.verify.confine.seccomp import ALLOW, EQUAL, LOAD, NUMBER, REFUSE, RETURN, Step

numbers, *command = sys.argv[1:]
steps = [Step(LOAD, 0, 0, NUMBER)]
for pair in numbers.split(","):
    number, error = map(int, pair.split("="))
    steps += [Step(EQUAL, 0, 1, number), Step(RETURN, 0, 0, REFUSE | error)]
steps.append(Step(RETURN, 0, 0, ALLOW))
code = b"".join(struct.pack("=HBBI", *step) for step in steps)
buffer = ctypes.create_string_buffer(code, len(code))
gain_no_more()
program = struct.pack("@HP", len(steps), ctypes.addressof(buffer))
_ = prctl(22, 2, ctypes.create_string_buffer(program))
os.execv(sys.executable, [sys.executable, *command])
