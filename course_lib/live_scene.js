// One scene: its canvas, buttons, sentence and numbers. Poses arrive as matrices; motion runs here.
const HEIGHT_PX = { screen: 520, projector: 830 };
const A_STEP = "(Each press is one step, because your computer asks for less motion.)";
const SHARE = 0.62; // of a projector's height, so that the buttons and the sentence are in view too

// ---- the state of a scene, one for all its views ------------------------------------------------
function merge(shown, patch) {
  const { paints, ...rest } = patch;
  Object.assign(shown, rest);
  Object.assign(shown.paints, paints);
  if (paints) shown.colors = null;
}

function colorsOf(shown) {
  if (shown.colors) return;
  const count = shown.solids.counts.length;
  shown.colors = new Uint8Array(4 * count);
  for (let i = 0; i < count; i++) shown.colors.set(shown.paints[i].slice(0, 4), 4 * i);
  shown.alpha = Uint8Array.from({ length: count }, (_, i) => shown.paints[i][3]);
}

// Between key poses each number of a matrix runs straight, so parts that meet stay together.
function between({ keys, closed }, count, phase) {
  const last = closed ? keys.length / count : keys.length / count - 1;
  const from = Math.min(Math.floor(phase * last), last - 1), share = phase * last - from;
  const a = from * count, b = ((from + 1) % (keys.length / count)) * count;
  const out = new Float32Array(count);
  for (let k = 0; k < count; k++) out[k] = keys[a + k] + share * (keys[b + k] - keys[a + k]);
  return out;
}

// ---- breath and stride --------------------------------------------------------------------------
function player(view, shown, say) {
  let frame = 0, began = 0, step = 0, motion = null, told = () => {};
  const count = shown.matrices.length;
  const tick = (now) => {
    const turn = Math.max(0, now - began) / 1000 / motion.seconds % 1;
    const phase = motion.closed ? turn : (1 - Math.cos(2 * Math.PI * turn)) / 2;
    if (!view.hidden) view.pose(between(motion, count, phase));
    frame = requestAnimationFrame(tick);
  };
  const self = {
    stop() { cancelAnimationFrame(frame); frame = 0; motion = null; told(null); },
    start(given, heard) {
      const same = motion?.words === given.words;
      if (frame) self.stop();
      [motion, told] = [given, heard];
      if (calm()) {
        const keys = motion.keys.length / count;
        step = same ? (step + 1) % keys : 1 % keys;
        view.pose(motion.keys.slice(step * count, (step + 1) * count));
        say(`${motion.captions[step]} ${A_STEP}`);
        return;
      }
      told(motion.words);
      say(motion.captions.join(" "));
      began = performance.now();
      frame = requestAnimationFrame(tick);
    },
    get playing() { return frame !== 0; },
  };
  return self;
}

function save(canvas, view, name) {
  view.draw(); // what is drawn lives only until the page is painted
  const link = element("a", { download: `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.png`, href: canvas.toDataURL() });
  link.click();
}

export default () => {
  let shown;
  const views = new Set();
  return {
    initialize({ model }) {
      shown = revive(model.get("whole"), []);
      shown.large = model.get("large");
      listen(model, shown, (patch) => {
        const resized = patch.large !== shown.large;
        merge(shown, patch);
        for (const view of views) view.apply(patch, resized);
      });
    },
    render({ model, el }) {
      const name = model.get("name"), tell = (message) => model.get("layout").send(message);
      const canvas = element("canvas", { tabIndex: 0 });
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", `${name}. Arrow keys turn it, plus and minus move it.`);
      canvas.dataset.lmSuppressShortcuts = "true";
      const plot = element("div", { className: "course-scene" }, [canvas]);
      const large = () => Math.min(HEIGHT_PX.projector, Math.max(HEIGHT_PX.screen, SHARE * innerHeight));
      const size = () => { plot.style.height = `${shown.large ? large() : HEIGHT_PX.screen}px`; };
      size();

      colorsOf(shown);
      const stand = stage(canvas, plot, shown);
      const play = player(stand, shown, (told) => words.say(told));
      // A button that switches itself off would drop the keyboard's focus: it goes back to Play.
      const stop = button("Stop", () => { play.stop(); plays[0].focus({ preventScroll: true }); }, { disabled: true });
      const playing = (words) => { stop.disabled = words === null; };
      const plays = shown.solids.motions.map((motion) => button(motion, () => tell({ play: motion })));
      const tools = element("div", { className: "course-tools" }, [
        ...shown.solids.views.map(([words, ...to]) => button(words, () => stand.look(to))),
        button("Nearer", () => stand.nearer(0.8)), button("Farther", () => stand.nearer(1.25)),
        button("Reset view", () => stand.look(shown.camera)), button("Save picture", () => save(canvas, stand, name)),
        ...plays, ...(plays.length ? [stop] : [])]);
      steer(canvas, stand, (part) => { if (part !== shown.selected) tell({ selected: part }); });
      canvas.courseScene = Object.assign(stand, { player: play });
      const words = withWords(el, name, shown, [tools, plot]);
      canvas.setAttribute("aria-describedby", el.getAttribute("aria-describedby"));

      const view = {
        apply(patch, resized) {
          if (!patch.motion) words.say(shown.sentence);
          if (patch.numbers) words.fill();
          if (patch.matrices) { play.stop(); stand.settle(); stand.pose(shown.matrices); }
          if (patch.camera) stand.look(shown.camera);
          if (patch.motion) play.start(patch.motion, playing);
          if (resized) size();
          stand.ask();
        },
      };
      views.add(view);
      const resize = new ResizeObserver(() => {
        const share = Math.min(2, devicePixelRatio || 1);
        [canvas.width, canvas.height] = [plot.clientWidth, plot.clientHeight].map((n) => Math.max(1, Math.round(n * share)));
        stand.fit();
      });
      resize.observe(plot);
      const theme = onTheme(() => stand.theme());
      return () => {
        views.delete(view);
        resize.disconnect(); theme.disconnect();
        play.stop();
        stand.free();
      };
    },
  };
};
