"""The places that a confined check may read or write; every other is closed to it."""

import os
import site
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import quizkit

SYSTEM = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"),
    *("/usr/share/zoneinfo", "/etc/localtime"),
    *("/dev/zero", "/dev/random", "/dev/urandom"),
    *("/sys/devices/system/cpu", "/proc/cpuinfo"),
)
"""Shared libraries, the time zone, chance, and which cores there are."""
NULL = ("/dev/null",)
CUDA_READ = ("/proc", "/sys", "/usr/share", "/etc/OpenCL")
CUDA_DEVICES = ("/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-uvm-tools", "/dev/nvidia-modeset")


@dataclass(frozen=True, slots=True)
class Places:
    """Folders with all that lies in them, and single files."""

    read: tuple[str, ...]
    """To read."""
    use: tuple[str, ...]
    """Devices: to read, write and steer."""
    own: str
    """To do anything with but run it."""

    @classmethod
    def of(cls, folder: str, reads: tuple[Path, ...], device: str) -> "Places":
        """Those of a check that writes to `folder` and reads its pack's files."""
        read = (*libraries(), *SYSTEM, *(str(path) for path in reads))
        if device == "cpu":
            return cls(read, NULL, folder)
        cards = [str(p) for p in Path("/dev").glob("nvidia*")]
        return cls((*read, *CUDA_READ), (*NULL, *CUDA_DEVICES, *cards), folder)


@cache
def libraries() -> tuple[str, ...]:
    """Where Python, the installed packages and what is imported by now lie.

    Folders of the search path are left out: with an editable installation one is a whole
    repository, and what lies there may be secret.
    """
    found = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    found |= {str(Path(sys.base_prefix) / "lib"), str(Path(quizkit.__file__).parent)}
    found |= {str(Path(sys.prefix) / "pyvenv.cfg"), *site.getsitepackages()}
    if site.ENABLE_USER_SITE:
        found.add(site.getusersitepackages())
    found |= {path for path in os.environ.get("LD_LIBRARY_PATH", "").split(":") if path}
    known = tuple(Path(path) for path in found)
    found |= {str(p) for p in _imported() if not any(p.is_relative_to(k) for k in known)}
    return tuple(sorted(found))


def _imported() -> Iterator[Path]:
    """The folder of each package that is imported, and the file of each other module."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and "." not in name:
            yield Path(file).parent if hasattr(module, "__path__") else Path(file)
