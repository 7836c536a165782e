// The presenter's own window: notes, what comes next, the clock. The class's screen holds none of it.
const STYLE = `body { font: 20px/1.45 system-ui, sans-serif; margin: 0; padding: 18px 24px; background: #14181d; color: #f2f2f2; }
header { display: flex; flex-wrap: wrap; gap: 8px 28px; align-items: baseline; border-bottom: 1px solid #667; padding-bottom: 10px; }
#time { font-size: 44px; font-variant-numeric: tabular-nums; } h1 { font-size: 24px; margin: 14px 0 6px; }
#notes p { margin: 0 0 12px; white-space: pre-line; } #next, #keys, #plan { color: #c5cbd3; }
button { font: inherit; padding: 3px 14px; background: #26303b; color: inherit; border: 1px solid #778; border-radius: 4px; }
button:focus-visible { outline: 3px solid #56B4E9; }`;
const KEYS = "Keys work here too: ← → move, P poll, R reset, T timer, Shift+T back to zero, H all keys.";
const clock = (ms) => {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

export class Notes {
  constructor(onKey) {
    this.onKey = onKey;
    this.kept = 0; // ms that ran before the last start
    this.since = null;
    this.shown = { title: "", notes: [], next: "", minutes: null };
    setInterval(() => this.tick(), 250);
    window.addEventListener("pagehide", () => this.window?.close());
  }

  get open() { return Boolean(this.window && !this.window.closed); }

  // Returns false where the browser does not allow a second window.
  show() {
    if (this.open) { this.window.focus(); return true; }
    this.window = window.open("", "course-notes", "popup,width=760,height=820");
    if (!this.window) return false;
    const page = this.window.document;
    page.title = "Speaker notes (for you, not for the class)";
    page.documentElement.lang = "en";
    const style = page.createElement("style");
    style.textContent = STYLE;
    page.head.replaceChildren(style);
    page.body.innerHTML = `<header><span id="time" role="timer">0:00</span><span id="plan"></span>
      <button id="run">Start (T)</button><button id="zero">To zero</button></header>
      <h1 id="title"></h1><div id="notes"></div><p id="next"></p><p id="keys"></p>`;
    page.getElementById("keys").textContent = KEYS;
    page.getElementById("run").onclick = () => this.run();
    page.getElementById("zero").onclick = () => this.zero();
    this.window.addEventListener("keydown", (event) => {
      const pressed = event.target.closest?.("button") && [" ", "Enter"].includes(event.key);
      if (!pressed && !event.ctrlKey && !event.metaKey) this.onKey(event);
    });
    this.tell(this.shown);
    return true;
  }

  tell(shown) {
    this.shown = shown;
    if (!this.open) return;
    const page = this.window.document;
    page.getElementById("title").textContent = shown.title;
    page.getElementById("next").textContent = shown.next ? `Next: ${shown.next}` : "This is the last screen.";
    page.getElementById("plan").textContent = shown.minutes ? `of ${shown.minutes} minutes planned` : "";
    page.getElementById("notes").replaceChildren(...shown.notes.map((text) =>
      Object.assign(page.createElement("p"), { textContent: text })));
    this.tick();
  }

  run() {
    if (this.since === null) this.since = performance.now();
    else { this.kept += performance.now() - this.since; this.since = null; }
    this.tick();
  }

  zero() { this.kept = 0; this.since = null; this.tick(); }

  tick() {
    if (!this.open) return;
    const page = this.window.document;
    const time = page.getElementById("time");
    if (!time) return;
    time.textContent = clock(this.kept + (this.since === null ? 0 : performance.now() - this.since));
    page.getElementById("run").textContent = this.since === null ? "Start (T)" : "Pause (T)";
  }
}
