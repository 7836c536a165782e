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

function keepKeys(card) {
  const own = "input, select, textarea, button, summary, .noUi-handle";
  for (const control of card.querySelectorAll(own)) {
    // Lumino looks for this on the focused element itself before it takes a key for a shortcut.
    if (!control.dataset.lmSuppressShortcuts) control.dataset.lmSuppressShortcuts = "true";
  }
}

function mend() {
  for (const card of document.querySelectorAll(CARDS)) {
    nameHandles(card);
    nameRadios(card);
    joinRadios(card);
    keepKeys(card);
  }
}

export default {
  initialize() {
    if (globalThis[KEY]) return;
    let waiting = false;
    globalThis[KEY] = new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; mend(); });
    });
    globalThis[KEY].observe(document.body, { childList: true, subtree: true });
    mend();
  },
};
