// A poll by show of hands. It asks what the lab in view asks, counts, and hands the class's answer
// to the lab's own "Lock my prediction": the model's answer comes from there.
const PATIENCE_MS = 20000;

const make = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });
const shown = (node) => Boolean(node && node.offsetParent !== null);
const fixed = (value, digits = 2) => String(Number(value.toPrecision(digits)));

async function until(condition) {
  const end = performance.now() + PATIENCE_MS;
  while (!condition()) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  return true;
}

// What the lab asks, read from its predict part.
function ask(lab) {
  const part = lab.querySelector(".course-predict");
  const labels = [...part.querySelectorAll(".widget-radio-box label")];
  const label = part.querySelector(".widget-slider .widget-label")?.textContent ?? "";
  const handle = part.querySelector(".noUi-handle");
  return {
    part,
    question: part.querySelector("p").lastChild.textContent.trim(),
    options: labels.map((node) => node.textContent.trim()),
    inputs: labels.map((node) => node.querySelector("input")),
    unit: /\((.*)\)/.exec(label)?.[1] ?? "",
    low: Number(handle?.getAttribute("aria-valuemin")),
    high: Number(handle?.getAttribute("aria-valuemax")),
    step: handle?.closest(".noUi-target").noUiSlider.options.step,
  };
}

export class Poll {
  constructor(say, idle) {
    this.say = say;
    this.idle = idle; // whether the kernel is
    this.box = make("dialog", "course-poll");
    this.box.setAttribute("aria-label", "Poll by show of hands");
    document.body.append(this.box);
  }

  get open() { return this.box.open; }

  close() { this.box.close(); }

  // Opens on the prediction of the lab in view; a locked one gives way to the next.
  async start(lab) {
    const lock = lab?.querySelector(".course-lock");
    const next = [...(lab?.querySelectorAll(".course-predict .course-quiet") ?? [])].find((node) => shown(node) && /next/i.test(node.textContent));
    if (!shown(lock) && next) {
      next.click();
      await until(() => !shown(next)); // behind the last prediction no lock comes
    }
    if (!shown(lock)) {
      this.say(lab?.querySelector(".course-predict p") ? "Every prediction of this lab is made. Shift+R starts the lab again." : "There is no prediction on this screen.");
      return;
    }
    this.lab = lab;
    this.asked = ask(lab);
    this.given = []; // one entry a hand: the place of an option, or a number
    this.typed = "";
    this.model = null;
    this.words = "";
    this.fill();
    if (!this.open) this.box.showModal();
    this.box.focus();
  }

  // Every key comes here while the poll is open, also from the notes window.
  key(event) {
    if (event.key === "Escape") { this.close(); return; }
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
    const locked = this.model !== null;
    if (event.key === "Enter") {
      if (event.target.tagName === "BUTTON") return;
      if (locked) this.close();
      else if (this.typed) this.add(Number(this.typed));
      else this.lock();
    } else if (locked) {
      return;
    } else if (event.key === "Backspace") {
      if (this.typed) this.typed = this.typed.slice(0, -1); else this.given.pop();
    } else if (this.asked.options.length) {
      if (!digit) return;
      this.add(Number(digit) - 1);
    } else {
      const sign = digit ?? { ".": ".", ",": ".", "-": "-" }[event.key];
      if (sign === undefined || !/^-?\d*\.?\d*$/.test(this.typed + sign)) return;
      this.typed += sign;
    }
    event.preventDefault();
    this.fill();
  }

  add(answer) {
    const { options, low, high, unit } = this.asked;
    this.words = "";
    if (options.length ? options[answer] !== undefined : answer >= low && answer <= high) this.given.push(answer);
    else this.words = options.length ? `There are ${options.length} options.` : `Between ${low} and ${high} ${unit}, please.`;
    this.typed = "";
    this.fill();
  }

  get answer() {
    const { options } = this.asked;
    if (!options.length) return this.given.reduce((sum, value) => sum + value, 0) / this.given.length;
    const hands = this.hands();
    return hands.indexOf(Math.max(...hands));
  }

  hands() { return this.asked.options.map((_, i) => this.given.filter((hand) => hand === i).length); }

  // Types the mean, on the slider's steps. A lab lets nobody lock before the value has changed, and
  // a value that follows another too fast is held back in the page, so the kernel must be idle.
  async put(readout, lock) {
    const { low, high, step } = this.asked;
    const type = (value) => {
      readout.textContent = fixed(value, 4);
      readout.dispatchEvent(new FocusEvent("blur", { bubbles: true }));
    };
    const mean = low + Math.round((this.answer - low) / step) * step;
    if (Math.abs(Number(readout.textContent) - mean) < step / 2) {
      type(mean > low ? low : high);
      await until(() => !lock.disabled && this.idle());
    }
    type(mean);
  }

  // The class's answer goes into the lab as if typed there; the lab locks it and answers.
  async lock() {
    const { part, options, inputs } = this.asked;
    if (!this.given.length) { this.words = "No hands are counted yet."; this.fill(); return; }
    this.words = "The model answers …";
    this.fill();
    const lock = part.querySelector(".course-lock");
    if (options.length) inputs[this.answer].click();
    else await this.put(part.querySelector(".widget-readout"), lock);
    if (await until(() => !lock.disabled)) lock.click();
    const said = () => part.querySelector(".course-compared[data-model]");
    if (!await until(said)) { this.words = "The model has not answered. Close this and lock the prediction in the lab."; this.fill(); return; }
    this.model = Number(said().dataset.model);
    this.words = this.verdict(said().dataset.why);
    this.fill();
  }

  // The lab compares for one learner; here it is said for a class, and the lab's reason follows.
  verdict(why) {
    const { options, unit } = this.asked;
    if (options.length) {
      const right = this.hands()[this.model];
      return `The model: ${options[this.model]}. ${right} of ${this.given.length} hands agree with it. ${why}`;
    }
    return `The class says ${fixed(this.answer)} ${unit} on average; the model gives ${fixed(this.model)} ${unit}. ${why}`;
  }

  fill() {
    const { question, options } = this.asked;
    const locked = this.model !== null;
    const hint = locked ? "Enter or Esc: back to the lab and its figure"
      : options.length ? `1 to ${options.length}: one more hand · Backspace: one less · Enter: lock`
        : "Type a number and Enter for each guess · Backspace: one less · Enter alone: lock";
    const lock = Object.assign(make("button", "course-poll-lock", locked ? "Back to the lab" : "Lock the class's prediction"),
      { type: "button", onclick: () => (locked ? this.close() : this.lock()) });
    const words = make("p", "course-poll-words", this.words);
    words.setAttribute("role", "status");
    this.box.replaceChildren(make("h2", "", question), options.length ? this.bars() : this.line(), words, lock, make("p", "course-poll-hint", hint));
    this.box.tabIndex = -1;
    this.box.focus();
  }

  bars() {
    const list = make("ol", "course-poll-bars");
    const hands = this.hands();
    const most = Math.max(10, ...hands);
    this.asked.options.forEach((words, i) => {
      const row = make("li", i === this.model ? "course-poll-model" : "");
      const press = Object.assign(make("button", "", `${i + 1}  ${words}`), { type: "button", onclick: () => this.add(i), disabled: this.model !== null });
      const bar = make("span", "course-poll-bar");
      bar.style.width = `${100 * hands[i] / most}%`;
      const track = make("span", "course-poll-track");
      track.append(bar);
      row.append(press, track, make("b", "", String(hands[i])), make("i", "", i === this.model ? "■ the model" : ""));
      list.append(row);
    });
    return list;
  }

  line() {
    const { low, high, unit } = this.asked;
    const box = make("div", "course-poll-line");
    const put = (value, className, words) => {
      const mark = make("span", className, words);
      mark.style.left = `${100 * (Math.min(high, Math.max(low, value)) - low) / (high - low)}%`;
      box.append(mark);
    };
    put(low, "course-poll-end", String(low));
    put(high, "course-poll-end", `${high} ${unit}`);
    this.given.forEach((value) => put(value, "course-poll-dot", "●"));
    if (this.given.length) put(this.answer, "course-poll-mean", `◆ the class ${fixed(this.answer)}`);
    if (this.model !== null) put(this.model, "course-poll-truth", `■ the model ${fixed(this.model)}`);
    const typed = make("p", "course-poll-typed", this.model !== null ? "" : `${this.given.length} counted · next: ${this.typed || "…"} ${unit}`);
    const whole = make("div", "");
    whole.append(typed, box);
    return whole;
  }
}
