// While the kernel of a course notebook starts, this evaluates the plotly.js that JupyterLab has
// already fetched with plotly's own extension: about a second that nobody then waits for. Without
// it, or without that extension, plotly_runtime.js takes the copy that the kernel sends. Written by
// hand in the form that a built extension has, so nothing has to be built.
(() => {
  const PLOTLY = "application/vnd.plotly.v1+json";
  const KEY = "__upperBackCoursePlotly"; // see plotly_runtime.js

  const whenIdle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 200)); // Safari

  const ofTheCourse = (content) =>
    [...content.model.cells].some((cell) => cell.sharedModel.getSource().includes("course_lib"));

  const warm = async (panel) => {
    await panel?.context?.ready;
    const content = panel?.content;
    if (globalThis.Plotly || !content?.rendermime || !content.model?.cells || !ofTheCourse(content)) return;
    whenIdle(() => {
      if (globalThis.Plotly || globalThis[KEY]?.asked) return;
      // An empty figure: plotly's renderer evaluates plotly.js and leaves it as a global.
      content.rendermime.createRenderer(PLOTLY)
        .renderModel({ data: { [PLOTLY]: { data: [], layout: {} } }, metadata: {}, trusted: true, setData() {} })
        .catch(told);
    }, { timeout: 3000 });
  };
  const told = (error) => console.info("course: plotly comes with the first figure;", error);

  const activate = (app) => {
    const look = () => warm(app.shell.currentWidget).catch(told);
    app.shell.currentChanged.connect(look);
    app.restored.then(look);
  };
  const plugin = { id: "upper-back-course-ready:plugin", autoStart: true, activate };
  const container = { init() {}, get: async () => () => ({ __esModule: true, default: plugin }) };
  (window._JUPYTERLAB ??= {})["upper-back-course-ready"] = container;
})();
