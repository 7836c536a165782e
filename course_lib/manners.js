// Page manners for every course card, once a page: names for assistive technology, groups of
// options, and keys that stay with the control that has the focus instead of moving JupyterLab's cell selection.
const KEY = "__upperBackCourseManners";
const CARDS = ".course-lab, .course-card";

function nameHandles(card) {
  for (const handle of card.querySelectorAll(".noUi-handle")) {
    const label = handle.closest(".jupyter-widgets")?.querySelector(".widget-label");
    const name = label?.textContent;
    const readout = handle.closest(".jupyter-widgets")?.querySelector(".widget-readout")?.textContent;
    if (readout && handle.getAttribute("aria-valuetext") !== readout) handle.setAttribute("aria-valuetext", readout);
    if (name && handle.getAttribute("aria-label") !== name) handle.setAttribute("aria-label", name);
  }
}

// The number beside a slider can be typed over.
function nameReadouts(card) {
  for (const readout of card.querySelectorAll(".widget-readout[contenteditable=true]")) {
    const name = `${readout.closest(".jupyter-widgets")?.querySelector(".widget-label")?.textContent}, typed`;
    if (readout.getAttribute("aria-label") === name) continue;
    readout.setAttribute("role", "textbox");
    readout.setAttribute("aria-label", name);
  }
}

// Without a name in common each option is a stop of its own, and arrow keys do not go between them.
let groups = 0;

function joinRadios(card) {
  for (const box of card.querySelectorAll(".widget-radio-box:has(input:not([name]))")) {
    groups += 1;
    for (const input of box.querySelectorAll("input")) input.name = `course-choice-${groups}`;
  }
}

function nameRadios(card) {
  for (const box of card.querySelectorAll(".widget-radio-box:not([role])")) {
    box.setAttribute("role", "radiogroup");
    const label = box.closest(".jupyter-widgets")?.querySelector(".widget-label")?.textContent;
    if (label) box.setAttribute("aria-label", label);
  }
}

// Each link in a plot stands with its words in the table below it: one stop there is enough.
function skipPlotLinks(card) {
  for (const link of card.querySelectorAll(".main-svg a:not([tabindex])")) link.setAttribute("tabindex", "-1");
}

// ipywidgets writes "null" where a control has no tip, and that is shown and read out.
function dropEmptyTips() {
  for (const node of document.querySelectorAll('.jp-OutputArea [title="null"]')) node.removeAttribute("title");
}

function keepKeys(card) {
  const own = "input, select, textarea, button, summary, .noUi-handle, .widget-readout";
  for (const control of card.querySelectorAll(own)) {
    // Lumino looks for this on the focused element itself before it takes a key for a shortcut.
    if (!control.dataset.lmSuppressShortcuts) control.dataset.lmSuppressShortcuts = "true";
  }
}

// A press is sent at once, but ipywidgets holds a choice back until the one before is answered: the
// press would overtake it, and an older choice be judged. What is held back goes first.
const kernels = new Map(); // of each kernel's manager: its models, at hand without waiting

async function knowModels(manager) {
  const ids = Object.keys(manager._models ?? {});
  const known = kernels.get(manager);
  if (known.newest === ids.at(-1)) return;
  known.newest = ids.at(-1);
  const settled = await Promise.allSettled(ids.map((id) => manager._models[id]));
  known.models = settled.map((one) => one.value).filter(Boolean);
}

function sendHeldBack({ target }) {
  if (!target.closest?.(`:is(${CARDS}) .jupyter-button`)) return;
  for (const model of [...kernels.values()].flatMap((one) => one.models)) {
    if (!model.comm_live || !model._msg_buffer) continue;
    const sent = model.send_sync_message(model._msg_buffer, model._msg_buffer_callbacks);
    model.rememberLastUpdateFor(sent);
    model._msg_buffer = model._msg_buffer_callbacks = null;
  }
}

function mend() {
  dropEmptyTips();
  for (const manager of kernels.keys()) {
    if (manager.context?.isDisposed) kernels.delete(manager); // its notebook was closed
    else knowModels(manager);
  }
  for (const card of document.querySelectorAll(CARDS)) {
    nameHandles(card);
    nameReadouts(card);
    nameRadios(card);
    joinRadios(card);
    skipPlotLinks(card);
    keepKeys(card);
  }
}

export default {
  initialize({ model }) {
    watchKernel(model.widget_manager);
    const first = !globalThis[KEY];
    const page = globalThis[KEY] ??= { kernels };
    page.kernels.set(model.widget_manager, { models: [] });
    if (!first) return;
    let waiting = false;
    new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; mend(); });
    }).observe(document.body, { childList: true, subtree: true });
    document.addEventListener("click", sendHeldBack, { capture: true });
    mend();
  },
};
