// Where a figure is too narrow for two panels side by side, the second stands below the first.
const NARROW_EM = 40, SMALLER = 12 / 14; // as wide as about sixty letters; and the type of it
const GAP = 0.07; // panels nearer than this share the names of their rows
const ROWS = [[0.58, 1], [0, 0.42]], GROWN = 1.65;

const into = (value, [low, high], [from, to]) => from + ((value - low) / (high - low)) * (to - from);

// The two halves of the width, or null where the panels belong on one line.
function halves(layout) {
  const domains = Object.keys(layout).filter((key) => /^xaxis\d*$/.test(key))
    .map((key) => layout[key].domain ?? [0, 1]).sort((a, b) => a[0] - b[0]);
  for (let i = 1; i < domains.length; i++) {
    const end = Math.max(...domains.slice(0, i).map((domain) => domain[1]));
    if (domains[i][0] - end >= GAP) return [[0, end], [domains[i][0], 1]];
  }
  return null;
}

// Change a layout so that its second half stands below; say whether it could be done.
function stacked(layout, data) {
  const across = halves(layout);
  if (!across) return false;
  const split = (across[0][1] + across[1][0]) / 2;
  const axis = (letter, id) => layout[`${letter}axis${(id ?? letter).split(" ")[0].slice(1)}`] ?? {};
  const rowOf = (id) => ((axis("x", id).domain ?? [0, 1])[0] < split ? 0 : 1);
  const rowOfY = (id) => rowOf(axis("y", id).anchor ?? "x");
  if (data.some((trace) => rowOf(trace.xaxis) !== rowOfY(trace.yaxis))) return false;
  const y = Object.keys(layout).filter((key) => /^yaxis\d*$/.test(key));
  for (const [key, row] of y.map((name) => [name, rowOfY(name.replace("axis", ""))])) {
    layout[key].domain = (layout[key].domain ?? [0, 1]).map((end) => into(end, [0, 1], ROWS[row]));
  }
  for (const mark of [...(layout.annotations ?? []), ...(layout.shapes ?? [])]) {
    const row = mark.xref === "paper" ? Number((mark.x ?? mark.x0) > split) : rowOf(mark.xref);
    for (const at of ["x", "x0", "x1"]) if (mark.xref === "paper" && at in mark) mark[at] = into(mark[at], across[row], [0, 1]);
    for (const at of ["y", "y0", "y1"]) if (mark.yref === "paper" && at in mark) mark[at] = into(mark[at], [0, 1], ROWS[row]);
  }
  for (const key of Object.keys(layout).filter((name) => /^xaxis\d*$/.test(name))) {
    const row = rowOf(key.replace("axis", ""));
    layout[key].domain = (layout[key].domain ?? [0, 1]).map((end) => into(end, across[row], [0, 1]));
  }
  layout.height *= GROWN;
  return true;
}
