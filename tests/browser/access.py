"""What a learner meets who uses no mouse or no screen: axe-core's rules, and the way of Tab."""

from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe

# Our outputs: what stands around them is JupyterLab's. The words inside a plot are SVG, which
# axe-core's contrast rule cannot read: tests/ground/test_contrast.py computes it.
OURS = {
    "include": [[".jp-Notebook .jp-OutputArea"]],
    "exclude": [[".main-svg"], [".jp-OutputPrompt"]],
}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations", "incomplete"],
    "preload": False,
}
# What the theme can change, and what takes most of the time: of each kind of text, one is read.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Of the kinds of text in one notebook 5 were so covered that axe-core cannot tell, elsewhere 0-3.
MOST_UNTOLD = 7
UNFOLD = """() => {
  for (const part of document.querySelectorAll(".jp-OutputArea details")) part.open = true;
}"""
# Texts are of one kind whose colours no style can tell apart: tags, classes, styles up to the cell.
MARK_KINDS = """() => {
  const kinds = new Map();
  const name = ({ localName, className, disabled, style }) =>
    [localName, className, disabled, style.cssText];
  const words = (one) => one.nodeType === Node.TEXT_NODE && one.data.trim();
  for (const node of document.querySelectorAll(".jp-Notebook .jp-OutputArea *")) {
    node.removeAttribute("data-first-of-its-kind");
    if (node.closest("svg, .jp-OutputPrompt") || ![...node.childNodes].some(words)) continue;
    const way = [getComputedStyle(node).color];
    for (let at = node; !at.matches(".jp-OutputArea"); at = at.parentElement) way.push(name(at));
    if (!kinds.has(way.join())) kinds.set(way.join(), node);
  }
  for (const node of kinds.values()) node.setAttribute("data-first-of-its-kind", "");
  return kinds.size;
}"""
# axe-core measures the contrast of what no ancestor cuts off. JupyterLab's body is 0 px high and
# cuts, and a notebook shows a part of itself: for the scan nothing is cut off, nothing lies over
# the lower end, and the notebook's ground reaches as far as its cells.
WHOLE = """body { height: 100vh; } #jp-bottom-panel { display: none; }
body, body :has(.jp-Notebook), .jp-Notebook, .jp-Notebook > div, .jp-Notebook > div > div {
  overflow: visible !important; contain: none !important; }
.jp-Notebook > div, .jp-Notebook > div > div, .jp-WindowedPanel-viewport { background: inherit; }
"""
TOP = "() => document.querySelector('.jp-WindowedPanel-outer').scrollTo(0, 0)"
INSIDE = ".course-lab .course-card, .course-card .course-card"
# Waits until a round passes in which nothing is built anew in the outputs: the kernel has answered
# all that was asked before, the figures have had their turn, and the page a frame for its manners.
SETTLE = """async () => {
  const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  let changes;
  const watch = new MutationObserver((found) => { changes += found.length; });
  watch.observe(document.querySelector(".jp-Notebook"), { subtree: true, childList: true,
    attributeFilter: ["disabled", "hidden", "name", "open", "tabindex", "contenteditable"] });
  do {
    changes = 0;
    await kernel.requestKernelInfo();
    await globalThis.__upperBackCoursePlotly?.turn;
    await frame();
    await frame();
  } while (changes);
  watch.disconnect();
}"""
# Lists what Tab should reach, radio buttons once a group, and writes down what it reaches: the
# place of each stop, or -1 for anything else, whether the focus can be seen there, and what it is.
WATCH = """(card) => {
  const kinds = "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]";
  const live = (node) => (node.tabIndex >= 0 || node.isContentEditable) && !node.disabled
    && node.checkVisibility({ visibilityProperty: true });
  const nodes = [...card.querySelectorAll(kinds)].filter(live);
  const stop = (node) => (node.type === "radio" && node.name) || node;
  const stops = [...new Set(nodes.map(stop))];
  const ring = (node) => {
    const style = getComputedStyle(node);
    return [style.outlineStyle, style.outlineWidth, style.boxShadow].join();
  };
  document.activeElement?.blur();
  const plain = new Map(nodes.map((node) => [node, ring(node)]));
  window.courseWalk?.end.abort();
  const walk = window.courseWalk = { end: new AbortController(), seen: [] };
  nodes[0]?.focus({ preventScroll: true });
  document.addEventListener("focusin", ({ target }) => walk.seen.push([stops.indexOf(stop(target)),
    plain.get(target) !== ring(target), target.outerHTML.slice(0, 160)]), { signal: walk.end.signal });
  return stops.length;
}"""  # noqa: E501


def faults(page):
    """List what axe-core finds wrong in the outputs, with everything that is folded opened."""
    page.evaluate(UNFOLD)
    slow = {name: {"enabled": False} for name in COLOURS["values"]}
    return [*_scan(page, OURS["include"], rules=slow), *faults_of_colour(page)]


def faults_of_colour(page):
    """List what is wrong with the colours, of each kind of text once."""
    page.evaluate(UNFOLD)
    assert page.evaluate(MARK_KINDS) > 0
    return _scan(page, [["[data-first-of-its-kind]"]], runOnly=COLOURS)


def _scan(page, include, **options):
    context = {**OURS, "include": include}
    with in_full(page):
        found = Axe().run(page, context=context, options={**RULES, **options}).response
    wrong, untold = (
        [f"{one['id']}: {node['html'][:200]}" for one in found[kind] for node in one["nodes"]]
        for kind in RULES["resultTypes"]
    )
    untold = [one for one in untold if "<text" not in one]  # words of a drawing, as in a plot
    return wrong if len(untold) <= MOST_UNTOLD else [*wrong, f"cannot tell: {untold}"]


@contextmanager
def in_full(page):
    """Show the whole notebook at once, however long it is."""
    style = page.add_style_tag(content=WHOLE)
    page.evaluate(TOP)
    try:
        yield
    finally:
        style.evaluate("(node) => node.remove()")


def walk(page, card):
    """Go through a card by Tab to its end, one step back, and out of it behind its end.

    Gives the number of stops, and (place, visible, element) for each place that was reached.
    """
    page.evaluate(SETTLE)  # a stop that is built anew under way would be missed
    stops = card.evaluate(WATCH)
    back = ["Shift+Tab", "Tab"] if stops > 1 else []
    for key in [*["Tab"] * (stops - 1), *back, *["Tab"] * bool(stops)]:
        page.keyboard.press(key)
    return stops, page.evaluate("() => window.courseWalk.seen")


def way(stops):
    """Give the places in the order in which `walk` should reach them."""
    back = [stops - 2, stops - 1] if stops > 1 else []
    return [*range(1, stops), *back, *[-1] * bool(stops)]
