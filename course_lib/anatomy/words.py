"""What is said of every structure: its name, a sentence or two, and its facts with their sources.

Joints of ribs and vertebrae, and the bones of the shoulder: zanatomy_text. Everything else comes
from the tables of the room.
"""

from __future__ import annotations

from course_lib.anatomy import measures
from course_lib.anatomy.exercises import NOT_REVIEWED, get_exercise
from course_lib.anatomy.landmarks import Landmark, at_level, landmarks
from course_lib.anatomy.muscle_table import NOT_DESCRIBED, NOT_STATED, Muscle, get_muscle
from course_lib.anatomy.structures import structure, without_side
from course_lib.quantities import Numbers
from course_lib.sources import cite

COLUMNS = ("about", "what our sources say", "source", "how sure")
SURE = {
    "V": "read in the source",
    "C": "computed from such data",
    "A": "abstract read",
    "S": "weak source",
    "GAP": "no source: drawn by us",
}
TOPICS = {
    "scapula": (
        "lower tip of the shoulder blade",
        "upper inner corner of the shoulder blade",
        "ridge of the shoulder blade",
        "rib 8 below the shoulder blade",
    ),
    "manubrium": (
        "top of the breastbone",
        "notch above the breastbone",
        "ridge across the breastbone",
    ),
    "sternal_body": ("middle of the breastbone", "ridge across the breastbone"),
    "xiphoid": ("lower end of the breastbone", "nerve of the skin over the tip of the breastbone"),
    "rib_2": ("rib 2 at the ridge across the breastbone",),
    "rib_8": ("rib 8 below the shoulder blade",),
    "rib_10": ("lowest edge of the rib cage",),
}
PLAIN = {
    "manubrium": "The top of the breastbone: the collarbones and ribs 1 and 2 meet it.",
    "sternal_body": "The long middle of the breastbone: the cartilages of ribs 2 to 7 meet it.",
    "xiphoid": "The small tip of the breastbone.",
    "scapula": "A flat bone that glides on the ribs: muscles hold it, and the collarbone ties it "
    "to the breastbone.",
    "clavicle": "A strut between the shoulder blade and the breastbone.",
    "head": "An outline that shows which way is up; its shape is not modelled.",
}
PATHS = {
    "fascicles": "from the fascicles of the reference body",
    "attachments": "between the attachments named, at places chosen by us",
    "both": "from fascicles of the reference body and, where it has none, between attachments",
}
Row = tuple[str, str, str, str]


def title(name: str) -> str:
    """Give the name of a structure as people say it.

    Parameters
    ----------
    name : id of a structure, such as "T7", "rib_7", "rib_7_left" or "rhomboid_major".

    Raises
    ------
    ValueError : there is no such bone and no such muscle.

    Examples
    --------
    >>> title("rib_7_left"), title("disc_T4_T5"), title("T7"), title("rhomboid_major")
    ('Rib 7, left', 'Disc T4/T5', 'T7', 'Rhomboid major')
    """
    named = structure(name).name
    return named[:1].upper() + named[1:]


def about(name: str) -> str:
    """Say what a structure is and does, its name first.

    Parameters
    ----------
    name : id of a structure, such as "T7", "rib_7", "rib_7_left" or "rhomboid_major".

    Raises
    ------
    ValueError : there is no such bone and no such muscle.
    """
    return f"{title(name)}. {tell(name)}"


def tell(name: str) -> str:
    """Say what a structure is and does, without its name.

    Parameters
    ----------
    name : id of a structure, such as "T7", "rib_7", "rib_7_left" or "rhomboid_major".

    Raises
    ------
    ValueError : there is no such bone and no such muscle.

    Examples
    --------
    >>> tell("rib_7")
    'Behind, its head meets T6 and T7; its own cartilage reaches the breastbone.'
    """
    pair = without_side(name)
    by_kind = {"vertebra": _vertebra, "disc": _disc, "rib": _rib, "cartilage": _cartilage}
    by_kind["muscle"] = _muscle
    kind = structure(name).kind
    return by_kind[kind](pair) if kind in by_kind else _girdle(pair)


def facts(name: str) -> Numbers:
    """Give the facts on a structure, each with its source, those that disagree side by side.

    Parameters
    ----------
    name : id of a structure, such as "T7", "rib_7", "rib_7_left" or "rhomboid_major".

    Raises
    ------
    ValueError : there is no such bone and no such muscle.
    """
    what, pair = structure(name), without_side(name)
    if what.kind == "muscle":
        return Numbers(COLUMNS, tuple(_muscle_rows(get_muscle(pair))))
    if pair in ("C7", "L1"):
        own = (what.name, tell(pair), told(()), SURE["GAP"])
    else:
        own = (what.name, tell(pair), told(("zanatomy_text",)), SURE["V"])
    marks = [(m.topic, m.fact, told((m.source_key,)), SURE[m.confidence]) for m in _marks(pair)]
    return Numbers(COLUMNS, (own, *marks, *_measured(pair, what.kind)))


def told(keys: tuple[str, ...]) -> str:
    """Name sources as a reader knows them, with "none" for no source.

    Parameters
    ----------
    keys : citation keys.

    Raises
    ------
    SourceError : no reference has one of these keys.

    Examples
    --------
    >>> told(("ellis", "haneline2008"))
    'Ellis (year not seen); Haneline et al. 2008'
    """
    return "; ".join(str(cite(key)) for key in keys) or "none"


# ---- bones -------------------------------------------------------------------------------------


def _measured(pair: str, kind: str) -> list[Row]:
    found = {
        "vertebra": lambda: measures.of_vertebra(pair),
        "rib": lambda: measures.of_rib(_number(pair)),
        "disc": lambda: measures.of_disc(pair.removeprefix("disc_").replace("_", "/")),
    }.get(kind, tuple)()
    return [
        (one.quantity, f"{one.value:.1f}", told(one.source_keys), SURE[one.confidence])
        for one in found
    ]


def _marks(pair: str) -> tuple[Landmark, ...]:
    if structure(pair).kind == "vertebra":
        return at_level(pair)
    return tuple(mark for topic in TOPICS.get(pair, ()) for mark in landmarks(topic=topic))


def _number(name: str) -> int:
    return int(name.split("_")[1])


def _vertebra(level: str) -> str:
    if level in ("C7", "L1"):
        place = "lowest of the neck" if level == "C7" else "highest of the lower back"
        return f"The {place}: a neighbour without ribs, drawn for orientation."
    n = int(level[1:])
    touches = f", and touches the head of rib {n + 1}" if n < 9 else ""
    marks = at_level(level)
    near = [m for m in marks if m.kind == "surface landmark" and m.level_high - m.level_low <= 2]
    doors = [mark.fact for mark in marks if mark.kind == "diaphragm opening"]
    parts = [f"It carries rib {n} on both sides{touches}.", _best(near), *doors]
    differ = sorted({mark.topic for mark in marks if mark.agreement == "sources differ"})
    told = "; ".join(f"the {topic}" for topic in differ)
    parts += [f"Sources differ on what lies here: {told}."] if differ else []
    return " ".join(filter(None, parts))


def _best(marks: list[Landmark]) -> str:
    """Tell the best sourced of some landmarks, and where it is weak."""
    if not marks:
        return ""
    best = min(marks, key=lambda m: ("AVCS".find(m.confidence), m.level_high - m.level_low))
    weak = " (weak source)" if best.confidence == "S" else ""
    return f"Landmark: {best.fact.removesuffix('.')}{weak}."


def _rib(pair: str) -> str:
    n = _number(pair)
    behind = f"T{n - 1} and T{n}" if 2 <= n <= 9 else f"T{n}"
    front = "its own cartilage reaches the breastbone"
    if n > 7:
        front = f"its cartilage joins that of rib {n - 1}"
    if n > 10:
        front = "in front it floats: no cartilage ties it to another"
    return f"Behind, its head meets {behind}; {front}."


def _cartilage(pair: str) -> str:
    n = _number(pair)
    goal = "the breastbone" if n < 8 else f"the cartilage of rib {n - 1}"
    return f"It ties rib {n} to {goal}, and gives a little with each breath."


def _disc(pair: str) -> str:
    upper, lower = pair.split("_")[1:]
    said = f"It joins {upper} and {lower}"
    ranges = [m for m in measures.of_disc(f"{upper}/{lower}") if "degrees" in m.quantity]
    if not ranges:
        return f"{said}; its own motion is not modelled."
    bend, turn = (m.value for m in ranges)
    return (
        f"{said} and lets them tilt a little: in this model {bend:.1f} degrees to one side and "
        f"{turn:.1f} degrees of turn at most."
    )


def _girdle(pair: str) -> str:
    marks = _marks(pair)
    differ = any(mark.agreement == "sources differ" for mark in marks)
    end = "Sources differ." if differ else ""
    return " ".join(filter(None, (PLAIN[pair], _best(list(marks)), end)))


# ---- muscles -----------------------------------------------------------------------------------


def _muscle(pair: str) -> str:
    muscle = get_muscle(pair)
    jobs = {
        "Upright": muscle.job_posture,
        "Breathing": muscle.job_breathing,
        "Running": muscle.job_running,
    }
    said = [f"{job}: {text}." for job, text in jobs.items() if text]
    weak = ["Its sources are weak."] if muscle.confidence == "S" else []
    return " ".join([muscle.in_words, *said, *weak])


def _muscle_rows(muscle: Muscle) -> list[Row]:
    text = tuple(key for key in muscle.source_keys if key == "zanatomy_text")
    more = tuple(key for key in muscle.source_keys if key != "bp3d_isa_list")
    said = {
        "from": muscle.origin,
        "to": muscle.insertion,
        "nerve": muscle.nerve,
        "roots": muscle.roots,
        "layer": muscle.layer_words,
        **{f"job: {job}": words for job, words in muscle.jobs.items()},
        "when overworked": muscle.when_overworked,
    }
    anatomy = ("from", "to", "nerve", "roots", "layer")
    rows = [
        _stated(label, words, keys=text if label in anatomy else more, sure=muscle.confidence)
        for label, words in said.items()
    ]
    rows.append(("how its lines were drawn", PATHS[muscle.path_from], told(more), SURE["C"]))
    for label, ids in (("exercise", muscle.strengthen_ids), ("stretch", muscle.stretch_ids)):
        found = [get_exercise(one) for one in ids]
        rows += [(label, e.name, told(e.source_keys), NOT_REVIEWED.lower()) for e in found]
    return rows


def _stated(label: str, words: str, *, keys: tuple[str, ...], sure: str) -> Row:
    if words in ("", NOT_STATED, NOT_DESCRIBED):
        return (label, words or NOT_STATED, told(()), "a gap")
    return (label, words, told(keys), SURE[sure])
