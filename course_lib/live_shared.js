// What the pages of live figures, scenes and metronomes share: messages, elements, words, theme.
const KINDS = { f8: Float64Array, f4: Float32Array, i4: Int32Array, i2: Int16Array, i1: Int8Array,
  u4: Uint32Array, u2: Uint16Array, u1: Uint8Array };

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

// Messages come on the layout's comm: see LiveWidget. What came before this line, or was lost with
// the connection, is asked for: a patch fits only what stood before it.
function listen(model, shown, hear) {
  const layout = model.get("layout");
  const ask = () => layout.send({ number: shown.number });
  layout.on("msg:custom", (message, buffers) => {
    if (message.all || message.number <= shown.number + 1) hear(revive(message, buffers));
    else ask();
  });
  model.widget_manager?.kernel?.connectionStatusChanged?.connect((_kernel, status) => {
    if (status === "connected" && layout.comm_live) ask();
  });
  ask();
}

function element(tag, properties = {}, children = []) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

function button(words, action, properties = {}) {
  const node = element("button", { type: "button", textContent: words, onclick: action, ...properties });
  node.dataset.lmSuppressShortcuts = "true";
  return node;
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function fillTable(table, numbers, caption) {
  const head = element("tr", {}, numbers.columns.map((c) => element("th", { scope: "col", textContent: c })));
  const rows = numbers.rows.map((row) => element("tr", {}, row.map((cell, i) =>
    i ? element("td", { textContent: cell }) : element("th", { scope: "row", textContent: cell }))));
  table.replaceChildren(element("caption", { textContent: caption }),
    element("thead", {}, [head]), element("tbody", {}, rows));
}

// A number and its unit stand on one line.
const unbroken = (words) => words
  .replace(/(\d) (?=(?:%|°C|N|J|W|L|mL|kg|g|lb|km\/h|m\/s|km|mm|cm|m|kPa|min|h|s)(?![\p{L}\d]))/gu, "$1\u00a0")
  .replace(/(\d\u00a0N) m\b/g, "$1\u00a0m");

// The frame of a picture: its name, its sentence, its numbers folded away.
function withWords(el, name, shown, parts) {
  const id = `course-says-${Math.random().toString(36).slice(2)}`;
  const sentence = element("p", { id, className: "course-sentence", textContent: unbroken(shown.sentence) });
  sentence.setAttribute("aria-live", "polite");
  const table = element("table", { className: "course-numbers" });
  const scroll = element("div", { className: "course-scroll", tabIndex: 0 }, [table]);
  scroll.setAttribute("role", "group");
  scroll.setAttribute("aria-label", "Numbers, a table to scroll");
  const details = element("details", { className: "course-details" },
    [element("summary", { textContent: "Numbers" }), scroll]);
  const fill = () => details.open && fillTable(table, shown.numbers, name);
  details.addEventListener("toggle", fill);
  el.classList.add("course-figure");
  el.setAttribute("role", "group");
  el.setAttribute("aria-label", name);
  el.setAttribute("aria-describedby", id);
  el.append(...parts, sentence, details);
  return {
    say(words) {
      const told = unbroken(words);
      if (sentence.textContent !== told) sentence.textContent = told;
    },
    fill,
  };
}

function onTheme(action) {
  const theme = new MutationObserver(action);
  theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-name", "data-jp-theme-light", "class"] });
  return theme;
}
