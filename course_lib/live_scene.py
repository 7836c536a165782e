"""A three-dimensional scene that lives in the page and is sent only where its parts stand now.

The geometry travels once. A step is one message of matrices, an animation is one message of key
poses, and names of parts never travel, so that no quiz answer can be read in the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import traitlets

from course_lib.live_widget import LiveWidget, difference, joined, plain_numbers
from course_lib.scene import CAMERAS, Camera, Motion, Paint, Part, ScenePicture, rgb

# What the buttons in the page say; the names are those of CAMERAS.
BUTTONS = {
    "posterior": "From behind",
    "left": "From the left",
    "anterior": "From the front",
    "right": "From the right",
    "superior": "From above",
}


def _floats(values: np.ndarray) -> dict[str, Any]:
    return {"dtype": "f4", "raw": np.ascontiguousarray(values, dtype="<f4").tobytes()}


def _rows(matrices: np.ndarray) -> dict[str, Any]:
    """Leave out the last row of each matrix, which is always 0 0 0 1."""
    return _floats(np.asarray(matrices)[..., :3, :])


class LiveScene(LiveWidget):
    """Show parts in space and move them.

    Parameters
    ----------
    parts : what there is; names are unique.
    picture : how it stands and looks first.
    name : accessible name of the scene, a few words.
    motions : words of a play button -> function that gives the ``Motion`` from where things stand.

    ``picture`` holds what is shown now. ``selected`` is the name of the part that the learner has
    clicked or that was set from here, "" for none; observe it.
    """

    _esm = joined(
        "live_shared.js", "scene_mesh.js", "scene_paint.js", "scene_stage.js", "live_scene.js"
    )
    _css = joined("live_figure.css", "live_scene.css")
    selected = traitlets.Unicode()

    def __init__(
        self,
        parts: Sequence[Part],
        picture: ScenePicture,
        *,
        name: str,
        motions: Mapping[str, Callable[[], Motion]] | None = None,
    ) -> None:
        self.parts, self.motions = tuple(parts), dict(motions or {})
        self._index = {part.name: i for i, part in enumerate(self.parts)}
        self.rigid = tuple(part.name for part in self.parts if part.carriers is None)
        self._check_names()
        self._own = {part.name: Paint(part.color) for part in self.parts}
        self._solids = self._geometry()
        start = picture.camera or CAMERAS["posterior"]
        first = replace(picture, camera=start, selected=picture.selected or "")
        super().__init__(first, name=name, selected=first.selected)
        self.observe(self._on_selected, "selected")

    # ---- what a lab uses ------------------------------------------------------------------------

    @property
    def matrices(self) -> np.ndarray:
        """The (n, 4, 4) matrices of the rigid parts as shown now."""
        return self.picture.matrices

    @property
    def sentence(self) -> str:
        """The sentence as shown now."""
        return self.picture.sentence

    @property
    def triangles(self) -> int:
        """How many triangles the whole scene has."""
        return sum(len(part.faces) for part in self.parts)

    def show(self, picture: ScenePicture) -> None:
        """Show another picture of the same parts, sending only what changed, in one message.

        Parameters
        ----------
        picture : its matrices and names fit the parts of this scene.

        Raises
        ------
        ValueError : matrices of another shape, or a part that the scene does not have.
        """
        kept = self.picture.camera if picture.camera is None else picture.camera
        chosen = self.selected if picture.selected is None else picture.selected
        picture = replace(picture, camera=kept, selected=chosen)
        old, new = self._plain, self._flat(picture)
        self.picture, self._plain = picture, new
        patch = {key: new[key] for key in new if new[key] != old[key]}
        if "paints" in patch:
            patch["paints"] = difference(old["paints"], new["paints"])
        if patch:
            self._tell(patch)
        self.selected = chosen

    def move(self, matrices: np.ndarray, *, sentence: str | None = None) -> None:
        """Put the rigid parts elsewhere.

        Parameters
        ----------
        matrices : (n, 4, 4), one for each rigid part in their order, mm.
        sentence : what is to be seen now; the last one stays when left out.

        Raises
        ------
        ValueError : matrices of another shape.
        """
        words = self.sentence if sentence is None else sentence
        self.show(replace(self.picture, matrices=matrices, sentence=words))

    def paint(self, changes: Mapping[str, Mapping[str, Any]]) -> None:
        """Change colour, opacity, visible or label of some parts.

        Parameters
        ----------
        changes : fields of ``Paint`` by name of part: {"T7": {"opacity": 0.2}}.

        Raises
        ------
        ValueError : a part that the scene does not have, or a paint out of range.
        """
        known = self._own | dict(self.picture.paints)
        fresh = {name: replace(known[self._known(name)], **dict(c)) for name, c in changes.items()}
        self.show(replace(self.picture, paints={**self.picture.paints, **fresh}))

    def look(self, camera: str | Camera, *, at: str = "") -> None:
        """Look from a named direction, at the whole or close at one part, even if turned since.

        Parameters
        ----------
        camera : a name of ``CAMERAS``, or a camera.
        at : name of a part to come close to; "" for what the camera says.

        Raises
        ------
        ValueError : a view or a part that does not exist.
        """
        if isinstance(camera, str) and camera not in CAMERAS:
            raise ValueError(
                f"There is no view {camera!r}: choose {', '.join(CAMERAS)}, or give a Camera."
            )
        chosen = CAMERAS[camera] if isinstance(camera, str) else camera
        self.picture = replace(self.picture, camera=replace(chosen, at=at or chosen.at))
        self._plain = self._flat(self.picture)
        self._tell({"camera": self._plain["camera"]})

    # ---- what travels ---------------------------------------------------------------------------

    def _flat(self, picture: ScenePicture) -> dict[str, Any]:
        """Turn a picture into what the page understands: numbers in place of names."""
        matrices = np.asarray(picture.matrices, dtype=float)
        if matrices.shape != (len(self.rigid), 4, 4) or not np.isfinite(matrices).all():
            raise ValueError(
                f"The scene was given matrices of shape {matrices.shape}, but needs finite numbers "
                f"of shape ({len(self.rigid)}, 4, 4): one matrix for each rigid part."
            )
        paints = self._own | {self._known(k): paint for k, paint in picture.paints.items()}
        camera = picture.camera
        at = self._index[self._known(camera.at)] if camera.at else -1
        return {
            "matrices": _rows(matrices),
            "paints": {str(self._index[k]): self._paint(paint) for k, paint in paints.items()},
            "camera": [float(camera.azimuth_deg), float(camera.elevation_deg), at],
            "selected": self._index[self._known(picture.selected)] if picture.selected else -1,
            "sentence": picture.sentence,
            "numbers": plain_numbers(picture.numbers),
        }

    @staticmethod
    def _paint(paint: Paint) -> list[Any]:
        alpha = round(255 * paint.opacity) if paint.visible else 0
        return [*rgb(paint.color), alpha, paint.label]

    def _geometry(self) -> dict[str, Any]:
        small = "u2" if max(len(part.vertices_mm) for part in self.parts) < 65536 else "u4"
        row = {name: i for i, name in enumerate(self.rigid)}
        carriers = [
            row[n]
            for part in self.parts
            for n in part.carriers or [part.name] * len(part.vertices_mm)
        ]
        shades = [np.ones(len(p.vertices_mm)) if p.shade is None else p.shade for p in self.parts]
        faces = np.concatenate([part.faces for part in self.parts])
        return {
            "counts": [[len(part.vertices_mm), len(part.faces)] for part in self.parts],
            "vertices": _floats(np.concatenate([part.vertices_mm for part in self.parts])),
            "faces": {"dtype": small, "raw": faces.astype(f"<{small}").tobytes()},
            "carriers": {"dtype": "u2", "raw": np.array(carriers, "<u2").tobytes()},
            "shades": {
                "dtype": "u1",
                "raw": np.clip(np.concatenate(shades) * 255, 0, 255).astype("u1").tobytes(),
            },
            "views": [
                [words, CAMERAS[key].azimuth_deg, CAMERAS[key].elevation_deg]
                for key, words in BUTTONS.items()
            ],
            "motions": list(self.motions),
        }

    def _now(self) -> dict[str, Any]:
        return {**super()._now(), "solids": self._solids}

    # ---- what comes back ------------------------------------------------------------------------

    def _on_page(self, _widget: object, content: dict[str, Any], _buffers: object) -> None:
        if "selected" in content:
            number = content["selected"]
            self.selected = self.parts[number].name if 0 <= number < len(self.parts) else ""
        elif "play" in content:
            self._play(content["play"])
        else:
            super()._on_page(_widget, content, _buffers)

    def _play(self, words: str) -> None:
        motion = self.motions[words]()
        keys = {"keys": _rows(motion.keys), "captions": list(motion.captions)}
        rhythm = {"seconds": motion.seconds, "closed": motion.closed, "words": words}
        self._tell({"motion": {**keys, **rhythm}})

    def _on_selected(self, change: Mapping[str, Any]) -> None:
        if change["new"] != self.picture.selected:
            self.show(replace(self.picture, selected=change["new"]))

    @traitlets.validate("selected")
    def _part_that_exists(self, proposal: Mapping[str, Any]) -> str:
        return self._known(proposal["value"]) if proposal["value"] else ""

    # ---- checks ---------------------------------------------------------------------------------

    def _known(self, name: str) -> str:
        if name not in self._index:
            raise ValueError(
                f"The scene has no part {name!r}: its parts are {', '.join(self._index)}."
            )
        return name

    def _check_names(self) -> None:
        if len(self._index) != len(self.parts) or not self.parts:
            raise ValueError(
                "A scene needs parts, each with a name of its own: rename those that are alike."
            )
        strangers = {n for p in self.parts for n in p.carriers or () if n not in self.rigid}
        if strangers:
            raise ValueError(
                f"Soft parts are carried by {', '.join(sorted(strangers))}, but no rigid part of "
                "the scene has that name: add it, or carry them by another."
            )
