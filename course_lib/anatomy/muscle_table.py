"""The table of muscles: a row a muscle, with its sources, and with what they do not state."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from math import isnan
from pathlib import Path

from course_lib.tables import data_folder, load_rows

NOT_STATED = "not stated in our sources"
NOT_DESCRIBED = "not described in our sources"
# How deep a muscle lies, from ``layer`` of the table (1 is nearest the skin): plates, scene and
# lists all use these words.
DEPTHS = {"superficial": (1, 2), "intermediate": (3,), "deep": (4, 5, 6, 7)}


@dataclass(frozen=True)
class Muscle:
    """One row of the table ``anatomy/muscles``; "" is what our sources do not state.

    Attributes
    ----------
    id : name in the code, such as "rhomboid_major".
    name : name for a reader.
    fma_id : number in the Foundational Model of Anatomy.
    region : back, neck, chest wall, front or breathing floor.
    layer : our drawing order within a region, 1 (nearest the skin) to 7.
    layer_words : how deep it lies, as the source says it.
    origin, insertion : where it starts and where it ends.
    nerve, roots : its nerve, and the roots of that nerve.
    action : what it does.
    job_posture, job_breathing, job_running : its job in holding you upright, in breathing, in
        running.
    overworked : what a person feels when it is overworked.
    strengthen_ids, stretch_ids : exercises, and stretches, whose target names it; not clinically
        reviewed.
    strengthen, stretch : the names of these.
    max_force_n : pull of one side's model fascicles together, N; None without such data.
    path_from : where its lines come from: "fascicles", "attachments" or "both".
    length_shown : whether the model follows its length.
    in_words : one or two sentences for a learner.
    population : who or what was measured.
    source_keys : citation keys.
    confidence : V read in the source, C computed, A abstract, S secondary, GAP not found.
    note : reason or caution.
    """

    id: str
    name: str
    fma_id: str
    region: str
    layer: int
    layer_words: str
    origin: str
    insertion: str
    nerve: str
    roots: str
    action: str
    job_posture: str
    job_breathing: str
    job_running: str
    overworked: str
    strengthen_ids: tuple[str, ...]
    strengthen: str
    stretch_ids: tuple[str, ...]
    stretch: str
    max_force_n: float | None
    path_from: str
    length_shown: bool
    in_words: str
    population: str
    source_keys: tuple[str, ...]
    confidence: str
    note: str

    @property
    def jobs(self) -> dict[str, str]:
        """Give its jobs, in words that say what is not known."""
        jobs = {
            "upright": self.job_posture,
            "breathing": self.job_breathing,
            "moving": self.action,
            "running": self.job_running,
        }
        return {job: text or NOT_STATED for job, text in jobs.items()}

    @property
    def when_overworked(self) -> str:
        """What a person feels when it is overworked, as far as it was described."""
        return self.overworked or NOT_DESCRIBED


def load_muscles() -> dict[str, Muscle]:
    """Give all muscles by id, in the order of the table.

    Raises
    ------
    DataError : as ``load_table``.
    """
    return dict(_muscles(data_folder()))


def depth_of(muscle_id: str) -> str:
    """Give how deep a muscle lies: superficial, intermediate or deep.

    Parameters
    ----------
    muscle_id : id in the table ``anatomy/muscles``, such as "rhomboid_major".

    Raises
    ------
    KeyError : there is no such muscle.
    """
    layer = load_muscles()[muscle_id].layer
    return next(depth for depth, layers in DEPTHS.items() if layer in layers)


def get_muscle(muscle_id: str) -> Muscle:
    """Give one muscle.

    Parameters
    ----------
    muscle_id : its id, such as "rhomboid_major".

    Raises
    ------
    ValueError : there is no such muscle; the sentence names the nearest.

    Examples
    --------
    >>> get_muscle("rhomboid_major").origin
    'spinous processes of T2 to T5'
    """
    muscles = load_muscles()
    if muscle_id not in muscles:
        near = get_close_matches(str(muscle_id), muscles, n=1, cutoff=0.0)[0]
        raise ValueError(
            f"There is no muscle {muscle_id!r} in this course; the nearest is {near!r}, and "
            "load_muscles() lists all."
        )
    return muscles[muscle_id]


@lru_cache(maxsize=2)
def _muscles(folder: Path) -> dict[str, Muscle]:
    """Read the table once; ``folder`` is the key of the cache."""
    return {row["id"]: _muscle(row) for row in load_rows("anatomy/muscles")}


def _muscle(row: dict) -> Muscle:
    lists = {key: _split(row[key]) for key in ("strengthen_ids", "stretch_ids")}
    rest = {key: value for key, value in row.items() if key != "source_key"} | lists
    rest["layer"] = int(row["layer"])
    rest["length_shown"] = row["length_shown"] == "yes"
    rest["max_force_n"] = None if isnan(row["max_force_n"]) else float(row["max_force_n"])
    return Muscle(**rest, source_keys=_split(row["source_key"]))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))
