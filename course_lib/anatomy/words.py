"""Every structure of the thorax in words: its name, one sentence or more, and its facts."""

from __future__ import annotations

from functools import lru_cache

from course_lib.anatomy.landmarks import Landmark, at_level, landmarks
from course_lib.anatomy.muscle_table import Muscle, load_muscles
from course_lib.anatomy.skeleton import DISCS, KINDS, NAMES
from course_lib.quantities import Numbers, round_to
from course_lib.tables import load_columns

GROUPS = {
    "vertebra": "Vertebrae",
    "disc": "Discs",
    "rib": "Ribs",
    "cartilage": "Rib cartilages",
    "sternum": "Breastbone",
    "scapula": "Shoulder blades",
    "clavicle": "Collarbones",
    "muscle": "Muscles",
}
COLUMNS = ("about", "what our sources say", "source", "confidence")
# Source and confidence of what ``about`` says of a kind of bone.
MODEL = ("osim_ross", "C")
ORIGINS = {
    "vertebra": ("see the rows below", "S"),
    "disc": ("osim_ross, wilke2017, liebsch2017", "C"),
    "rib": ("kimlieb_ribs", "C"),
}
TOPICS = {
    "rib": ("rib 2 at the sternal angle", "organs inside the rib cage"),
    "scapula": (
        "inferior angle of the scapula",
        "superior angle of the scapula",
        "spine of the scapula",
    ),
    "manubrium": ("manubrium", "suprasternal notch", "sternal angle"),
    "sternal_body": ("body of the sternum", "sternal angle"),
    "xiphoid": ("xiphisternal joint", "skin over the xiphoid"),
}
PLAIN = {
    "scapula": "A flat bone that glides over the ribs; sources differ on how far down it reaches.",
    "clavicle": "It props the shoulder away from the breastbone and is its one bony link to it.",
    "manubrium": "The top of the breastbone; the collarbones and ribs 1 and 2 join it.",
    "sternal_body": "The long middle of the breastbone; ribs 2 to 7 reach it by their cartilages.",
    "xiphoid": "The small tip of the breastbone.",
    "head": "An outline that shows which way is up; its shape is not modelled.",
}


@lru_cache(maxsize=1)
def kinds() -> dict[str, str]:
    """Give the kind of every part that can be chosen; the head is no structure of the list."""
    bones = {name: KINDS[name] for name in NAMES if name != "head"}
    muscles = [f"{name}_{side}" for side in ("right", "left") for name in load_muscles()]
    return bones | dict.fromkeys(muscles, "muscle")


def title(name: str) -> str:
    """Give the name of a part as people say it.

    >>> title("rib_7_left"), title("disc_T4_T5"), title("T7")
    ('Rib 7, left', 'Disc T4/T5', 'T7')
    """
    if name in DISCS:
        return f"Disc {name.removeprefix('disc_').replace('_', '/')}"
    stem, _, side = name.rpartition("_")
    if side not in ("right", "left"):
        return name if KINDS.get(name) == "vertebra" else _capital(name.replace("_", " "))
    muscle = load_muscles().get(stem)
    said = (
        muscle.name
        if muscle
        else {"scapula": "shoulder blade", "clavicle": "collarbone"}.get(
            stem, stem.replace("_", " ")
        )
    )
    return f"{_capital(said)}, {side}"


def about(name: str) -> str:
    """Say what a part is and does; the words for a part that is not stated say so."""
    muscle = _muscle_of(name)
    if muscle:
        return f"{title(name)}. {muscle.in_words} {_jobs(muscle)}"
    kind = KINDS[name]
    tell = {"vertebra": _vertebra, "disc": _disc, "rib": _rib, "cartilage": _cartilage}.get(kind)
    stem = name.removesuffix("_left").removesuffix("_right")
    return f"{title(name)}. {tell(name) if tell else PLAIN[stem]}"


def facts(name: str) -> Numbers:
    """Give the facts on a part, each with its source, those that disagree side by side."""
    muscle = _muscle_of(name)
    if muscle:
        return Numbers(COLUMNS, tuple(_muscle_rows(muscle)))
    rows = [(mark.topic, mark.fact, mark.source_key, mark.confidence) for mark in _marks(name)]
    own = (title(name), about(name).partition(". ")[2], *ORIGINS.get(KINDS[name], MODEL))
    return Numbers(COLUMNS, (own, *rows))


def _marks(name: str) -> tuple[Landmark, ...]:
    if KINDS[name] == "vertebra":
        return at_level(name)
    stem = name.removesuffix("_left").removesuffix("_right")
    topics = TOPICS.get(stem, TOPICS.get(KINDS[name], ()))
    return tuple(mark for topic in topics for mark in landmarks(topic=topic))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _muscle_of(name: str) -> Muscle | None:
    return load_muscles().get(name.removesuffix("_left").removesuffix("_right"))


def _jobs(muscle: Muscle) -> str:
    jobs = " ".join(
        f"{label}: {text}."
        for label, text in (
            ("Upright", muscle.job_posture),
            ("Breathing", muscle.job_breathing),
            ("Moving", muscle.action),
        )
        if text
    )
    nerve = muscle.nerve or "not stated in our sources"
    return f"{jobs} Nerve: {nerve}."


def _muscle_rows(muscle: Muscle) -> list[tuple[str, str, str, str]]:
    said = {
        "from": muscle.origin,
        "to": muscle.insertion,
        "nerve": muscle.nerve or "not stated in our sources",
        "roots": muscle.roots or "not stated in our sources",
        "layer": muscle.layer_words or f"drawn as layer {muscle.layer}",
        **{f"job: {job}": text for job, text in muscle.jobs.items()},
        "when overworked": muscle.when_overworked,
        "how its path was drawn": muscle.path_from,
    }
    source = ", ".join(muscle.source_keys)
    return [(key, text, source, muscle.confidence) for key, text in said.items()]


def _vertebra(name: str) -> str:
    if name in ("C7", "L1"):
        return "A neighbour of the thorax, drawn for orientation."
    marks = at_level(name)
    differ = sorted({mark.topic for mark in marks if mark.agreement == "sources differ"})
    shape = [mark.fact for mark in marks if mark.kind == "vertebra feature"]
    doors = [mark.fact for mark in marks if mark.kind == "diaphragm opening"]
    words = " ".join([*shape[:1], *doors]) or f"{len(marks)} facts of our sources lie at its level."
    doubt = f" Sources differ here on: {', '.join(differ)}." if differ else ""
    return words + doubt


def _disc(name: str) -> str:
    table = load_columns("anatomy/joints")
    row = table["joint"].index(name.removeprefix("disc_").replace("_", "/"))
    side, turn = table["lateral_one_side_deg"][row], table["axial_one_side_deg"][row]
    high = f"It is drawn {round_to(table['disc_height_mm'][row])} mm high."
    if not side:
        return f"{high} Its own motion is not modelled."
    return (
        f"{high} Here the spine bends {round_to(side)} degrees to one side and turns "
        f"{round_to(turn)} degrees at most, in this model."
    )


def _rib(name: str) -> str:
    number = int(name.split("_")[1])
    long_mm = load_columns("anatomy/ribs")["arc_mm"][number - 1]
    if number <= 7:
        way = "It reaches the breastbone by its own cartilage."
    elif number <= 10:
        way = "Its cartilage joins the one above and reaches the breastbone by that way."
    else:
        way = "It floats: it ends between muscles, with no link to the breastbone."
    return f"{way} It is {round_to(long_mm, 3)} mm long along its curve, in this model."


def _cartilage(name: str) -> str:
    number = int(name.split("_")[1])
    end = "the breastbone" if number <= 7 else "the cartilage above"
    return f"It bends a little with each breath and joins rib {number} to {end}."
