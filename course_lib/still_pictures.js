// Draws one still picture in a page of the site's builder: a figure as SVG, or a scene on a canvas.
function unpacked(node) {
  if (Array.isArray(node)) return node.map(unpacked);
  if (node === null || typeof node !== "object") return node;
  if ("raw" in node) {
    return { dtype: node.dtype, raw: Uint8Array.from(atob(node.raw), (c) => c.charCodeAt(0)) };
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, unpacked(value)]));
}

globalThis.drawFigure = async ({ whole, width, height }) => {
  const { data, layout } = revive(unpacked(whole), []);
  const font = { ...layout.font, size: 14, color: "#222222", family: "sans-serif" };
  const address = await Plotly.toImage({ data, layout: { ...layout, font, autosize: false } },
    { format: "svg", width, height });
  return decodeURIComponent(address.slice(address.indexOf(",") + 1));
};

// The front end of the live scene, with a model that never changes.
globalThis.drawScene = async ({ whole, width }) => {
  const told = { whole: unpacked(whole), large: false, name: "", layout: { on() {}, send() {} } };
  const model = { get: (name) => told[name] };
  const el = document.createElement("div");
  el.style.width = `${width}px`;
  document.body.replaceChildren(el);
  const scene = courseScene();
  scene.initialize({ model });
  globalThis.leaveScene?.();
  globalThis.leaveScene = scene.render({ model, el });
  for (let i = 0; i < 4; i++) await new Promise((go) => requestAnimationFrame(go));
};
