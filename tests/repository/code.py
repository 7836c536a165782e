"""Limits on the library's code that ruff does not know."""

import ast
import re
from pathlib import Path

FUNCTION_LINES = 30
MODULE_LINES = 250
POSITIONAL = 2
# "path" or "path:function" -> why it may be longer, or take more by position
ALLOWED: dict[str, str] = {
    "course_lib/posture/tasks.py": "what three labs ask and say: words as data, hardly any code",
}
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions(tree: ast.AST):
    """Yield (function, whether it is a method) for every function of a module."""
    methods = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for child in node.body
    }
    for node in ast.walk(tree):
        if isinstance(node, FUNCTION):
            yield node, id(node) in methods


def public(name: str) -> bool:
    """Return whether a reader may call this name."""
    return not name.startswith("_") or name == "__init__"


def has_hints(function: ast.FunctionDef, method: bool) -> bool:
    """Return whether every argument and the result carry a type hint."""
    args = function.args
    named = [*args.posonlyargs, *args.args][int(method and not static(function)) :]
    rest = [arg for arg in (args.vararg, args.kwarg) if arg is not None]
    hinted = all(arg.annotation is not None for arg in [*named, *args.kwonlyargs, *rest])
    return hinted and function.returns is not None


def static(function: ast.FunctionDef) -> bool:
    """Return whether a method takes no self."""
    return any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in function.decorator_list)


def code_faults(source: str, name: str) -> list[str]:
    """Return a sentence for each limit that a module of the library breaks."""
    tree, faults = ast.parse(source), []
    lines = len(source.splitlines())
    if lines > MODULE_LINES and name not in ALLOWED:
        faults.append(f"{name} has {lines} lines: split it, {MODULE_LINES} is the most.")
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and any(a.name == "*" for a in node.names):
            faults.append(f"{name} imports everything from {node.module}: name what is used.")
        documented = isinstance(node, (*FUNCTION, ast.ClassDef)) and public(node.name)
        outermost = documented and (node.col_offset == 0 or isinstance(node, ast.ClassDef))
        if outermost and not ast.get_docstring(node):
            faults.append(f"{name}: {node.name} has no docstring.")
    for function, method in functions(tree):
        faults += function_faults(function, method, f"{name}:{function.name}")
    return faults


def function_faults(function: ast.FunctionDef, method: bool, place: str) -> list[str]:
    """Return a sentence for each limit that a function breaks."""
    faults = []
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and ast.get_docstring(function):
        lines -= first.end_lineno - first.lineno + 1  # words that explain are not code
    if lines > FUNCTION_LINES and place not in ALLOWED:
        faults.append(f"{place} has {lines} lines of code: {FUNCTION_LINES} is the most.")
    if not public(function.name):
        return faults
    if not has_hints(function, method):
        faults.append(f"{place} lacks a type hint.")
    if function.col_offset == 0:
        faults += docstring_faults(function, place)
    positional = [*function.args.posonlyargs, *function.args.args]
    if len(positional) - int(method and not static(function)) > POSITIONAL and place not in ALLOWED:
        faults.append(f"{place} takes more than {POSITIONAL} arguments by position: add a *.")
    return faults


def docstring_faults(function: ast.FunctionDef, place: str) -> list[str]:
    """Return a sentence for each error and each parameter that a docstring leaves out."""
    words, faults = ast.get_docstring(function) or "", []
    raises = any(isinstance(node, ast.Raise) and node.exc for node in ast.walk(function))
    if raises and not re.search(r"Raises\n------|\b[Rr]aises \w*Error", words):
        faults.append(f"{place} raises an error: say in a section Raises which, and when.")
    listed = words.partition("Parameters\n----------")[2]
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    left_out = [arg.arg for arg in arguments if not re.search(rf"\b{arg.arg}\b", listed)]
    if listed and left_out:
        faults.append(f"{place} does not describe {', '.join(left_out)} under Parameters.")
    return faults


def allowed_but_gone(root: Path) -> list[str]:
    """Return the entries of ALLOWED that name nothing any more."""
    gone = []
    for entry in ALLOWED:
        path, _, function = entry.partition(":")
        text = (root / path).read_text(encoding="utf-8") if (root / path).exists() else ""
        if f"def {function}" not in text and not (text and not function):
            gone.append(entry)
    return gone
