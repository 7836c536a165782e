// JupyterLab loads this file because the command `present` names its folder, and only then. It is
// written by hand in the form that a built extension has, so nothing has to be built or installed.
(() => {
  const here = new URL(".", document.currentScript.src).href;
  const activate = (app) => {
    app.restored
      .then(() => import(`${here}present.js`))
      .then(({ start }) => start(app, here))
      .catch((error) => console.error("course presenting:", error));
  };
  const plugin = { id: "upper-back-course-presenting:plugin", autoStart: true, activate };
  const container = { init() {}, get: async () => () => ({ __esModule: true, default: plugin }) };
  (window._JUPYTERLAB ??= {})["upper-back-course-presenting"] = container;
})();
