// Presents the notebook in view: one screen at a time, keys, large type, poll, notes.
import { FIGURES, minutesOf, notesFor, screensOf, sectionsOf } from "./screens.js";
import { Notes } from "./notes.js";
import { Poll } from "./poll.js";

const ON = "course-presenting", OFF = "course-off", CODE = "course-code";
const MATTER = `${FIGURES}, .course-figure summary, .course-compared`; // what a class must see
const TYPED = ".cm-content, textarea, select, [contenteditable=true], input:not([type=radio]):not([type=checkbox])";
const HELP = [["→ or Page Down", "next screen"], ["← or Page Up", "the one before"], ["↓ ↑", "scroll, where a screen is long"],
  ["Home End", "first and last section"], ["P", "poll: the class predicts by show of hands"], ["R", "reset the lab in view"],
  ["Shift+R", "start the lab again, predictions too"], ["C", "show or hide the code of this screen"], ["N", "notes and clock, in a window of your own"],
  ["T", "start or pause the clock"], ["B", "blank screen"], ["F", "full screen"], ["Esc", "leave a control; again: leave presenting"]];

const make = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });
const seen = (root, what) => [...root.querySelectorAll(what)].filter((node) => node.offsetParent !== null);
const isNotebook = (panel) => Boolean(panel?.content?.widgets && panel.sessionContext);

// Whether a control needs a key itself. Page keys and letters go to the presentation even then,
// except where something is typed: a clicker sends page keys.
function keeps(target, key) {
  if (!target?.closest) return false;
  if (target.closest(TYPED)) return true;
  if (target.closest(".noUi-handle, canvas, input[type=radio]")) return /^Arrow|^ $|^Home$|^End$|^[+-]$/.test(key);
  return Boolean(target.closest("button, summary, a, input")) && [" ", "Enter"].includes(key);
}

class Presenter {
  constructor(app) {
    this.app = app;
    this.on = false;
    this.notes = new Notes((event) => this.key(event));
    this.poll = new Poll((words) => this.say(words), () => this.panel.sessionContext.session.kernel.status === "idle");
    this.furnish();
    window.addEventListener("keydown", (event) => this.key(event), { capture: true });
    window.addEventListener("dblclick", (event) => this.on && event.target.closest(".jp-MarkdownCell") && event.stopPropagation(), { capture: true });
    window.addEventListener("resize", () => this.on && this.enter(this.section, this.screen));
    this.watch = new ResizeObserver(() => requestAnimationFrame(() => this.fit()));
    app.shell.currentChanged.connect(() => this.turnTo(app.shell.currentWidget));
    this.turnTo(app.shell.currentWidget);
  }

  furnish() {
    this.bar = make("nav", "course-present-bar");
    this.bar.setAttribute("aria-label", "Presentation");
    const button = (words, name, action) => {
      const node = Object.assign(make("button", "", words), { type: "button", title: name, onclick: () => { action(); node.blur(); } });
      node.setAttribute("aria-label", name);
      return node;
    };
    this.where = make("span", "course-present-where");
    this.where.setAttribute("role", "status");
    this.bar.append(button("‹", "Previous screen", () => this.move(-1)), this.where, button("›", "Next screen", () => this.move(1)),
      button("?", "All keys (H)", () => this.help()));
    this.back = button("Present again (Alt+P)", "Present again", () => this.begin());
    this.back.className = "course-present-again";
    this.told = make("p", "course-present-told");
    this.told.setAttribute("role", "status");
    this.black = make("div", "course-present-black");
    this.keys = make("dialog", "course-present-keys");
    const rows = HELP.map(([key, words]) => { const row = make("tr", ""); row.append(make("th", "", key), make("td", "", words)); return row; });
    const table = make("table", "");
    table.append(...rows);
    this.keys.append(make("h2", "", "Keys"), table);
    this.black.hidden = true;
    document.body.append(this.bar, this.back, this.told, this.black, this.keys);
  }

  say(words) {
    this.told.textContent = words;
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => { this.told.textContent = ""; }, 6000);
  }

  help() { if (this.keys.open) this.keys.close(); else this.keys.showModal(); }

  // ---- a notebook ---------------------------------------------------------------------------

  // The first notebook, and each one that a link leads to: run it and show it from the start.
  async turnTo(panel) {
    if (!isNotebook(panel) || panel === this.panel) return;
    this.leave();
    this.panel = panel;
    await panel.context.ready;
    await panel.sessionContext.ready;
    await panel.revealed;
    if (this.panel !== panel) return;
    const content = panel.content;
    content.notebookConfig = { ...content.notebookConfig, windowingMode: "none", scrollPastEnd: false };
    this.section = this.screen = 0;
    this.begin();
    await this.run(panel);
  }

  async run(panel) {
    this.bar.dataset.running = "true";
    await this.app.commands.execute("notebook:run-all-cells");
    delete this.bar.dataset.running;
    if (this.panel !== panel || !this.on) return;
    this.enter(this.section, this.screen);
  }

  begin() {
    this.on = true;
    document.body.classList.add(ON);
    this.scroller = this.panel.content.node.querySelector(".jp-WindowedPanel-outer") ?? this.panel.content.node;
    this.panel.content.node.classList.add("course-stage");
    for (let node = this.panel.content.node; node !== document.body; node = node.parentElement) {
      for (const other of node.parentElement.children) {
        if (other === node || [this.bar, this.told, this.black, this.back, this.keys, this.poll.box].includes(other)) continue;
        if (!other.inert) { other.inert = true; other.dataset.coursePut = "aside"; }
      }
    }
    this.enter(this.section, this.screen);
  }

  leave() {
    if (!this.on) return;
    this.on = false;
    this.watch.disconnect();
    document.body.classList.remove(ON);
    for (const node of document.querySelectorAll("[data-course-put]")) { node.inert = false; delete node.dataset.coursePut; }
    for (const node of document.querySelectorAll(`.${OFF}, .${CODE}, .course-stage`)) node.classList.remove(OFF, CODE, "course-stage");
    document.body.style.removeProperty("--course-figure-type");
    for (const cell of this.panel.content.widgets) cell.node.style.removeProperty("--course-figure-height");
  }

  // ---- where we are -------------------------------------------------------------------------

  // Shows a screen of a section; "last" is the section's last one.
  enter(section, screen) {
    const cells = this.panel.content.widgets;
    const sections = sectionsOf(cells);
    this.section = Math.max(0, Math.min(section, sections.length - 1));
    const here = sections[this.section];
    const type = parseFloat(getComputedStyle(this.bar).fontSize);
    document.body.style.setProperty("--course-figure-type", Math.round(type * 0.95));
    for (const node of this.panel.content.node.querySelectorAll(`.${OFF}`)) node.classList.remove(OFF);
    for (const cell of cells) {
      cell.node.classList.toggle(OFF, !here.cells.includes(cell));
      if (cell.model.id === "open-the-box") cell.node.classList.add(CODE); // there the code is the matter
    }
    const screens = screensOf(here, this.room);
    this.screen = screen === "last" ? screens.length - 1 : Math.min(screen, screens.length - 1);
    this.count = screens.length;
    this.showOnly(here, screens[this.screen]);
    this.tell(sections, screens);
  }

  get room() {
    const style = getComputedStyle(this.scroller);
    return this.scroller.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
  }

  showOnly(section, screen) {
    this.shown = screen;
    for (const cell of section.cells) cell.node.classList.toggle(OFF, !screen.some((piece) => piece.cell === cell));
    for (const { part } of screen) {
      if (!part) continue;
      for (const other of part.parentElement.children) other.classList.toggle(OFF, other !== part && !other.querySelector("style"));
    }
    this.scroller.scrollTop = 0;
    if (document.activeElement !== document.body && !document.activeElement?.closest(".course-present-bar")) document.activeElement?.blur();
    this.watch.disconnect();
    for (const { cell } of screen) this.watch.observe(cell.node);
    this.fit();
  }

  tell(sections, screens) {
    const here = sections[this.section];
    const part = screens.length > 1 ? ` · ${this.screen + 1}/${screens.length}` : "";
    this.where.textContent = `${this.section + 1} of ${sections.length}: ${here.title}${part}`;
    const later = this.screen + 1 < screens.length ? `${here.title}, ${this.screen + 2} of ${screens.length}` : sections[this.section + 1]?.title;
    this.notes.tell({ title: `${here.title}${part}`, notes: notesFor(here, this.shown), next: later ?? "", minutes: minutesOf(this.panel.content.widgets) });
  }

  // The figure takes what the words and controls of its screen leave of the height.
  fit() {
    if (!this.on) return;
    for (const { cell } of this.shown) {
      const figures = seen(cell.node, FIGURES);
      if (!figures.length) continue;
      const rows = new Set(figures.map((node) => Math.round(node.getBoundingClientRect().top))).size;
      const top = this.shown[0].cell.node.getBoundingClientRect().top;
      const end = Math.max(...seen(cell.node, MATTER).map((node) => node.getBoundingClientRect().bottom));
      const height = Math.max(...figures.map((node) => node.offsetHeight));
      const wanted = Math.round(Math.max(0.5 * this.room, height + (this.room - (end - top)) / rows));
      if (Math.abs(wanted - height) > 6) cell.node.style.setProperty("--course-figure-height", `${wanted}px`);
    }
    document.body.className = String(document.body.className); // tells the figures to look at their size again
  }

  move(by) {
    if (by > 0 && this.below() > 30) this.scroll(0.85);
    else if (by < 0 && this.scroller.scrollTop > 40) this.scroll(-0.85);
    else if (this.screen + by >= 0 && this.screen + by < this.count) this.enter(this.section, this.screen + by);
    else if (by > 0 && this.section === this.last) this.say("This is the last screen.");
    else if (by > 0) this.enter(this.section + 1, 0);
    else if (this.section > 0) this.enter(this.section - 1, "last");
  }

  get last() { return sectionsOf(this.panel.content.widgets).length - 1; }

  // How much stands below the screen. What is folded under a figure is no reason to stop there.
  below() {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    const figure = this.shown.find(({ cell }) => cell.node.querySelector(FIGURES));
    if (!figure) return scrollHeight - scrollTop - clientHeight;
    const end = Math.max(...seen(figure.cell.node, MATTER).map((node) => node.getBoundingClientRect().bottom));
    return end - this.bar.getBoundingClientRect().top;
  }

  scroll(share) { this.scroller.scrollBy({ top: share * this.scroller.clientHeight }); }

  // ---- what a key does ----------------------------------------------------------------------

  get lab() { return this.shown.map(({ cell }) => cell.node.querySelector(".course-lab")).find(Boolean); }

  key(event) {
    if (!event.isTrusted) return; // not from a keyboard
    if (!this.on) {
      if (event.altKey && event.code === "KeyP" && this.panel) { event.preventDefault(); this.begin(); }
      return;
    }
    if (document.querySelector(".jp-Dialog")) return; // JupyterLab asks something
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== "Escape" && !this.poll.open && !this.keys.open && keeps(event.target, event.key)) {
      if (!event.target.closest(".cm-content")) event.target.dataset.lmSuppressShortcuts = "true";
      return;
    }
    event.stopPropagation(); // a letter that reached JupyterLab could cut or add a cell
    if (this.poll.open) { this.poll.key(event); return; }
    const action = this.action(event);
    if (!action) return;
    event.preventDefault();
    const woken = !this.black.hidden && event.key !== "b";
    if (this.keys.open) this.keys.close();
    else if (woken) this.black.hidden = true;
    else action();
  }

  action({ key, shiftKey }) {
    return {
      ArrowRight: () => this.move(1), PageDown: () => this.move(1), " ": () => this.move(shiftKey ? -1 : 1),
      ArrowLeft: () => this.move(-1), PageUp: () => this.move(-1),
      ArrowDown: () => this.scroll(0.3), ArrowUp: () => this.scroll(-0.3),
      Home: () => this.enter(0, 0), End: () => this.enter(this.last, 0),
      p: () => this.poll.start(this.lab), r: () => (shiftKey ? this.again() : this.reset()), c: () => this.code(),
      n: () => this.openNotes(), t: () => this.time(shiftKey), b: () => { this.black.hidden = !this.black.hidden; },
      f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
      h: () => this.help(), "?": () => this.help(), Escape: () => this.escape(),
    }[key.length === 1 ? key.toLowerCase() : key];
  }

  reset() {
    const button = this.lab?.querySelector("button.course-reset");
    if (!button) this.say("There is no lab on this screen.");
    else if (button.disabled) this.say("This lab is at its start. It opens after the prediction, or with “Explore without predicting”.");
    else button.click();
  }

  // The cell runs again: a new lab, its predictions open.
  async again() {
    const piece = this.shown.find(({ cell }) => cell.node.querySelector(".course-lab"));
    if (!piece) { this.say("There is no lab on this screen."); return; }
    this.panel.content.activeCellIndex = this.panel.content.widgets.indexOf(piece.cell);
    this.panel.content.deselectAll();
    await this.app.commands.execute("notebook:run-cell");
    this.say("The lab starts again.");
  }

  code() {
    const cells = this.shown.map(({ cell }) => cell.node).filter((node) => node.classList.contains("jp-CodeCell"));
    const show = cells.some((node) => !node.classList.contains(CODE));
    for (const node of cells) node.classList.toggle(CODE, show);
    if (!cells.length) this.say("There is no code on this screen.");
  }

  openNotes() {
    if (!this.notes.show()) this.say("The browser blocked the notes window: allow pop-ups for this page, then press N again.");
  }

  time(toZero) {
    if (!this.notes.open) this.openNotes();
    if (toZero) this.notes.zero(); else this.notes.run();
  }

  escape() {
    const held = document.activeElement;
    if (held && held !== document.body && this.panel.content.node.contains(held) && held !== this.panel.content.node) held.blur();
    else this.leave();
  }
}

export function start(app, here) {
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${here}present.css` });
  style.onload = () => new Presenter(app);
  document.head.append(style);
}
