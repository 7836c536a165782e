// Moves strokes without a whole update of the plot, which reads every attribute again, lays out all
// axes and measures all their words. It takes plotly's own steps for the panels that changed, and
// declines (gives false) when more changed than numbers and words within standing axes, or when
// another plotly is built otherwise.
const MOVES = /^(?:x|y|text|textposition|hovertemplate|error_[xy]\.array(?:minus)?)$/;

const at = (tree, path) => path.split(".").reduce((node, key) => node?.[key], tree);

function fits(page, trace, [path, value]) {
  if (!MOVES.test(path)) return false;
  const old = at(trace, path);
  if (typeof value !== typeof old || !old?.length || !value?.length) return false;
  if (path === "hovertemplate" && typeof value !== "string") return false;
  const letter = path.match(/^(?:error_)?([xy])/)?.[1];
  const axis = letter && page[trace[`${letter}axis`].replace(letter, `${letter}axis`)];
  return !letter || (!axis.autorange && axis.type === "linear");
}

const known = (error) => !error?.visible
  || (error.type === "data" && error.array && (error.symmetric || error.arrayminus));

function canMove(plot, moved) {
  const page = plot._fullLayout;
  const inner = plot.calcdata && page?._plots && page._basePlotModules?.length === 1;
  return Boolean(inner) && !plot._hoverdata && !plot._transitioning && moved.every(([i, change]) => {
    const trace = plot._fullData?.[i];
    return ["scatter", "bar"].includes(trace?.type) && trace.visible === true && !trace.stackgroup
      && trace.x && trace.y && known(trace.error_x) && known(trace.error_y)
      && Object.entries(change).every((one) => fits(page, trace, one));
  });
}

function spread(trace, points) {
  for (const letter of ["x", "y"]) {
    const error = trace[`error_${letter}`];
    if (!error?.visible) continue;
    const less = error.symmetric ? error.array : error.arrayminus;
    points.forEach((point, i) => {
      if (!Number.isFinite(point[letter] + less[i] + error.array[i])) return;
      point[`${letter}s`] = point[letter] - less[i];
      point[`${letter}h`] = point[letter] + error.array[i];
    });
  }
}

function quick(plot, traces) {
  const moved = Object.entries(traces);
  try {
    if (!canMove(plot, moved)) return false;
    move(plot, moved);
    return true;
  } catch {
    return false; // the whole update that follows finds its own way
  }
}

function move(plot, moved) {
  const { _fullData: full, _fullLayout: page } = plot;
  for (const [i, change] of moved) {
    for (const [path, value] of Object.entries(change)) {
      assign(plot.data[i], path, value);
      assign(full[i], path, value);
    }
    full[i]._length = Math.min(full[i].x.length, full[i].y.length);
  }
  const panels = new Set(moved.map(([i]) => full[i].xaxis + full[i].yaxis));
  const bars = full.filter((trace) => trace.type === "bar" && trace.visible === true
    && panels.has(trace.xaxis + trace.yaxis));
  const fresh = new Set([...bars, ...moved.map(([i]) => full[i])]);
  for (const trace of fresh) {
    const points = trace._module.calc(plot, trace);
    Object.assign(points[0], { trace, t: points[0].t ?? {} });
    plot.calcdata[trace.index] = points;
  }
  for (const panel of bars.length ? panels : []) bars[0]._module.crossTraceCalc(plot, page._plots[panel]);
  for (const trace of fresh) spread(trace, plot.calcdata[trace.index]);
  page._basePlotModules[0].plot(plot); // all of them: a panel that is left out loses its strokes
}
