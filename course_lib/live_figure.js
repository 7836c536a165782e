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
  shown.number = patch.number;
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
  // An element that is not in the page yet has no style.
  const style = getComputedStyle(el.isConnected ? el : document.body);
  return { "font.size": large ? SIZES.projector : SIZES.screen,
    "font.color": style.getPropertyValue("--jp-ui-font-color1").trim() || style.color,
    "font.family": style.fontFamily };
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

export default () => {
  let shown;
  let large;
  const views = new Set();
  return {
    initialize({ model }) {
      shown = revive(model.get("whole"), []);
      large = model.get("large");
      // On the layout's comm: see LiveFigure. What came before this line is asked for once.
      model.get("layout").on("msg:custom", (message, buffers) => {
        const patch = revive(message, buffers);
        const resized = patch.large !== large;
        large = patch.large;
        merge(shown, patch);
        for (const view of views) view.apply(patch, resized);
      });
      model.send({ number: shown.number });
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
      const restyle = () => Plotly && Plotly.relayout(plot, themed(el, large));
      const draw = async () => {
        const whole = { ...structuredClone(shown.layout), autosize: true };
        for (const [path, value] of Object.entries(themed(el, large))) assign(whole, path, value);
        whole.height = (whole.height ?? 450) * (large ? 1.6 : 1);
        await Plotly.react(plot, structuredClone(shown.data), whole, {
          displaylogo: false, responsive: false, scrollZoom: false, doubleClick: false,
          modeBarButtons: [["toImage", "resetScale2d"]] });
      };
      const view = {
        apply(patch, resized) {
          if (sentence.textContent !== shown.sentence) sentence.textContent = shown.sentence;
          if (patch.numbers || patch.whole) fill();
          if (!Plotly) return;
          if (patch.whole || resized) { draw(); return; }
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
      return () => {
        gone = true;
        clearTimeout(late);
        views.delete(view);
        resize.disconnect(); theme.disconnect();
        if (Plotly) Plotly.purge(plot);
      };
    },
  };
};
