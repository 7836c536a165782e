// One clock and one definition of "the picture is there" for every path that is compared.
(() => {
  const LIMIT_MS = 90000;
  const CALM_FRAMES = 12; // a page at work draws no frames, so its silence is no calm

  // ---- scenes in space: what a canvas shows when the graphics have finished with it -------------
  const STRIP_PX = 24; // a strip across the middle tells pictures apart
  const shown = new WeakMap();
  let awake = false;

  const look = (gl) => {
    const { width, height } = gl.canvas;
    const strip = new Uint8Array(4 * width * STRIP_PX);
    gl.readPixels(0, (height - STRIP_PX) >> 1, width, STRIP_PX, gl.RGBA, gl.UNSIGNED_BYTE, strip);
    let sum = 0;
    for (let i = 0; i < strip.length; i++) sum = (31 * sum + strip[i]) | 0;
    shown.set(gl.canvas, sum);
  };
  for (const kind of [window.WebGLRenderingContext, window.WebGL2RenderingContext]) {
    for (const name of ["drawArrays", "drawElements"]) {
      const draw = kind.prototype[name];
      kind.prototype[name] = function (...how) {
        draw.apply(this, how);
        if (!awake || this.courseAsked || this.getParameter(this.FRAMEBUFFER_BINDING)) return;
        this.courseAsked = true;
        // After the last call of this frame; reading waits until the pixels are finished.
        queueMicrotask(() => { this.courseAsked = false; look(this); });
      };
    }
  }

  // What is drawn: the shapes and labels of all plots, all images that have arrived, all scenes.
  const drawn = () => {
    const shapes = [...document.querySelectorAll(".jp-OutputArea .main-svg .trace path")].map(
      (path) => `${path.getAttribute("d")}${path.getAttribute("transform")}`);
    if (!shapes.some((shape) => shape.startsWith("M"))) shapes.length = 0;
    const labels = [...document.querySelectorAll(".jp-OutputArea .main-svg .annotation-text")].map(
      (text) => text.textContent);
    const images = [...document.querySelectorAll(".jp-OutputArea-output img")].filter(
      (image) => image.complete && image.naturalWidth).map((image) => image.src);
    const scenes = [...document.querySelectorAll(".jp-OutputArea canvas")].filter(
      (canvas) => shown.has(canvas)).map((canvas) => shown.get(canvas));
    return [...shapes, ...(shapes.length ? labels : []), ...images, ...scenes].join("|");
  };

  // Resolve with the ms from start() to the first and to the last change that was painted. A change
  // seen in one animation frame is on the screen when the next frame begins. A picture that changes
  // again within quiet_ms was not the final one.
  const settle = (start, quiet_ms = 500) => new Promise((resolve) => {
    const armed = performance.now();
    let before = drawn(), seenAt = null, first = null, last = null, changes = 0, calm = 0;
    awake = true;
    const frame = () => requestAnimationFrame(() => {
      const now = performance.now(), picture = drawn();
      calm += 1;
      if (picture && picture !== before && start() !== null) {
        before = picture;
        seenAt = now;
        changes += 1;
        calm = 0;
        requestAnimationFrame(() => { last = performance.now() - start(); first ??= last; });
      }
      const settled = last !== null && now - seenAt > quiet_ms && calm > CALM_FRAMES;
      if (!settled && now - armed < LIMIT_MS) { frame(); return; }
      awake = false;
      resolve({ first, last, changes });
    });
    frame();
  });

  const from = (event, wanted) => {
    let at = null;
    const listen = (happened) => {
      if (!wanted(happened)) return;
      at = happened.timeStamp;
      window.removeEventListener(event, listen, true);
    };
    window.addEventListener(event, listen, true);
    return () => at;
  };

  // The time that the page spends in each animation frame that draws the playing scene.
  const framesOf = (scene, wanted) => new Promise((resolve) => {
    const ask = window.requestAnimationFrame.bind(window), spent = new Map();
    let drawings = scene.frames;
    window.requestAnimationFrame = (work) => ask((now) => {
      const start = performance.now();
      work(now);
      spent.set(now, (spent.get(now) ?? 0) + performance.now() - start);
    });
    const times = [];
    const count = () => ask((now) => {
      for (const [at, ms] of spent) {
        if (at >= now) continue;
        spent.delete(at);
        if (scene.frames > drawings) times.push(ms);
        drawings = scene.frames;
      }
      if (times.length < wanted) { count(); return; }
      window.requestAnimationFrame = ask;
      resolve(times);
    });
    count();
  });

  window.courseBenchmark = {
    drawn,
    framesOf,
    keyPress(quiet_ms) { this.result = settle(from("keydown", () => true), quiet_ms); },
    runAll(quiet_ms) {
      const chosen = (event) => event.target.closest("[data-command='runmenu:run-all']");
      this.result = settle(from("pointerup", chosen), quiet_ms);
    },
  };
})();
