// Draws one course figure: the plot, its sentence, its numbers. Updates arrive as small patches.
const KEY = "__upperBackCoursePlotly";
const KINDS = { f8: Float64Array, f4: Float32Array, i4: Int32Array, i2: Int16Array, i1: Int8Array,
  u4: Uint32Array, u2: Uint16Array, u1: Uint8Array };
const SIZES = { screen: 14, projector: 24 };

function plotly() {
  if (!globalThis[KEY]) {
    let give;
    const ready = new Promise((resolve) => { give = resolve; });
    globalThis[KEY] = { ready, give, asked: false };
  }
  return globalThis[KEY].ready;
}

function revive(node, buffers) {
  if (Array.isArray(node)) return node.map((item) => revive(item, buffers));
  if (node === null || typeof node !== "object" || ArrayBuffer.isView(node)) return node;
  if ("raw" in node) {
    const view = typeof node.raw === "number" ? buffers[node.raw] : node.raw;
    const bytes = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
    return new KINDS[node.dtype](bytes);
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, revive(value, buffers)]));
}

function assign(tree, path, value) {
  const keys = path.split(".");
  const last = keys.pop();
  let node = tree;
  for (const key of keys) node = node[key] ??= {};
  if (value === null) delete node[last];
  else node[last] = value;
}

function merge(shown, patch) {
  if (patch.whole) return Object.assign(shown, patch.whole);
  for (const [i, change] of Object.entries(patch.traces ?? {})) {
    for (const [path, value] of Object.entries(change)) assign(shown.data[i], path, value);
  }
  for (const [path, value] of Object.entries(patch.layout ?? {})) assign(shown.layout, path, value);
  if (patch.sentence) shown.sentence = patch.sentence;
  if (patch.numbers) shown.numbers = patch.numbers;
  return shown;
}

// One plotly call a patch: for each attribute a value a trace, undefined where it stays.
function sparse(traces) {
  const index = Object.keys(traces).map(Number);
  const update = {};
  index.forEach((i, place) => {
    for (const [path, value] of Object.entries(traces[i])) {
      update[path] ??= new Array(index.length).fill(undefined);
      update[path][place] = value;
    }
  });
  return { index, update };
}

function themed(el, large) {
  const colour = getComputedStyle(el).getPropertyValue("--jp-ui-font-color1").trim();
  return { "font.size": large ? SIZES.projector : SIZES.screen,
    "font.color": colour || getComputedStyle(el).color,
    "font.family": getComputedStyle(el).fontFamily };
}

function element(tag, properties = {}, children = []) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

function fillTable(table, numbers, caption) {
  const head = element("tr", {}, numbers.columns.map((c) => element("th", { scope: "col", textContent: c })));
  const rows = numbers.rows.map((row) => element("tr", {}, row.map((cell, i) =>
    i ? element("td", { textContent: cell }) : element("th", { scope: "row", textContent: cell }))));
  table.replaceChildren(element("caption", { textContent: caption }),
    element("thead", {}, [head]), element("tbody", {}, rows));
}

// ipywidgets gives its slider handles no accessible name: take the visible label.
function nameHandles(root) {
  for (const handle of root.querySelectorAll(".noUi-handle:not([aria-label])")) {
    const label = handle.closest(".jupyter-widgets")?.querySelector(".widget-label");
    if (label) handle.setAttribute("aria-label", label.textContent);
  }
}

export default () => {
  let shown;
  const views = new Set();
  return {
    initialize({ model }) {
      shown = revive(model.get("whole"), []);
      model.on("msg:custom", (message, buffers) => {
        const patch = revive(message, buffers);
        merge(shown, patch);
        for (const view of views) view.apply(patch);
      });
    },
    render({ model, el }) {
      const name = model.get("name");
      const plot = element("div", { className: "course-plot" });
      const sentence = element("p", { className: "course-sentence", textContent: shown.sentence });
      sentence.setAttribute("aria-live", "polite");
      const table = element("table", { className: "course-numbers" });
      const details = element("details", { className: "course-details" },
        [element("summary", { textContent: "Numbers" }), table]);
      el.classList.add("course-figure");
      el.setAttribute("role", "group");
      el.setAttribute("aria-label", name);
      el.append(plot, sentence, details);
      const fill = () => details.open && fillTable(table, shown.numbers, name);
      details.addEventListener("toggle", fill);

      let Plotly = null;
      let gone = false;
      const layout = () => ({ ...structuredClone(shown.layout), autosize: true });
      const restyle = () => Plotly && Plotly.relayout(plot, themed(el, model.get("large")));
      const draw = async () => {
        const whole = layout();
        for (const [path, value] of Object.entries(themed(el, model.get("large")))) assign(whole, path, value);
        whole.height = (whole.height ?? 450) * (model.get("large") ? 1.6 : 1);
        await Plotly.react(plot, shown.data.map((trace) => ({ ...trace })), whole, {
          displaylogo: false, responsive: false, scrollZoom: false, doubleClick: false,
          modeBarButtons: [["toImage", "resetScale2d"]] });
      };
      const view = {
        apply(patch) {
          if (patch.sentence) sentence.textContent = patch.sentence;
          if (patch.numbers) fill();
          if (!Plotly) return;
          if (patch.whole) { sentence.textContent = shown.sentence; fill(); draw(); return; }
          const { index, update } = sparse(patch.traces ?? {});
          if (index.length) Plotly.update(plot, update, patch.layout ?? {}, index);
          else if (patch.layout) Plotly.relayout(plot, patch.layout);
        },
      };
      views.add(view);
      const late = setTimeout(() => { if (!Plotly) plot.textContent =
        "The picture has not arrived yet. Run this cell again; if it stays empty, restart the kernel and run all cells."; }, 20000);
      plotly().then((loaded) => {
        clearTimeout(late);
        if (gone) return;
        plot.textContent = "";
        Plotly = loaded;
        return draw();
      });
      const resize = new ResizeObserver(() => { if (Plotly && plot.offsetWidth) Plotly.Plots.resize(plot); });
      resize.observe(plot);
      const theme = new MutationObserver(restyle);
      theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-name", "data-jp-theme-light", "class"] });
      const onLarge = () => Plotly && draw();
      model.on("change:large", onLarge);
      const names = new MutationObserver(() => nameHandles(el.closest(".course-lab") ?? el));
      requestAnimationFrame(() => {
        const lab = el.closest(".course-lab");
        if (lab) { nameHandles(lab); names.observe(lab, { childList: true, subtree: true }); }
      });
      return () => {
        gone = true;
        clearTimeout(late);
        views.delete(view);
        resize.disconnect(); theme.disconnect(); names.disconnect();
        model.off("change:large", onLarge);
        if (Plotly) Plotly.purge(plot);
      };
    },
  };
};
