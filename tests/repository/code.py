"""Limits on the library's code that ruff does not know."""

import ast
import re
from collections import Counter
from pathlib import Path

FUNCTION_LINES = 30
MODULE_LINES = 250  # without docstrings: words that explain are not code
WORDY_LINES = 360  # with them: a file that nobody reads to the end explains nothing
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
    tree = ast.parse(source)
    faults = length_faults(tree, name, lines=len(source.splitlines()))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and any(a.name == "*" for a in node.names):
            faults.append(f"{name} imports everything from {node.module}: name what is used.")
        is_class = isinstance(node, ast.ClassDef) and public(node.name)
        if is_class and not ast.get_docstring(node):
            faults.append(f"{name}:{node.name} has no docstring.")
    for function, method in functions(tree):
        faults += function_faults(function, method, f"{name}:{function.name}")
    for function in offered(tree):
        faults += docstring_faults(function, f"{name}:{function.name}")
    return faults


def offered(tree: ast.Module):
    """Yield the functions, and the methods of classes, that a reader may call by name."""
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    for body in (tree.body, *(node.body for node in classes if public(node.name))):
        for node in body:
            if isinstance(node, FUNCTION) and not node.name.startswith("_") and not setter(node):
                yield node


def setter(function: ast.FunctionDef) -> bool:
    """Return whether a function sets a property, which the property itself describes."""
    return any(getattr(d, "attr", "") == "setter" for d in function.decorator_list)


def docstring_lines(node: ast.AST) -> int:
    """Return how many lines the docstring of a module, a class or a function takes."""
    if not ast.get_docstring(node):
        return 0
    return node.body[0].end_lineno - node.body[0].lineno + 1


def length_faults(tree: ast.Module, name: str, *, lines: int) -> list[str]:
    """Return a sentence for each length that a module goes beyond."""
    documented = (ast.Module, ast.ClassDef, *FUNCTION)
    nodes = [node for node in ast.walk(tree) if isinstance(node, documented)]
    code_lines = lines - sum(map(docstring_lines, nodes))
    if name in ALLOWED:
        return []
    if code_lines > MODULE_LINES:
        return [f"{name} has {code_lines} lines of code: split it, {MODULE_LINES} is the most."]
    if lines > WORDY_LINES:
        return [f"{name} has {lines} lines, with docstrings: {WORDY_LINES} is the most."]
    return []


def function_faults(function: ast.FunctionDef, method: bool, place: str) -> list[str]:
    """Return a sentence for each limit that a function breaks."""
    faults = []
    lines = function.end_lineno - function.lineno + 1 - docstring_lines(function)
    if lines > FUNCTION_LINES and place not in ALLOWED:
        faults.append(f"{place} has {lines} lines of code: {FUNCTION_LINES} is the most.")
    if not public(function.name):
        return faults
    if not has_hints(function, method):
        faults.append(f"{place} lacks a type hint.")
    positional = [*function.args.posonlyargs, *function.args.args]
    if len(positional) - int(method and not static(function)) > POSITIONAL and place not in ALLOWED:
        faults.append(f"{place} takes more than {POSITIONAL} arguments by position: add a *.")
    return faults


def docstring_faults(function: ast.FunctionDef, place: str) -> list[str]:
    """Return a sentence for each error and each parameter that a docstring leaves out."""
    words, faults = ast.get_docstring(function), []
    if not words:
        return [f"{place} has no docstring."]
    raises = any(isinstance(node, ast.Raise) and node.exc for node in ast.walk(function))
    if raises and not re.search(r"Raises\n------|\b[Rr]aises \w*Error", words):
        faults.append(f"{place} raises an error: say in a section Raises which, and when.")
    listed = words.partition("Parameters\n----------\n")[2].partition("\n\n")[0]
    args = function.args
    arguments = [*args.posonlyargs, *args.args, args.vararg, *args.kwonlyargs, args.kwarg]
    named = [arg.arg for arg in arguments if arg and arg.arg not in ("self", "cls")]
    described = {
        name for line in re.findall(r"^([\w, ]+) :", listed, re.M) for name in line.split(", ")
    }
    left_out = [name for name in named if name not in described]
    if left_out:
        faults.append(f"{place} does not describe {', '.join(left_out)} under Parameters.")
    return faults


def unused_faults(sources: dict[str, str]) -> list[str]:
    """Return a sentence for each public function of the library that no other file uses.

    Parameters
    ----------
    sources : text of every Python file, and the code of every notebook, by path.
    """
    trees = {path: ast.parse(text) for path, text in sources.items()}
    users = Counter(name for tree in trees.values() for name in set(names_used(tree)))
    faults = []
    for path, tree in trees.items():
        own = set(names_used(tree))
        for node in tree.body if path.startswith("course_lib/") else []:
            if not isinstance(node, FUNCTION) or node.name.startswith("_"):
                continue
            if users[node.name] == int(node.name in own):
                faults.append(f"{path}:{node.name} is used in no other file: begin it with a _.")
    return faults


def names_used(tree: ast.AST):
    """Yield every name that a file reads or imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)


def allowed_but_gone(root: Path) -> list[str]:
    """Return the entries of ALLOWED that name nothing any more."""
    gone = []
    for entry in ALLOWED:
        path, _, function = entry.partition(":")
        text = (root / path).read_text(encoding="utf-8") if (root / path).exists() else ""
        if f"def {function}" not in text and not (text and not function):
            gone.append(entry)
    return gone
