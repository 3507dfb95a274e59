"""It leaves a process behind that left its session and everything else."""

import os
import time

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def daemon(lab: Lab, n: int = 0) -> None:
    read, write = os.pipe()
    if os.fork() == 0:
        os.setsid()
        pid = os.fork()
        if pid == 0:
            os.setsid()
            time.sleep(600)
        _ = os.write(write, b"%d" % pid)
        os._exit(0)
    print("pid", int(os.read(read, 20)))
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    daemon.main()
