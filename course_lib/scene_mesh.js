// A scene's triangles and its camera, as plain numbers: no drawing here.
const FIELD_DEG = 22;

// ---- triangles ----------------------------------------------------------------------------------
function unfold(solids) {
  const { counts, vertices } = solids;
  const faces = new Uint32Array(solids.faces);
  const part = new Uint16Array(vertices.length / 3);
  const parts = [];
  let vertex = 0, face = 0;
  counts.forEach(([points, triangles], i) => {
    part.fill(i, vertex, vertex + points);
    for (let k = 3 * face; k < 3 * (face + triangles); k++) faces[k] += vertex;
    parts.push({ first: 3 * face, count: 3 * triangles, vertex, points });
    vertex += points; face += triangles;
  });
  return { vertices, faces, part, parts, carriers: solids.carriers, shades: solids.shades };
}

// Twice the area of a face along its normal.
function facing(world, [a, b, c]) {
  const [ux, uy, uz] = [world[b] - world[a], world[b + 1] - world[a + 1], world[b + 2] - world[a + 2]];
  const [wx, wy, wz] = [world[c] - world[a], world[c + 1] - world[a + 1], world[c + 2] - world[a + 2]];
  return [uy * wz - uz * wy, uz * wx - ux * wz, ux * wy - uy * wx];
}

// Turn the faces of each part outwards, and mark the parts that are closed: nobody sees their inside.
function turnOutwards({ faces, parts, vertices }, world) {
  const points = vertices.length / 3;
  for (const part of parts) {
    const end = part.first + part.count, edges = new Set();
    let volume = 0;
    for (let f = part.first; f < end; f += 3) {
      const [a, b, c] = faces.subarray(f, f + 3), n = facing(world, [3 * a, 3 * b, 3 * c]);
      volume += n[0] * world[3 * a] + n[1] * world[3 * a + 1] + n[2] * world[3 * a + 2];
      for (const [from, to] of [[a, b], [b, c], [c, a]]) edges.add(from * points + to);
    }
    // Each edge once each way, and none twice the same way.
    part.closed = edges.size === part.count && [...edges].every(
      (edge) => edges.has(edge % points * points + Math.floor(edge / points)));
    if (volume >= 0) continue;
    for (let f = part.first; f < end; f += 3) [faces[f], faces[f + 1]] = [faces[f + 1], faces[f]];
  }
}

// Normals where the vertices stand now; a soft part has no other place in which they fit together.
function normals({ faces }, world) {
  const out = new Float32Array(world.length);
  for (let f = 0; f < faces.length; f += 3) {
    const corners = [3 * faces[f], 3 * faces[f + 1], 3 * faces[f + 2]];
    const n = facing(world, corners); // as long as the face is large
    for (const v of corners) for (let k = 0; k < 3; k++) out[v + k] += n[k];
  }
  for (let v = 0; v < out.length; v += 3) {
    const long = Math.hypot(out[v], out[v + 1], out[v + 2]) || 1;
    for (let k = 0; k < 3; k++) out[v + k] /= long;
  }
  return out;
}

// The same normals in the frames of the carriers, where the vertices are kept.
function inFrames(up, carriers, matrices) {
  const out = new Float32Array(up.length);
  for (let i = 0, v = 0; v < up.length; i++, v += 3) {
    for (let k = 0, m = 12 * carriers[i]; k < 3; k++) {
      out[v + k] = matrices[m + k] * up[v] + matrices[m + 4 + k] * up[v + 1] + matrices[m + 8 + k] * up[v + 2];
    }
  }
  return out;
}

// Hollows are darker and edges lighter than what is flat: how far a vertex lies under or over its
// neighbours. Multiplied with the shade that the part was given.
function shading({ faces, shades }, world, up) {
  const sum = new Float32Array(shades.length), times = new Uint16Array(shades.length);
  const see = (a, b) => {
    const d = [0, 1, 2].map((k) => world[3 * b + k] - world[3 * a + k]);
    sum[a] += (up[3 * a] * d[0] + up[3 * a + 1] * d[1] + up[3 * a + 2] * d[2]) / (Math.hypot(...d) || 1);
    times[a] += 1;
  };
  for (let f = 0; f < faces.length; f += 3) {
    const [a, b, c] = faces.subarray(f, f + 3);
    see(a, b); see(a, c); see(b, a); see(b, c); see(c, a); see(c, b);
  }
  return shades.map((shade, i) => shade * Math.min(1, Math.max(0.35, 0.82 - 0.8 * sum[i] / (times[i] || 1))));
}

function inWorld({ vertices, carriers }, matrices) {
  const out = new Float32Array(vertices.length);
  for (let i = 0, v = 0; v < vertices.length; i++, v += 3) {
    for (let k = 0, m = 12 * carriers[i]; k < 3; k++, m += 4) {
      out[v + k] = matrices[m] * vertices[v] + matrices[m + 1] * vertices[v + 1] + matrices[m + 2] * vertices[v + 2] + matrices[m + 3];
    }
  }
  return out;
}

// ---- camera -------------------------------------------------------------------------------------
function axesOf({ azimuth, elevation }) {
  const [a, e] = [azimuth * Math.PI / 180, elevation * Math.PI / 180];
  return [[-Math.sin(a), Math.cos(a), 0],
    [-Math.sin(e) * Math.cos(a), -Math.sin(e) * Math.sin(a), Math.cos(e)],
    [Math.cos(e) * Math.cos(a), Math.cos(e) * Math.sin(a), Math.sin(e)]];
}
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

// ``distance`` says how large the picture is; close to, the field narrows in place of the eye coming
// so near that it would stand among the bones.
function lens(camera, aspect, ball) {
  const axes = axesOf(camera);
  const reach = ball.radius + Math.hypot(...camera.target.map((x, k) => x - ball.centre[k]));
  const distance = Math.max(camera.distance, 1.2 * reach);
  const zoom = distance / camera.distance / Math.tan(FIELD_DEG * Math.PI / 360);
  const away = axes.map((axis) => -dot(axis, camera.target));
  away[2] -= distance;
  const middle = -dot(axes[2], ball.centre) - away[2];
  const near = Math.max(middle - 1.25 * ball.radius, distance / 100), far = middle + 1.25 * ball.radius;
  const view = [0, 1, 2].flatMap((k) => [axes[0][k], axes[1][k], axes[2][k], 0]).concat(away, 1);
  const projection = [zoom / aspect, 0, 0, 0, 0, zoom, 0, 0,
    0, 0, (far + near) / (near - far), -1, 0, 0, 2 * far * near / (near - far), 0];
  return { axes, away, zoom, aspect, near, far, view, projection };
}

// Where world points fall: x and y from -1 to 1, and the depth in millimetres.
function onScreen(world, { axes, away, zoom, aspect }) {
  const out = new Float32Array(world.length);
  const [r, u, b] = axes;
  for (let v = 0; v < world.length; v += 3) {
    const [x, y, z] = [world[v], world[v + 1], world[v + 2]];
    const depth = -(b[0] * x + b[1] * y + b[2] * z + away[2]);
    out[v] = (r[0] * x + r[1] * y + r[2] * z + away[0]) * zoom / aspect / depth;
    out[v + 1] = (u[0] * x + u[1] * y + u[2] * z + away[1]) * zoom / depth;
    out[v + 2] = depth;
  }
  return out;
}

// ---- what lies under the pointer ----------------------------------------------------------------
function partAt(mesh, screen, alpha, x, y) {
  let found = -1, nearest = Infinity, faint = -1, nearestFaint = Infinity;
  const { faces } = mesh;
  mesh.parts.forEach(({ first, count }, i) => {
    if (!alpha[i]) return;
    for (let f = first; f < first + count; f += 3) {
      const [a, b, c] = [3 * faces[f], 3 * faces[f + 1], 3 * faces[f + 2]];
      const [ax, ay] = [screen[a] - x, screen[a + 1] - y], [bx, by] = [screen[b] - x, screen[b + 1] - y];
      const [cx, cy] = [screen[c] - x, screen[c + 1] - y];
      const [p, q, r] = [bx * cy - cx * by, cx * ay - ax * cy, ax * by - bx * ay];
      if ((p < 0 || q < 0 || r < 0) && (p > 0 || q > 0 || r > 0)) continue;
      const depth = (p * screen[a + 2] + q * screen[b + 2] + r * screen[c + 2]) / (p + q + r);
      if (!(depth > 0)) continue;
      if (alpha[i] === 255) { if (depth < nearest) [found, nearest] = [i, depth]; }
      else if (depth < nearestFaint) [faint, nearestFaint] = [i, depth];
    }
  });
  return found >= 0 ? found : faint;
}
