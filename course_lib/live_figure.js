// Draws one course figure: the plot, its sentence, its numbers. Updates arrive as small patches.
const KEY = "__upperBackCoursePlotly";
const SIZES = { screen: 14, projector: 24 };

function plotly() {
  if (!globalThis[KEY]) {
    let give;
    const ready = new Promise((resolve) => { give = resolve; });
    globalThis[KEY] = { ready, give, asked: false };
  }
  return globalThis[KEY].ready;
}

// Figures that open together are drawn a frame each: the first is seen before the next is begun.
function inTurn(work) {
  const room = globalThis[KEY];
  const done = Promise.resolve(room.turn).then(work);
  room.turn = done.catch(() => {}).then(() => new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100); // a page in the background has no frames
  }));
  return done;
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

function themed(el, large, smaller = 1) {
  // An element that is not in the page yet has no style.
  const style = getComputedStyle(el.isConnected ? el : document.body);
  const presented = parseFloat(style.getPropertyValue("--course-figure-type")); // see presenting/
  return { "font.size": presented || (large ? SIZES.projector : smaller * SIZES.screen),
    "font.color": style.getPropertyValue("--jp-ui-font-color1").trim() || style.color,
    "font.family": style.fontFamily };
}

export default () => {
  let shown;
  let large;
  const views = new Set();
  return {
    initialize({ model }) {
      shown = revive(model.get("whole"), []);
      large = model.get("large");
      listen(model, shown, (patch) => {
        const resized = patch.large !== large;
        large = patch.large;
        merge(shown, patch);
        for (const view of views) view.apply(patch, resized);
      });
    },
    render({ model, el }) {
      const plot = element("div", { className: "course-plot" });
      const frame = withWords(el, model.get("name"), shown, [plot]);

      let Plotly = null;
      let gone = false;
      // Before a class the page gives the plot its height, else the picture does: see presenting/.
      const presented = () => Boolean(getComputedStyle(el).getPropertyValue("--course-figure-height"));
      let tall = false;
      let drawnPx = 0; // how wide the plot was when it was drawn
      let below = false; // whether a second panel stands below the first
      // While JupyterLab changes its theme nothing has a width.
      const narrow = () => (plot.offsetWidth || drawnPx) < NARROW_EM * themed(el, large)["font.size"];
      const look = () => themed(el, large, narrow() ? SMALLER : 1);
      const restyle = () => Plotly && (tall === presented() ? Plotly.relayout(plot, look()) : draw());
      const draw = async () => {
        const whole = { ...structuredClone(shown.layout), autosize: true };
        for (const [path, value] of Object.entries(look())) assign(whole, path, value);
        tall = presented();
        if (tall) delete whole.height;
        // What is made of lines of words needs their room also before a class, where the page scrolls.
        plot.style.minHeight = tall && whole.meta?.lines ? `${1.25 * whole.meta.lines + 6}em` : "";
        if (!tall) whole.height = (whole.height ?? 450) * (large ? 1.6 : 1);
        drawnPx = plot.offsetWidth;
        below = !tall && narrow() && stacked(whole, shown.data);
        await Plotly.react(plot, structuredClone(shown.data), whole, {
          displaylogo: false, responsive: false, scrollZoom: false, doubleClick: false,
          modeBarButtons: [["toImage", "resetScale2d"]] });
      };
      const view = {
        apply(patch, resized) {
          frame.say(shown.sentence);
          if (patch.numbers || patch.whole) frame.fill();
          if (!Plotly) return;
          // Plotly takes a height alone for a size that the page may no longer change.
          if (patch.whole || resized || patch.layout?.height || (below && patch.layout)) { draw(); return; }
          if (patch.traces && !patch.layout && quick(plot, patch.traces)) return;
          const { index, update } = sparse(patch.traces ?? {});
          if (index.length) Plotly.update(plot, update, { ...patch.layout }, index);
          else if (patch.layout) Plotly.relayout(plot, { ...patch.layout });
        },
      };
      views.add(view);
      const late = setTimeout(() => { if (!Plotly) plot.textContent =
        "The picture has not arrived yet. Run this cell again; if it stays empty, restart the kernel and run all cells."; }, 20000);
      plotly().then((loaded) => {
        clearTimeout(late);
        return inTurn(() => {
          if (gone) return;
          plot.textContent = "";
          Plotly = loaded;
          return draw();
        });
      });
      let wasNarrow = narrow();
      const resize = new ResizeObserver(() => {
        if (!Plotly || !plot.offsetWidth) return;
        // What is drawn to scale would keep the wider range that another width has given it.
        const stretched = plot.offsetWidth !== drawnPx && shown.layout.yaxis?.scaleanchor;
        if (wasNarrow === narrow() && !stretched) Plotly.Plots.resize(plot);
        else { wasNarrow = narrow(); draw(); }
      });
      resize.observe(plot);
      const theme = onTheme(restyle);
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
