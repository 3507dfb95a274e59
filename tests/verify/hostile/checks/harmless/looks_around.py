"""What a check finds around it."""

import os
import resource
import sys
import tempfile
from pathlib import Path

import torch

from quizkit.evidence import Lab, check


@check(controls={"one more": {"n": 1}, "two more": {"n": 2}})
def looks_around(lab: Lab, n: int = 0) -> None:
    here = Path.cwd()
    lab.record("entries of the working directory", len(list(here.iterdir())))
    lab.record("it is the temporary directory", Path(tempfile.gettempdir()) == here)
    _ = Path("rubbish").write_text("left behind", encoding="utf-8")
    lab.record("bytes on stdin", len(sys.stdin.read()))
    lab.record("arguments", len(sys.argv))
    lab.record("sys.path begins here", sys.path[0] == str(Path(__file__).parent))
    lab.record("open files", len(os.listdir("/proc/self/fd")) - 1)  # noqa: PTH208  it opens one more
    lab.record("threads of torch", torch.get_num_threads())
    lab.record("leads its session", os.getsid(0) == os.getpid())
    parent = os.getppid()
    lab.record("so does the process that watches it", os.getsid(parent) == parent)
    lab.record("order of sets", int(os.environ["PYTHONHASHSEED"]))
    lab.record("network", os.environ["HF_HUB_OFFLINE"] != "1")
    lab.record("core", resource.getrlimit(resource.RLIMIT_CORE)[1])
    lab.record("memory", resource.getrlimit(resource.RLIMIT_DATA)[1])
    lab.record("file size", resource.getrlimit(resource.RLIMIT_FSIZE)[1])
    lab.record("processes are limited", resource.getrlimit(resource.RLIMIT_NPROC)[1] > 0)
    print(here)
    lab.count("n", n, equals=0)


if __name__ == "__main__":
    looks_around.main()
