// Where a scene is looked at from, and its drawing on one canvas.
const TURN_DEG = 10;
const LINGER_MS = 350;
const TAG_GAP_PX = 8;
const CLOSE = 1.7; // a part seen close leaves this much room for its neighbours

// ---- where to look from -------------------------------------------------------------------------
function corners(mesh, world, alpha, only) {
  const points = [], least = Math.min(255, Math.max(...alpha)); // what is faded is there for context
  mesh.parts.forEach(({ vertex, points: count }, i) => {
    if (only >= 0 ? i !== only : alpha[i] < least) return;
    const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
    for (let v = 3 * vertex; v < 3 * (vertex + count); v++) {
      low[v % 3] = Math.min(low[v % 3], world[v]);
      high[v % 3] = Math.max(high[v % 3], world[v]);
    }
    for (let k = 0; k < 8; k++) points.push([0, 1, 2].map((axis) => (k >> axis & 1 ? high : low)[axis]));
  });
  return points;
}

// The nearest place from which all the points are in the picture.
function framed([azimuth, elevation, part], points, aspect) {
  const margin = part >= 0 ? CLOSE : 1.06;
  const axes = axesOf({ azimuth, elevation });
  const spread = axes.map((axis) => points.map((p) => dot(axis, p)));
  const middle = spread.map((s) => (Math.min(...s) + Math.max(...s)) / 2);
  const tan = Math.tan(FIELD_DEG * Math.PI / 360);
  const distance = Math.max(...points.map((_, i) => spread[2][i] - middle[2] + margin * Math.max(
    Math.abs(spread[0][i] - middle[0]) / tan / aspect, Math.abs(spread[1][i] - middle[1]) / tan)));
  const target = [0, 1, 2].map((k) => middle[0] * axes[0][k] + middle[1] * axes[1][k] + middle[2] * axes[2][k]);
  return { azimuth, elevation, target, distance };
}

function around(points) {
  const centre = [0, 1, 2].map((k) => points.reduce((sum, p) => sum + p[k], 0) / points.length);
  return { centre, radius: Math.max(...points.map((p) => Math.hypot(...p.map((x, k) => x - centre[k])))) };
}

function midway(a, b, share) {
  const way = ((b.azimuth - a.azimuth) % 360 + 540) % 360 - 180;
  const mix = (x, y) => x + share * (y - x);
  return { azimuth: a.azimuth + share * way, elevation: mix(a.elevation, b.elevation),
    target: a.target.map((x, k) => mix(x, b.target[k])), distance: a.distance * (b.distance / a.distance) ** share };
}

// Words that would stand on each other make room, each half of it, to the side that is nearer.
function apart(tags) {
  tags.sort((a, b) => a.x - b.x);
  tags.slice(1).forEach((right, i) => {
    const left = tags[i];
    const over = (left.width + right.width) / 2 + TAG_GAP_PX - (right.x - left.x);
    if (over <= 0 || Math.abs(left.y - right.y) > (left.height + right.height) / 2) return;
    left.x -= over / 2;
    right.x += over / 2;
  });
  return tags;
}

// ---- one view: drawing and turning --------------------------------------------------------------
function stage(canvas, labels, shown) {
  const mesh = shown.mesh ??= unfold(shown.solids);
  const painter = webgl(canvas, mesh, shown.matrices) ?? flat(canvas, mesh);
  let camera = null, wanted = null, asked = false, frame = 0, move = null, seen = null, turned = false;
  let { matrices, camera: chosen } = shown, ball = null;
  const tags = new Map();
  const aspect = () => canvas.width / canvas.height;
  const points = (only, alpha = shown.alpha) => corners(mesh, inWorld(mesh, matrices), alpha, only);

  // What is far away fades into the theme's background.
  function haze() {
    const numbers = getComputedStyle(document.body).getPropertyValue("--jp-layout-color0").trim();
    const pen = haze.pen ??= element("canvas", { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
    pen.fillStyle = "#fff";
    pen.fillStyle = numbers || "#fff";
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((n) => n / 255);
  }

  function middle(i) {
    const { vertex, points: count } = mesh.parts[i], out = new Float32Array(3);
    const vertices = mesh.vertices.subarray(3 * vertex, 3 * (vertex + count));
    const carriers = mesh.carriers.subarray(vertex, vertex + count);
    inWorld({ vertices, carriers }, matrices).forEach((value, v) => { out[v % 3] += value / count; });
    return out;
  }

  function place(l) {
    if (view.hidden) return; // as while JupyterLab changes its theme: they stay where they are
    const placed = [];
    for (const [i, [, , , alpha, text]] of Object.entries(shown.paints)) {
      let tag = tags.get(i);
      if (!text || !alpha) { if (tag) tag.hidden = true; continue; }
      if (!tag) { tag = element("span", { className: "course-tag" }); tags.set(i, tag); labels.append(tag); }
      const [x, y] = onScreen(middle(i), l);
      tag.hidden = false;
      if (tag.textContent !== text) { tag.textContent = text; tag.courseSize = null; }
      const [width, height] = tag.courseSize ??= [tag.offsetWidth, tag.offsetHeight];
      placed.push({ tag, width, height, x: canvas.clientWidth * (1 + x) / 2, y: canvas.clientHeight * (1 - y) / 2 });
    }
    for (const { tag, x, y } of apart(placed)) {
      tag.style.transform = `translate(${x}px, ${y}px) translate(-50%, -50%)`;
    }
  }

  function draw() {
    const started = performance.now();
    colorsOf(shown);
    if (!camera) camera = wanted = framed(chosen, points(chosen[2] ?? -1), aspect());
    const l = lens(camera, aspect(), ball ??= around(points(-1, shown.alpha.map(() => 255))));
    const both = { ...shown, matrices, lens: l, haze: view.haze ??= haze() };
    if (painter.kind === "2d") { both.world = inWorld(mesh, matrices); both.screen = onScreen(both.world, l); }
    painter.draw(both);
    place(l);
    seen = l;
    view.frames += 1;
    view.draw_ms = performance.now() - started;
  }

  // At once, as soon as all that a message brought is in place, but only one picture a frame.
  function ask() {
    if (!asked && !frame) queueMicrotask(redraw);
    asked = true;
  }

  function redraw() {
    if (!asked) return;
    asked = false;
    draw();
    frame = requestAnimationFrame(() => { frame = 0; redraw(); });
  }

  // A change of view takes a moment, so that the eye can follow; none where motion is not wanted.
  function go(to) {
    wanted = to;
    cancelAnimationFrame(move);
    if (!camera || calm()) { camera = to; ask(); return; }
    const from = camera, start = performance.now();
    const step = (now) => {
      const share = Math.min(1, Math.max(0, (now - start) / LINGER_MS));
      camera = share === 1 ? to : midway(from, to, share * share * (3 - 2 * share));
      draw();
      if (share < 1) move = requestAnimationFrame(step);
    };
    move = requestAnimationFrame(step);
  }

  const view = {
    frames: 0, kind: painter.kind, haze: null, draw, ask,
    get camera() { return camera; },
    get hidden() { return !canvas.clientWidth; },
    get going() { return camera !== wanted; },
    get matrices() { return matrices; },
    get messages() { return shown.number; },
    pose(next) { matrices = next; ask(); },
    settle() { ball = null; },
    look(to) {
      [chosen, turned] = [to, false];
      colorsOf(shown);
      go(framed(to, points(to[2] ?? -1), aspect()));
    },
    turn(sideways, upwards) {
      cancelAnimationFrame(move);
      turned = true;
      camera = wanted = { ...wanted, azimuth: wanted.azimuth + sideways,
        elevation: Math.max(-90, Math.min(90, wanted.elevation + upwards)) };
      ask();
    },
    nearer(factor) {
      turned = true;
      camera = wanted = { ...wanted, distance: wanted.distance * factor };
      ask();
    },
    fit() {
      for (const tag of tags.values()) tag.courseSize = null; // with the picture, type may have grown
      if (!turned) camera = null;
      ask();
    },
    theme() { view.haze = null; ask(); },
    at(x, y) { return seen ? partAt(mesh, onScreen(inWorld(mesh, matrices), seen), shown.alpha, x, y) : -1; },
    where(i) { return [...onScreen(middle(i), seen)]; },
    free() { asked = false; cancelAnimationFrame(frame); cancelAnimationFrame(move); painter.free(); },
  };
  canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());
  canvas.addEventListener("webglcontextrestored", () => { if (painter.restart()) ask(); });
  return view;
}

// ---- mouse, touch and keys ----------------------------------------------------------------------
function steer(canvas, view, pick) {
  let last = null, moved = 0;
  const inside = (event) => {
    const box = canvas.getBoundingClientRect();
    return [2 * (event.clientX - box.left) / box.width - 1, 1 - 2 * (event.clientY - box.top) / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => { last = event; moved = 0; canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointermove", (event) => {
    if (!last) return;
    const [dx, dy] = [event.clientX - last.clientX, event.clientY - last.clientY];
    moved += Math.abs(dx) + Math.abs(dy);
    last = event;
    if (moved > 4) view.turn(-0.4 * dx, 0.4 * dy);
  });
  canvas.addEventListener("pointerup", (event) => { if (last && moved <= 4) pick(view.at(...inside(event))); last = null; });
  canvas.addEventListener("pointercancel", () => { last = null; });
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return; // a plain wheel scrolls the notebook
    event.preventDefault();
    view.nearer(Math.exp(event.deltaY / 300));
  }, { passive: false });
  const keys = { ArrowLeft: [TURN_DEG, 0], ArrowRight: [-TURN_DEG, 0], ArrowUp: [0, TURN_DEG], ArrowDown: [0, -TURN_DEG] };
  canvas.addEventListener("keydown", (event) => {
    if (keys[event.key]) view.turn(...keys[event.key]);
    else if (event.key === "+" || event.key === "=") view.nearer(0.85);
    else if (event.key === "-") view.nearer(1 / 0.85);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
