// Puts plotly.js into the page once. Every figure of every notebook in this page shares it. What
// jupyter/ready/ has evaluated before is taken when it is the very version that the kernel has.
const KEY = "__upperBackCoursePlotly";

function room() {
  if (!globalThis[KEY]) {
    let give;
    const ready = new Promise((resolve) => { give = resolve; });
    globalThis[KEY] = { ready, give, asked: false };
  }
  return globalThis[KEY];
}

async function unpack(view) {
  const stream = new Blob([view]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

function run(text) {
  // plotly.js hands itself to an AMD or CommonJS loader when the page has one: hide them meanwhile.
  const hidden = {};
  for (const name of ["define", "module", "exports", "Plotly", "moduleName"]) {
    hidden[name] = globalThis[name];
    globalThis[name] = undefined;
  }
  try {
    const script = document.createElement("script");
    script.textContent = text;
    document.head.append(script);
    script.remove();
    return globalThis.Plotly;
  } finally {
    for (const name of Object.keys(hidden)) {
      if (hidden[name] === undefined) delete globalThis[name];
      else globalThis[name] = hidden[name];
    }
  }
}

export default {
  initialize({ model }) {
    const here = room();
    if (here.asked) return;
    here.asked = true;
    if (globalThis.Plotly?.version === model.get("version")) {
      here.give(globalThis.Plotly);
      return;
    }
    // Not awaited: the widget front end allows a model two seconds to initialise.
    unpack(model.get("script"))
      .then((text) => here.give(run(text)))
      .catch((error) => { here.asked = false; console.error("course figure:", error); });
  },
};
