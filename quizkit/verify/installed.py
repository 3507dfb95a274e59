"""What is installed, found without importing it."""

import ctypes
import importlib.util
import re
from functools import cache
from pathlib import Path

_LITERAL = r"^{name}(?:: [^=]+)? = ['\"]([^'\"]+)['\"]"


def versions() -> dict[str, str]:
    """The versions of torch and transformers; a package that is not installed is left out."""
    found = {
        "torch": _literal("torch", "version.py", "__version__"),
        "transformers": _literal("transformers", "__init__.py", "__version__"),
    }
    return {package: version for package, version in found.items() if version}


def cuda_is_missing() -> str:
    """Why no check can run with CUDA, or "" when one can."""
    if not _literal("torch", "version.py", "cuda"):
        return "needs cuda: the installed torch is built without it"
    try:
        driver = ctypes.CDLL("libcuda.so.1")
    except OSError:
        return "needs cuda: there is no NVIDIA driver"
    count = ctypes.c_int(0)
    if driver.cuInit(0) or driver.cuDeviceGetCount(ctypes.byref(count)) or not count.value:
        return "needs cuda: there is no GPU"
    return ""


@cache
def _literal(package: str, file: str, name: str) -> str:
    """The text that a package's file assigns to a name, "" for none."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return ""
    source = Path(spec.submodule_search_locations[0]) / file
    found = re.search(_LITERAL.format(name=name), source.read_text("utf-8"), re.MULTILINE)
    return found[1] if found else ""
