"""It has the kernel copy the memory of a process."""

import ctypes
import struct

from _target import ADDRESS, VICTIM

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def copies_memory(lab: Lab, n: int = 0) -> None:
    if n == 0:
        copy = ctypes.create_string_buffer(40)
        mine = ctypes.create_string_buffer(struct.pack("PN", ctypes.addressof(copy), 40))
        theirs = ctypes.create_string_buffer(struct.pack("PN", ADDRESS, 40))
        _ = ctypes.CDLL(None, use_errno=True).process_vm_readv(VICTIM, mine, 1, theirs, 1, 0)
        print(copy.value.decode())
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    copies_memory.main()
