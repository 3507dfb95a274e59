"""It opens a private key by the number of its file."""

import ctypes
import os

from _target import KEY

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def by_its_number(lab: Lab, n: int = 0) -> None:
    if n == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        handle, mount = ctypes.create_string_buffer(136), ctypes.c_int()
        handle[0] = 128
        assert not libc.name_to_handle_at(-100, KEY.encode(), handle, ctypes.byref(mount), 0)
        folder = os.open(os.path.dirname(KEY), os.O_RDONLY)  # noqa: PTH120
        fd = libc.open_by_handle_at(folder, handle, os.O_RDONLY)
        print(os.read(fd, 1000).decode())
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    by_its_number.main()
