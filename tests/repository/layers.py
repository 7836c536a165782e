"""The rule between rooms that import-linter's contracts cannot say.

A room's public face for other rooms is its model; its pictures and controls are its own.
"""

from grimp import ImportGraph

CONTROLS = ("ipywidgets", "anywidget", "IPython", "matplotlib")
FORBIDDEN = {"model": ("plotly", *CONTROLS), "figure": CONTROLS, "lab": ()}


def rooms_of(graph: ImportGraph, package: str) -> set[str]:
    """Return the packages that lie inside the library: those are the rooms."""
    return {room for room in graph.find_children(package) if graph.find_children(room)}


def part_of(module: str, package: str) -> tuple[str, str]:
    """Return (room, part) of a module; part is lab, figure or model.

    A helper says in its name where it belongs (lever_figure, runner_drawing); one that does
    not is held to the rules of a model. The room itself may hand on its labs.
    """
    room, *rest = module.removeprefix(package + ".").split(".")
    words = set(rest[0].split("_")) if rest else {"lab"}
    if words & {"figure", "drawing"}:
        return room, "figure"
    return room, "lab" if words & {"lab", "tasks"} else "model"


def room_breaches(graph: ImportGraph, package: str) -> list[str]:
    """Return a sentence for each import that breaks the rules of the rooms."""
    rooms = rooms_of(graph, package)
    breaches = []
    for room in sorted(rooms):
        for module in sorted({room, *graph.find_descendants(room)}):
            _, part = part_of(module, package)
            for other in sorted(graph.find_modules_directly_imported_by(module)):
                if not other.startswith(package + "."):
                    continue
                home, kind = part_of(other, package)
                if f"{package}.{home}" in rooms and f"{package}.{home}" != room:
                    if kind != "model":
                        breaches.append(f"{module} imports the {kind} of another room: {other}.")
                    elif part == "figure":
                        breaches.append(f"{module} draws another room's model: {other}.")
            breaches += _page_imports(graph, module, part)
    return breaches


def _page_imports(graph: ImportGraph, module: str, part: str) -> list[str]:
    return [
        f"{module} is a {part} and reaches {' -> '.join(chain[1:])}."
        for page in FORBIDDEN[part]
        if page in graph.modules
        for chain in [graph.find_shortest_chain(importer=module, imported=page)]
        if chain
    ]
