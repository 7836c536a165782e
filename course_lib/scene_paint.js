// Draws a scene of moved parts: with WebGL 2, a draw call a part, or, where there is none, with flat
// triangles on a plain canvas. A vertex knows its part (for the paint) and its carrier (for the matrix);
// matrices and paints are two small textures.

const VERTEX = `#version 300 es
precision highp float;
precision highp sampler2D;
layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in float shade;
layout(location = 3) in float carrier;
layout(location = 4) in float part;
uniform sampler2D matrices;
uniform sampler2D paints;
uniform mat4 view, projection;
uniform int selected;
out vec3 facing, place;
out vec4 paint;
out float open, chosen;
void main() {
  int row = int(carrier);
  vec4 a = texelFetch(matrices, ivec2(0, row), 0);
  vec4 b = texelFetch(matrices, ivec2(1, row), 0);
  vec4 c = texelFetch(matrices, ivec2(2, row), 0);
  vec4 p = vec4(position, 1.0);
  vec4 seen = view * vec4(dot(a, p), dot(b, p), dot(c, p), 1.0);
  // Cofactors with the sign of the determinant: right for stretched and for mirrored parts.
  vec3 bc = cross(b.xyz, c.xyz);
  vec3 turned = vec3(dot(bc, normal), dot(cross(c.xyz, a.xyz), normal), dot(cross(a.xyz, b.xyz), normal));
  facing = mat3(view) * turned * sign(dot(a.xyz, bc));
  place = seen.xyz;
  paint = texelFetch(paints, ivec2(0, int(part)), 0);
  open = shade;
  chosen = int(part) == selected ? 1.0 : 0.0;
  gl_Position = projection * seen;
}`;

const FRAGMENT = `#version 300 es
precision highp float;
in vec3 facing, place;
in vec4 paint;
in float open, chosen;
uniform vec3 haze;
uniform vec2 depths;
out vec4 color;
void main() {
  vec3 n = normalize(facing), v = normalize(-place);
  if (dot(n, v) < 0.0) n = -n;
  vec3 key = normalize(vec3(-0.45, 0.75, 0.62));
  float lit = max(dot(n, key), 0.0);
  float fill = max(dot(n, normalize(vec3(0.85, -0.05, 0.45))), 0.0);
  // Squares and roots in place of powers: a quarter less time where the processor has to draw.
  float gleam = max(dot(n, normalize(key + v)), 0.0);
  gleam *= gleam; gleam *= gleam; gleam *= gleam; gleam *= gleam; gleam *= gleam;
  vec3 base = mix(paint.rgb, vec3(0.94, 0.89, 0.26), 0.8 * chosen);
  base *= base;
  vec3 around = mix(vec3(0.15, 0.13, 0.14), vec3(0.36, 0.38, 0.41), 0.5 + 0.5 * n.y);
  vec3 sum = base * (around * open + (0.82 * lit + 0.14 * fill) * mix(0.4, 1.1, open)) + 0.06 * gleam * open;
  // Darker towards the outline, so that one bone stands off the next, and all off a white paper.
  float paper = dot(haze, vec3(0.21, 0.72, 0.07));
  float rim = smoothstep(0.0, mix(mix(0.42, 0.66, paper), 0.55, chosen), dot(n, v));
  sum *= mix(mix(mix(0.42, 0.16, paper), 0.05, chosen), 1.0, rim);
  vec3 shown = sqrt(sum);
  float far = clamp((-place.z - depths.x) / (depths.y - depths.x), 0.0, 1.0);
  shown = mix(shown, haze, 0.34 * far * far);
  color = vec4(shown * paint.a, paint.a);
}`;

// ---- WebGL 2 ------------------------------------------------------------------------------------
function compiled(gl, kind, source) {
  const shader = gl.createShader(kind);
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  return shader;
}

function texture(gl, unit) {
  gl.activeTexture(gl.TEXTURE0 + unit);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  for (const name of ["MIN", "MAG"]) gl.texParameteri(gl.TEXTURE_2D, gl[`TEXTURE_${name}_FILTER`], gl.NEAREST);
}

function webgl(canvas, mesh, matrices) {
  const gl = canvas.getContext("webgl2", { antialias: true, alpha: true });
  if (!gl) return null;
  let at;
  const start = () => {
    const program = gl.createProgram();
    gl.attachShader(program, compiled(gl, gl.VERTEX_SHADER, VERTEX));
    gl.attachShader(program, compiled(gl, gl.FRAGMENT_SHADER, FRAGMENT));
    gl.linkProgram(program);
    if (gl.isContextLost()) return false;
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program));
    gl.useProgram(program);
    at = (name) => gl.getUniformLocation(program, name);
    const world = inWorld(mesh, matrices);
    turnOutwards(mesh, world);
    const up = normals(mesh, world), shade = shading(mesh, world, up);
    const arrays = [[mesh.vertices, 3, gl.FLOAT], [inFrames(up, mesh.carriers, matrices), 3, gl.FLOAT], [shade, 1, gl.UNSIGNED_BYTE, true],
      [mesh.carriers, 1, gl.UNSIGNED_SHORT], [mesh.part, 1, gl.UNSIGNED_SHORT]];
    arrays.forEach(([values, size, kind, share], location) => {
      gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
      gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, size, kind, Boolean(share), 0, 0);
    });
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, mesh.faces, gl.STATIC_DRAW);
    texture(gl, 0); texture(gl, 1);
    at = Object.fromEntries(["matrices", "paints", "view", "projection", "selected", "haze", "depths"].map((n) => [n, at(n)]));
    gl.uniform1i(at.matrices, 0);
    gl.uniform1i(at.paints, 1);
    gl.enable(gl.DEPTH_TEST);
    gl.depthFunc(gl.LEQUAL);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    return true;
  };
  start();
  // How far away a part is, roughly: by its first corner.
  const depth = (i, matrices, toEye) => {
    const v = 3 * mesh.parts[i].vertex, m = 12 * mesh.carriers[mesh.parts[i].vertex];
    return -[0, 1, 2].reduce((sum, k) => sum + toEye[k] * (dot(matrices.subarray(m + 4 * k, m + 4 * k + 3),
      mesh.vertices.subarray(v, v + 3)) + matrices[m + 4 * k + 3]), 0);
  };
  const draw = (parts) => {
    for (const { first, count, closed } of parts.map((i) => mesh.parts[i])) {
      gl[closed ? "enable" : "disable"](gl.CULL_FACE);
      gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_INT, 4 * first);
    }
  };
  return {
    kind: "webgl2",
    restart: start,
    draw({ matrices, alpha, colors, selected, haze, lens: l }) {
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.depthMask(true);
      gl.disable(gl.BLEND);
      gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
      gl.activeTexture(gl.TEXTURE0);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, 3, matrices.length / 12, 0, gl.RGBA, gl.FLOAT, matrices);
      gl.activeTexture(gl.TEXTURE1);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 1, colors.length / 4, 0, gl.RGBA, gl.UNSIGNED_BYTE, colors);
      gl.uniformMatrix4fv(at.view, false, l.view);
      gl.uniformMatrix4fv(at.projection, false, l.projection);
      gl.uniform1i(at.selected, selected);
      gl.uniform3fv(at.haze, haze);
      gl.uniform2f(at.depths, l.near, l.far);
      // What is in front goes first, and faces that look away are left out: a third less time where
      // there is no graphics card.
      const parts = mesh.parts.map((_, i) => i), away = parts.map((i) => depth(i, matrices, l.axes[2]));
      draw(parts.filter((i) => alpha[i] === 255).sort((a, b) => away[a] - away[b]));
      const faded = parts.filter((i) => alpha[i] > 0 && alpha[i] < 255);
      if (!faded.length) return;
      // A faded part shows its nearest surface only: first depth, then colour.
      gl.colorMask(false, false, false, false);
      draw(faded);
      gl.colorMask(true, true, true, true);
      gl.enable(gl.BLEND);
      gl.depthMask(false);
      draw(faded);
    },
    free() { gl.getExtension("WEBGL_lose_context")?.loseContext(); },
  };
}

// ---- without WebGL ------------------------------------------------------------------------------
function flat(canvas, mesh) {
  const pen = canvas.getContext("2d");
  const order = new Uint32Array(mesh.faces.length / 3).map((_, i) => i);
  const depth = new Float32Array(order.length);
  return {
    kind: "2d",
    restart: () => true,
    draw({ alpha, colors, selected, world, screen, lens: l }) {
      const { faces, part } = mesh, [w, h] = [canvas.width / 2, canvas.height / 2];
      pen.clearRect(0, 0, canvas.width, canvas.height);
      for (let f = 0; f < depth.length; f++) depth[f] = screen[3 * faces[3 * f] + 2];
      order.sort((a, b) => depth[b] - depth[a]);
      for (const f of order) {
        const i = part[faces[3 * f]];
        if (!alpha[i]) continue;
        const [a, b, c] = [3 * faces[3 * f], 3 * faces[3 * f + 1], 3 * faces[3 * f + 2]];
        const light = 0.45 + 0.55 * brightness(world, screen, [a, b, c], l);
        const color = i === selected ? [240, 228, 66] : colors.subarray(4 * i, 4 * i + 3);
        pen.fillStyle = pen.strokeStyle = `rgb(${color[0] * light} ${color[1] * light} ${color[2] * light} / ${alpha[i] / 255})`;
        pen.beginPath();
        for (const v of [a, b, c]) pen.lineTo(w * (1 + screen[v]), h * (1 - screen[v + 1]));
        pen.closePath();
        pen.fill();
        if (alpha[i] === 255) pen.stroke();
      }
    },
    free() {},
  };
}

// How squarely a face looks at the reader: its area on the screen against its own.
function brightness(world, screen, [a, b, c], { zoom, aspect }) {
  const u = [0, 1, 2].map((k) => world[b + k] - world[a + k]), w = [0, 1, 2].map((k) => world[c + k] - world[a + k]);
  const own = Math.hypot(u[1] * w[2] - u[2] * w[1], u[2] * w[0] - u[0] * w[2], u[0] * w[1] - u[1] * w[0]) || 1;
  const seen = Math.abs((screen[b] - screen[a]) * (screen[c + 1] - screen[a + 1]) - (screen[c] - screen[a]) * (screen[b + 1] - screen[a + 1]));
  return Math.min(1, seen * aspect * (screen[a + 2] / zoom) ** 2 / own);
}
