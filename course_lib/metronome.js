// A beat to hear and to see. Nothing sounds before Start; leaving the page or the tab stops it.
const PLAYING = "__upperBackCourseMetronome"; // the one that plays: starting another stops it
const LONGEST_S = 600;
const AHEAD_S = 0.12;
const TICK_MS = 40;
const READY = "…";
const SVG = "http://www.w3.org/2000/svg";
const SIZE = { width: 640, height: 200, cage: 290, edge: 16 };

function drawn(tag, attributes = {}, text = "") {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = text;
  return node;
}

const seconds = () => performance.now() / 1000;
const perMinute = (value) => value.toFixed(value < 100 ? 1 : 0).replace(/\.0$/, "");

// ---- the sound ---------------------------------------------------------------------------------

function voice() {
  const Context = globalThis.AudioContext ?? globalThis.webkitAudioContext;
  if (!Context) return null;
  const context = new Context();
  const master = context.createGain();
  master.connect(context.destination);
  return {
    tone(cue, inSeconds, volume) {
      const start = context.currentTime + Math.max(0, inSeconds);
      const long = cue.lane === "breath" ? 0.22 : 0.05;
      const wave = context.createOscillator();
      const hull = context.createGain();
      wave.frequency.value = cue.tone_hz;
      hull.gain.setValueAtTime(0, start);
      hull.gain.linearRampToValueAtTime(Math.max(0.0001, cue.loud * volume), start + 0.01);
      hull.gain.exponentialRampToValueAtTime(0.0001, start + long);
      wave.connect(hull).connect(master);
      wave.start(start);
      wave.stop(start + long + 0.02);
    },
    wake() { master.gain.value = 1; return context.resume(); },
    sleep() { master.gain.value = 0; return context.suspend(); },
    end() { return context.close(); },
  };
}

// ---- the picture -------------------------------------------------------------------------------

function bounds(lines) {
  const points = lines.flat();
  const low = [0, 1].map((i) => Math.min(...points.map((p) => p[i])));
  const high = [0, 1].map((i) => Math.max(...points.map((p) => p[i])));
  return { low, high };
}

function cagePart(beat) {
  const group = drawn("g", { class: "course-beat-cage" });
  if (!beat.low.length) return { group, move() {} };
  const { low, high } = bounds([...beat.low, ...beat.high]);
  const room = { width: SIZE.cage - 2 * SIZE.edge, height: SIZE.height - 2.5 * SIZE.edge };
  const scale = Math.min(room.width / (high[0] - low[0]), room.height / (high[1] - low[1]));
  const left = (SIZE.cage - scale * (high[0] - low[0])) / 2;
  const place = ([x, y]) => `${(left + (x - low[0]) * scale).toFixed(1)},${(SIZE.edge + (high[1] - y) * scale).toFixed(1)}`;
  const rest = beat.low.map((line) => drawn("polyline", { points: line.map(place).join(" "), class: "course-beat-rest" }));
  const live = beat.low.map(() => drawn("polyline", { class: "course-beat-live" }));
  const words = drawn("text", { x: SIZE.cage / 2, y: SIZE.height - 2, class: "course-beat-small" }, beat.lines_say);
  group.append(...rest, ...live, words);
  return { group, move(share) {
    beat.low.forEach((line, n) => live[n].setAttribute("points", line.map((p, i) =>
      place(p.map((v, axis) => v + share * (beat.high[n][i][axis] - v)))).join(" ")));
  } };
}

function stage(beat, svg) {
  const left = beat.low.length ? SIZE.cage : SIZE.edge;
  const across = (at) => left + 8 + at * (SIZE.width - SIZE.edge - left - 16);
  const lanes = [...new Set(beat.cues.map((cue) => cue.lane))];
  const waveRoom = SIZE.height - 30 - 34 * lanes.length;
  const up = (share) => SIZE.edge + (1 - share) * (waveRoom - SIZE.edge);
  const level = (lane) => waveRoom + 26 + 34 * lanes.indexOf(lane);
  const cage = cagePart(beat);
  const parts = [cage.group];
  if (beat.wave.length) {
    const points = beat.wave.map((v, i) => `${across(i / (beat.wave.length - 1)).toFixed(1)},${up(v).toFixed(1)}`);
    parts.push(drawn("polyline", { points: points.join(" "), class: "course-beat-wave" }));
  }
  for (const lane of lanes) {
    parts.push(drawn("line", { x1: across(0), x2: across(1), y1: level(lane), y2: level(lane), class: "course-beat-lane" }));
  }
  const marks = beat.cues.map((cue) => {
    const mark = drawn("g", { class: `course-beat-mark course-beat-${cue.lane === "breath" ? "breath" : "step"}` });
    const [x, y] = [across(cue.at), level(cue.lane)];
    mark.append(cue.lane === "breath" ? drawn("rect", { x: x - 7, y: y - 7, width: 14, height: 14 })
      : drawn("circle", { cx: x, cy: y, r: 7 }), drawn("text", { x: x + 11, y: y + 5 }, cue.word));
    return mark;
  });
  const cursor = drawn("line", { y1: SIZE.edge / 2, y2: SIZE.height - 6, class: "course-beat-cursor" });
  const dot = drawn("circle", { r: 8, class: "course-beat-dot" });
  svg.replaceChildren(...parts, ...marks, cursor, dot);
  svg.setAttribute("viewBox", `0 0 ${SIZE.width} ${SIZE.height}`);
  const share = (phase) => {
    if (!beat.wave.length) return 0;
    const place = phase * (beat.wave.length - 1);
    const i = Math.min(Math.floor(place), beat.wave.length - 2);
    return beat.wave[i] + (place - i) * (beat.wave[i + 1] - beat.wave[i]);
  };
  const view = {
    light(cue) {
      const lane = beat.cues[cue].lane;
      beat.cues.forEach((other, i) => { if (other.lane === lane) marks[i].classList.toggle("course-beat-now", i === cue); });
    },
    at(phase, moving) {
      for (const node of [cursor, dot]) node.style.display = moving ? "" : "none";
      cage.move(moving ? share(phase) : 0);
      cursor.setAttribute("x1", across(phase)); cursor.setAttribute("x2", across(phase));
      dot.setAttribute("cx", across(phase)); dot.setAttribute("cy", beat.wave.length ? up(share(phase)) : SIZE.edge);
    },
    dark() { marks.forEach((mark) => mark.classList.remove("course-beat-now")); view.at(0, false); },
  };
  view.dark();
  return view;
}

// ---- the taps ----------------------------------------------------------------------------------

function tapCounter(beat, tell) {
  let taps = [];
  return (at) => {
    const wanted = beat().cycle_s / beat().taps;
    if (taps.length && at - taps.at(-1) > Math.max(3, 3.5 * wanted)) taps = [];
    if (taps.length && at - taps.at(-1) < 0.12) return; // one press, told twice
    taps = [...taps, at].slice(-6);
    if (taps.length < 4) { tell(`${taps.length} of 4 taps …`); return; }
    const gaps = taps.slice(1).map((t, i) => t - taps[i]).sort((a, b) => a - b);
    const mine = 60 / gaps[Math.floor(gaps.length / 2)];
    tell(`You: ${perMinute(mine)} ${beat().tap_unit}. The beat: ${perMinute(60 / wanted)}.`);
  };
}

// ---- the widget --------------------------------------------------------------------------------

export default () => {
  let beat;
  const views = new Set();
  return {
    initialize({ model }) {
      beat = model.get("whole");
      listen(model, beat, (message) => {
        const before = { ...beat };
        Object.assign(beat, message);
        for (const view of views) view(before);
      });
    },
    render({ model, el }) {
      el.classList.add("course-metronome", "course-card");
      el.setAttribute("role", "group");
      el.setAttribute("aria-label", model.get("name"));
      const word = element("p", { className: "course-beat-word", textContent: READY });
      word.setAttribute("aria-hidden", "true"); // two a second are too many to read aloud
      const svg = drawn("svg", { "aria-hidden": "true", class: "course-beat-stage" });
      const says = element("p", { className: "course-beat-says", textContent: beat.says });
      const status = element("p", { className: "course-beat-status", textContent: "Not running." });
      const heard = element("p", { className: "course-beat-heard" });
      for (const node of [status, heard]) node.setAttribute("role", "status");

      let sound = true, player = null, scene = stage(beat, svg);
      let origin = 0, last = 0, begun = 0, timer = 0, frame = 0, queue = [];
      const running = () => timer !== 0;

      const stop = (why = "Stopped.") => {
        if (globalThis[PLAYING] === stop) globalThis[PLAYING] = null;
        if (!running()) return;
        clearInterval(timer); cancelAnimationFrame(frame);
        timer = 0; queue = [];
        player?.sleep();
        scene.dark();
        word.textContent = READY;
        status.textContent = why;
        el.dataset.running = "false";
        begin.disabled = false; end.disabled = true;
      };
      const show = () => {
        while (queue.length && queue[0].at <= seconds()) {
          const due = queue.shift();
          scene.light(due.index);
          if (beat.cues[due.index].lane === "breath") word.textContent = beat.cues[due.index].word;
        }
      };
      const paint = () => {
        show();
        scene.at((((seconds() - origin) / beat.cycle_s) % 1 + 1) % 1, !calm());
        frame = requestAnimationFrame(paint);
      };
      const tick = () => {
        const now = seconds(), until = now + AHEAD_S;
        if (!el.isConnected) return stop();
        if (now - begun > LONGEST_S) return stop("Stopped by itself after ten minutes.");
        const first = Math.floor((last - origin) / beat.cycle_s);
        for (let round = first; origin + round * beat.cycle_s <= until; round += 1) {
          beat.cues.forEach((cue, index) => {
            const at = origin + (round + cue.at) * beat.cycle_s;
            if (at <= last || at > until || at < origin) return;
            queue.push({ at, index });
            if (!sound || !player) return;
            player.tone(cue, at - now, Number(loudness.value) / 100);
            el.dataset.sounds = Number(el.dataset.sounds ?? 0) + 1;
          });
        }
        queue.sort((a, b) => a.at - b.at);
        last = until;
      };
      const wake = () => {
        player ??= voice();
        player?.wake();
        if (!player) heard.textContent = "This browser makes no sound; the beat is shown.";
      };
      const start = () => {
        if (running()) return;
        globalThis[PLAYING]?.();
        globalThis[PLAYING] = stop;
        if (sound) wake();
        begun = seconds(); origin = begun + 0.1; last = begun;
        timer = setInterval(tick, TICK_MS);
        frame = requestAnimationFrame(paint);
        el.dataset.running = "true";
        status.textContent = calm() ? "Running; nothing moves, because your computer asks for less motion." : "Running.";
        begin.disabled = true; end.disabled = false;
        end.focus({ preventScroll: true });
      };

      const begin = button("Start", start);
      const end = button("Stop", () => { stop(); begin.focus({ preventScroll: true }); });
      end.disabled = true;
      const mute = button("Sound: on", () => {
        sound = !sound;
        mute.textContent = sound ? "Sound: on" : "Sound: off";
        mute.setAttribute("aria-pressed", String(sound));
        if (!sound) player?.sleep(); else if (running()) wake();
      });
      mute.setAttribute("aria-pressed", "true");
      const loudness = element("input", { type: "range", min: 5, max: 100, step: 5, value: 40 });
      loudness.setAttribute("aria-label", "Loudness, percent");
      loudness.dataset.lmSuppressShortcuts = "true";
      const tapped = tapCounter(() => beat, (words) => { heard.textContent = words; });
      const tap = button(beat.tap_word, () => {});
      tap.className = "course-beat-tap";
      tap.onpointerdown = (event) => tapped(event.timeStamp / 1000);
      tap.onkeydown = (event) => { if ([" ", "Enter"].includes(event.key) && !event.repeat) tapped(event.timeStamp / 1000); };
      tap.onclick = (event) => { if (event.detail === 0 && !tap.matches(":focus-visible")) tapped(event.timeStamp / 1000); };
      const row = element("div", { className: "course-beat-row" },
        [begin, end, mute, element("label", { className: "course-beat-loud" }, ["Loudness ", loudness]), tap]);
      el.onkeydown = (event) => { if (event.key === "Escape") stop(); };
      el.append(says, word, svg, row, status, heard);

      const renewed = (before) => {
        says.textContent = beat.says;
        tap.textContent = beat.tap_word;
        scene = stage(beat, svg);
        if (!running()) return;
        const phase = (seconds() - origin) / before.cycle_s;
        origin = seconds() - (phase - Math.floor(phase)) * beat.cycle_s;
        queue = [];
      };
      views.add(renewed);
      const hidden = () => { if (document.hidden) stop("Stopped, because you looked elsewhere."); };
      document.addEventListener("visibilitychange", hidden);
      return () => {
        stop();
        views.delete(renewed);
        document.removeEventListener("visibilitychange", hidden);
        player?.end();
      };
    },
  };
};
