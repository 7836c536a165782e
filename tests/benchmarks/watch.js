// One clock and one definition of "the picture is there" for every path that is compared.
(() => {
  const QUIET_MS = 500; // a picture that changes again within this time was not the final one
  const LIMIT_MS = 90000;

  // What is drawn: the shapes and labels of all plots, and all images that have arrived.
  const drawn = () => {
    const shapes = [...document.querySelectorAll(".jp-OutputArea .main-svg .trace path")].map(
      (path) => `${path.getAttribute("d")}${path.getAttribute("transform")}`);
    if (!shapes.some((shape) => shape.startsWith("M"))) shapes.length = 0;
    const labels = [...document.querySelectorAll(".jp-OutputArea .main-svg .annotation-text")].map(
      (text) => text.textContent);
    const images = [...document.querySelectorAll(".jp-OutputArea-output img")].filter(
      (image) => image.complete && image.naturalWidth).map((image) => image.src);
    return [...shapes, ...(shapes.length ? labels : []), ...images].join("|");
  };

  // Resolve with the ms from start() to the first and to the last change that was painted. A change
  // seen in one animation frame is on the screen when the next frame begins.
  const settle = (start) => new Promise((resolve) => {
    const armed = performance.now();
    let shown = drawn(), seenAt = null, first = null, last = null, changes = 0;
    const frame = () => requestAnimationFrame(() => {
      const now = performance.now(), picture = drawn();
      if (picture && picture !== shown && start() !== null) {
        shown = picture;
        seenAt = now;
        changes += 1;
        requestAnimationFrame(() => { last = performance.now() - start(); first ??= last; });
      }
      const calm = last !== null && now - seenAt > QUIET_MS;
      if (calm || now - armed > LIMIT_MS) resolve({ first, last, changes });
      else frame();
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

  window.courseBenchmark = {
    drawn,
    keyPress() { this.result = settle(from("keydown", () => true)); },
    runAll() {
      this.result = settle(from("pointerup", (event) => event.target.closest("[data-command='runmenu:run-all']")));
    },
  };
})();
