"""The rooms of the house know only the rooms before them (the map: govreports/README.md)."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import govreports

HOUSE = Path(govreports.__file__).parent
# From the ground up; rooms of one floor do not know each other.
FLOORS = [
    {"errors", "columns", "codes", "form", "files"},
    {"words", "sources"},
    {"matching", "collect"},
    {"report"},
    {"checks"},
    {"reading"},
    {"dataset"},
    {"measures", "prose"},
    {"charts"},
    {"view", "quality"},
    {"briefing", "workbook"},
    {"runs"},
    {"jupyter"},
    {"cli"},
    {"face"},
]


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def _for_types(node: ast.stmt) -> bool:
    """Whether a statement is ``if TYPE_CHECKING:``: the shape of a frame is no knowledge of its room."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def arrows() -> set[tuple[str, str, str]]:
    """(room, room that it imports, file) of every import outside the public face."""
    found = set()
    for file in HOUSE.rglob("*.py"):
        room = file.relative_to(HOUSE).parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        typing_only = {id(inner) for node in tree.body if _for_types(node) for inner in ast.walk(node)}
        for node in ast.walk(tree):
            if id(node) in typing_only:
                continue
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if isinstance(node, ast.ImportFrom) and node.module == "govreports":
                names = [f"govreports.{alias.name}" for alias in node.names if not alias.name.startswith("__")]
            for name in names:
                other = room_of(name) if name.startswith("govreports.") else ""
                if other and other != room:
                    found.add((room, other, file.relative_to(HOUSE).as_posix()))
    return found


def test_no_arrow_runs_up() -> None:
    floor = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    up = sorted(arrow for arrow in arrows() if floor[arrow[1]] > floor[arrow[0]])
    assert up == []


def test_every_room_is_on_the_map_and_no_room_is_invented() -> None:
    rooms = {path.stem for path in HOUSE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    rooms |= {path.stem for path in HOUSE.glob("*.py")} - {"__init__"}
    assert rooms == set().union(*FLOORS)
    table = (HOUSE / "README.md").read_text(encoding="utf-8")
    named = {name.removesuffix(".py").rstrip("/") for name in re.findall(r"`([\w./]+)`", table)}
    assert rooms <= named


def test_the_map_names_the_file_in_which_a_rule_stands() -> None:
    rules = (HOUSE / "README.md").read_text(encoding="utf-8").partition("## Where a rule stands")[2]
    named = re.findall(r"`([\w./]+)`", rules)
    assert len(named) > 10 and [name for name in named if not (HOUSE / name).is_file()] == []


def test_no_file_name_stands_twice_where_a_search_would_meet_both() -> None:
    of_each_room = {"__init__.py", "settings.py"}  # a reader's thresholds stand in its room's settings
    names = Counter(path.name for path in HOUSE.rglob("*.py") if path.name not in of_each_room)
    assert {name: count for name, count in names.items() if count > 1} == {}


def module_graph() -> dict[str, set[str]]:
    """Each module with those that it imports, lazily too; the public face and what is for types only left out."""
    modules = {".".join(path.relative_to(HOUSE.parent).with_suffix("").parts): path for path in HOUSE.rglob("*.py")}
    graph: dict[str, set[str]] = {}
    for module, path in modules.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        typing_only = {id(inner) for node in tree.body if _for_types(node) for inner in ast.walk(node)}
        imports = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module and id(n) not in typing_only]
        names = {f"{node.module}.{alias.name}" for node in imports for alias in node.names}
        graph[module] = ({node.module or "" for node in imports} | names) & modules.keys()
    return graph


def test_no_module_imports_one_that_imports_it() -> None:
    graph = module_graph()
    while leaves := {module for module, imports in graph.items() if not imports & graph.keys()}:
        graph = {module: imports for module, imports in graph.items() if module not in leaves}
    assert graph == {}


def test_only_the_public_face_loads_a_room_by_its_name() -> None:
    loads = re.compile(r'import_module\(f?"govreports')
    loaders = {path for path in HOUSE.rglob("*.py") if loads.search(path.read_text(encoding="utf-8"))}
    assert loaders == {HOUSE / "__init__.py"}
