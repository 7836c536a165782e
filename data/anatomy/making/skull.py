"""A skull for orientation, as a field of signed distances in the world at rest.

No source of the course gives its sizes: vault, face and jaw are drawn by eye round the points of
the reference body (mastoid, occiput). It is shown see-through and never compared.
"""

from __future__ import annotations

from functools import reduce
from itertools import pairwise

import numpy as np

from course_lib.anatomy.cage import girdle_point
from making.fields import Array, cut, merge, rod


def egg(q: Array, centre: tuple, half: tuple) -> Array:
    """Give an ellipsoid (its distance is roughly true near the surface)."""
    size = np.asarray(half, dtype=float)
    away = np.asarray(q - np.asarray(centre, dtype=float))
    one = np.linalg.norm(away / size, axis=-1)
    return one * (one - 1.0) / np.maximum(np.linalg.norm(away / size**2, axis=-1), 1e-6)


def vault(q: Array) -> Array:
    """Give the brain case: forehead, crown, back of the head, temple hollows."""
    whole = merge(egg(q, (-96, 0, 730), (91, 70, 65)), egg(q, (-128, 0, 712), (60, 60, 54)), 14)
    whole = merge(whole, egg(q, (-42, 0, 738), (42, 52, 42)), 12)
    return cut(whole, egg(q, (-44, 80, 704), (26, 18, 28)), 10)


def face(q: Array) -> Array:
    """Give brow, cheek bones with their arches, nose and upper jaw."""
    parts = [
        rod(q, (-8, 8, 716), (-22, 42, 713), radii=(7, 6)),
        rod(q, (-24, 43, 713), (-27, 46, 684), radii=(7, 7)),
        rod(q, (-14, 36, 680), (-30, 52, 682), radii=(9, 6)),
        rod(q, (-30, 53, 682), (-56, 65, 684), radii=(5.5, 4)),
        rod(q, (-56, 65, 684), (-88, 64, 688), radii=(4, 5)),
        rod(q, (-6, 2, 712), (7, 1, 690), radii=(7, 4.5)),
        egg(q, (-30, 0, 676), (33, 33, 36)),
        rod(q, (-6, 6, 654), (-14, 19, 654), radii=(10, 9)),
        rod(q, (-14, 19, 654), (-38, 27, 655), radii=(9, 8)),
    ]
    return reduce(lambda a, b: merge(a, b, 5), parts)


def jaw(q: Array) -> Array:
    """Give the lower jaw: chin, body, and the branch up to the joint."""
    line = [(-1, 4, 616), (-9, 20, 618), (-38, 38, 624), (-68, 46, 634)]
    parts = [rod(q, a, b, radii=(10, 9), flat=(1, 1.25, 0.85)) for a, b in pairwise(line)]
    parts += [
        rod(q, (-7, 6, 635), (-14, 18, 635), radii=(10, 9.5)),
        rod(q, (-14, 18, 635), (-40, 28, 637), radii=(9.5, 8.5)),
        rod(q, (-70, 47, 638), (-76, 51, 676), radii=(8, 6.5), flat=(0.5, 1.6, 1)),
        rod(q, (-84, 53, 672), (-88, 54, 688), radii=(5, 5)),
    ]
    return reduce(lambda a, b: merge(a, b, 5), parts)


def head(p: Array) -> Array:
    """Give the whole skull; the right half mirrors the left."""
    q = p * [1, 1, 1]
    q[..., 1] = np.abs(q[..., 1])
    mastoid = girdle_point("mastoid") * [1, -1, 1]
    whole = merge(vault(q), face(q), 7)
    whole = merge(whole, rod(q, (-100, 57, 694), mastoid, radii=(14, 6)), 8)
    orbit = rod(q, (4, 32, 699), (-30, 24, 698), radii=(17.5, 9), flat=(1, 0.95, 1.08))
    whole = cut(whole, orbit, 2.5)
    whole = cut(whole, egg(q, (4, 0, 674), (15, 11, 14)), 2.5)
    lips = np.maximum(np.abs(q[..., 2] - 643.5) - 1.1, -(q[..., 0] + 44))
    whole = cut(merge(whole, jaw(q), 3), lips, 0.8)
    under = egg(q, (-72, 0, 632), (44, 26, 30))  # the floor of the mouth is open
    return cut(whole, under, 4)
