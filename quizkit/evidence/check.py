"""The check: a function with controls, each the same function with one argument changed."""

import inspect
import itertools
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from types import MappingProxyType
from typing import Any

import torch

from quizkit.errors import Place, QuizkitError
from quizkit.evidence.lab import Found, Lab
from quizkit.evidence.stats import Broken
from quizkit.model.evidence import Arm, Report
from quizkit.model.question import Scalar

Experiment = Callable[..., None]
Controls = Mapping[str, Mapping[str, Any]]
CLAIM_ARM = "claim"
"""What the claim's arm is called where controls are called by name; no control may take it."""


class CheckError(QuizkitError):
    """A check that is not written as EVIDENCE asks."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its function, its controls, and the file that it stands in."""

    function: Experiment
    controls: Controls
    path: Path
    title: str

    @property
    def id(self) -> str:
        """`<topic>/<slug>`, as the file lies in `checks/`."""
        return f"{self.path.parent.name}/{self.path.stem}"

    def arm(
        self,
        control: str | None = None,
        *,
        seed: int = 0,
        device: str = "cpu",
        only: Mapping[str, Scalar] = MappingProxyType({}),
        until: str | None = None,
    ) -> Arm:
        """Run one arm; whatever goes wrong in it becomes the arm's error.

        `only` and `until` are those of `Lab`: one observation at one sweep point.
        """
        changed = self.controls[control] if control is not None else {}
        start = time.perf_counter()
        error = ""
        lab = Lab(seed, device, only=only, until=until)
        try:
            self.function(lab, **changed)
        except Found:
            pass
        except (Broken, Exception) as raised:  # noqa: BLE001  whatever a check raises is its result
            kind = "broken" if isinstance(raised, Broken) else type(raised).__name__
            error = f"{kind}: {raised}{line_of(raised, self.path.parent)}"
        seconds = time.perf_counter() - start
        return Arm(control, tuple(lab.observations), tuple(lab.records), error, seconds)

    def run(self, *, seed: int = 0, device: str = "cpu") -> Report:
        """Run the claim and every control."""
        return Report(
            check=self.id,
            seed=seed,
            title=self.title,
            claim=self.arm(seed=seed, device=device),
            controls=tuple(self.arm(name, seed=seed, device=device) for name in self.controls),
            device=device,
            versions=versions(),
        )

    def main(self) -> None:
        """Run from the command line: `python checks/<topic>/<slug>.py`; see `standalone`."""
        from quizkit.evidence.standalone import main

        sys.exit(main(self, sys.argv[1:]))


def check(*, controls: Controls) -> Callable[[Experiment], Check]:
    """Declare a function to be a check.

    `controls` maps the name of a mistake to the one argument that makes it: a number or a function.
    The function's first parameter is the lab; every other one has the claim's own value as default.

    Raises:
        CheckError: fewer than two controls, a control that changes more or less than one argument,
            an argument that the function does not have, two controls that make the same change, or
            no docstring in the module. In a file that is run alone, it is told without a traceback.
    """

    def declare(function: Experiment) -> Check:
        try:
            return _declared(function, controls)
        except CheckError as error:
            if function.__module__ != "__main__":
                raise
            from quizkit.evidence.standalone import refuse

            refuse(error)

    return declare


def _declared(function: Experiment, controls: Controls) -> Check:
    path = Path(inspect.getsourcefile(function) or "").resolve()
    place = Place(path, function.__code__.co_firstlineno)
    title = _title(function, place)
    if len(controls) < 2:
        raise CheckError(
            f"{len(controls)} control{'s' * (len(controls) != 1)}; a check has at least two",
            place=place,
            hint="name the mistakes that people really make, and give each as a control",
        )
    parameters = list(inspect.signature(function).parameters.values())
    if not parameters or parameters[0].default is not inspect.Parameter.empty:
        raise CheckError(
            "the first parameter is the lab",
            place=place,
            hint=f"write: def {function.__name__}(lab: Lab, …)",
        )
    known = {p.name: p.default for p in parameters[1:]}
    if missing := [name for name, default in known.items() if default is inspect.Parameter.empty]:
        raise CheckError(
            f"parameters without the claim's value: {', '.join(missing)}",
            place=place,
            hint="give each its value in the claim as default",
        )
    for name, changed in controls.items():
        _one_change(name, changed, known, place)
    for (a, one), (b, other) in itertools.combinations(controls.items(), 2):
        if one.keys() == other.keys() and _alike(*one.values(), *other.values()):
            raise CheckError(f"controls {a!r} and {b!r} make the same change", place=place)
    return Check(function, controls, path, title)


def line_of(raised: BaseException, folder: Path) -> str:
    """Where in the files of `folder` an exception was raised, in brackets; "" if outside."""
    frames = traceback.extract_tb(raised.__traceback__)
    inside = [f for f in frames if Path(f.filename).resolve().parent == folder]
    return f" ({Path(inside[-1].filename).name}, line {inside[-1].lineno})" if inside else ""


def versions() -> Mapping[str, str]:
    """The versions that a measurement depends on."""
    loaded = [name for name in ("numpy", "transformers") if name in sys.modules]
    return {"torch": torch.__version__} | {name: metadata.version(name) for name in loaded}


def _title(function: Experiment, place: Place) -> str:
    doc = function.__globals__.get("__doc__") or ""
    title = doc.strip().partition("\n")[0]
    if not title:
        raise CheckError(
            "no docstring", place=place, hint="the file's first line says what is claimed"
        )
    return title


def _one_change(
    name: object, changed: Mapping[str, Any], known: Mapping[str, Any], place: Place
) -> None:
    if not isinstance(name, str) or name in (CLAIM_ARM, "") or not name.isprintable():
        raise CheckError(
            f"a control cannot be called {name!r}",
            place=place,
            hint="name the mistake in a few words",
        )
    if len(changed) != 1:
        raise CheckError(
            f"control {name!r} changes {len(changed)} arguments",
            place=place,
            hint="a control is the same experiment with one thing made wrong",
        )
    (argument,) = changed
    if argument not in known:
        raise CheckError(
            f"control {name!r} changes {argument!r}, which the check does not take: {list(known)}",
            place=place,
        )
    if _alike(changed[argument], known[argument]):
        raise CheckError(f"control {name!r} changes nothing", place=place)


def _alike(a: Any, b: Any) -> bool:
    # A tensor compares entry by entry, which is no answer.
    return a is b or (a == b) is True
