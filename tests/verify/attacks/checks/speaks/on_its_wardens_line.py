"""It takes the line that its warden reports on, and reports there."""

import ctypes
import inspect
import os
from json import dumps

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def on_its_wardens_line(lab: Lab, n: int = 0) -> None:
    if n == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        frame = inspect.currentframe()
        while frame and "serial" not in frame.f_locals:
            frame = frame.f_back
        assert frame
        ended = {
            "serial": frame.f_locals["serial"],
            "status": 0,
            "timed_out": False,
            "flooded": False,
            "overfull": False,
            "left": 0,
        }
        message = dumps(ended | {"seconds": 666.0, "tail": "forged"}).encode() + b"\n"
        warden = os.pidfd_open(os.getppid())
        for number in range(3, 40):
            fd = libc.syscall(438, warden, number, 0)
            if fd >= 0 and os.readlink(f"/proc/self/fd/{fd}").startswith("socket:"):  # noqa: PTH115
                _ = os.write(fd, len(message).to_bytes(4) + message)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    on_its_wardens_line.main()
