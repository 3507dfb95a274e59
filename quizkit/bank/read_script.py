"""Reading a check or a helper by its syntax, without running it."""

import ast
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

from quizkit.bank.fault import Findings, quoted
from quizkit.bank.placeholder import MESSAGE, PLACEHOLDER, placeholder_hint
from quizkit.bank.script import Script
from quizkit.bank.source import read_source

MARKS_HINT = "see docs/writing-a-check.md"
_HELPER = re.compile(r"_[a-z]")


def read_script(path: Path, into: Findings) -> Script:
    """Read a check, or a helper if its name begins with an underscore.

    What cannot be read is a fault in `into`, and empty in the script.
    """
    text = read_source(path, into)
    if text is None:
        return Script()
    for line, told in enumerate(text.splitlines(), 1):
        for found in PLACEHOLDER.finditer(told):
            into.add(line, found.start() + 1, MESSAGE, placeholder_hint(found[0]))
    tree = _parse(text, into)
    if tree is None:
        return Script()
    names = sorted(set(_imported(tree)))
    helpers = tuple(name for name in names if _HELPER.match(name))
    imports = tuple(name for name in names if name not in helpers)
    title = (ast.get_docstring(tree) or "").partition("\n")[0].strip()
    _judge_imports(tree, into)
    if path.name.startswith("_"):
        return Script(title, (), imports, helpers)
    if not title:
        into.add(1, 1, "no docstring", "its first line says in one sentence what is claimed")
    return Script(title, _controls(tree, into), imports, helpers)


def _parse(text: str, into: Findings) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        into.add(error.lineno or 0, error.offset or 0, f"not Python: {error.msg}")
    except (ValueError, RecursionError, MemoryError) as error:
        into.add(0, 0, f"not Python: {error or 'nested too deep'}")
    return None


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _judge_imports(tree: ast.Module, into: Findings) -> None:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        if isinstance(node, ast.ImportFrom) and node.level:
            hint = "a helper lies beside its check: from _name import …"
            into.add(node.lineno, node.col_offset + 1, "a relative import", hint)
        named = isinstance(node, ast.ImportFrom)
        for module in [node.module or ""] if named else [alias.name for alias in node.names]:
            seen = f"{module}.".startswith("quizkit.evidence.")
            if module.partition(".")[0] == "quizkit" and not seen:
                message = f"a check sees quizkit.evidence only, not {quoted(module)}"
                into.add(node.lineno, node.col_offset + 1, message)


def _controls(tree: ast.Module, into: Findings) -> tuple[str, ...]:
    """The names of the check's controls."""
    checks = [
        (node, decorator)
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call) and _name(decorator.func) == "check"
    ]
    if len(checks) != 1:
        lines = ", ".join(str(node.lineno) for node, _ in checks)
        found = f"{len(checks)} checks, in the lines {lines}" if checks else "no check"
        into.add(1, 1, f"{found}; expected one function under @check(controls=…)", MARKS_HINT)
        return ()
    ((function, decorator),) = checks
    _judge_main(tree, function, into)
    given = next((k.value for k in decorator.keywords if k.arg == "controls"), None)
    line, column = decorator.lineno, decorator.col_offset + 1
    literal = _constant(tree, given)
    if not isinstance(literal, ast.Dict):
        hint = 'write them out: controls={"name of the mistake": {"argument": value}, …}'
        into.add(line, column, "the controls cannot be read without running the check", hint)
        return ()
    return _control_names(literal, into)


def _control_names(literal: ast.Dict, into: Findings) -> tuple[str, ...]:
    names: list[str] = []
    for key in literal.keys:
        if not (isinstance(key, ast.Constant) and isinstance(key.value, str)):
            where = key or literal
            into.add(where.lineno, where.col_offset + 1, "a control's name is not written out")
        elif key.value in names:
            message = f"two controls are called {quoted(key.value)}"
            into.add(key.lineno, key.col_offset + 1, message)
        else:
            names.append(key.value)
    if len(literal.keys) < 2:
        found = f"{len(literal.keys)} controls; a check has at least two"
        hint = "name the mistakes that people really make, and give each as a control"
        into.add(literal.lineno, literal.col_offset + 1, found, hint)
    return tuple(names)


def _judge_main(tree: ast.Module, function: ast.FunctionDef, into: Findings) -> None:
    """The check runs alone: `if __name__ == "__main__": name.main()`."""
    for node in tree.body:
        if isinstance(node, ast.If) and "__name__" in {_name(n) for n in ast.walk(node.test)}:
            calls = [n for n in ast.walk(node) if isinstance(n, ast.Call)]
            if any(ast.unparse(call) == f"{function.name}.main()" for call in calls):
                return
    hint = f'end it with: if __name__ == "__main__": {function.name}.main()'
    into.add(function.lineno, 1, "the check does not run alone", hint)


def _constant(tree: ast.Module, given: ast.expr | None) -> ast.expr | None:
    """`given`, or what the module's top level assigns to it when it is a name."""
    if not isinstance(given, ast.Name):
        return given
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and _name(node.target) == given.id:
            return node.value
        if isinstance(node, ast.Assign) and [_name(t) for t in node.targets] == [given.id]:
            return node.value
    return None


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""
