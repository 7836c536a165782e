// What a learner must know when the kernel behind the cards is gone, and what a broken line leaves
// behind. A kernel says nothing when it is restarted from another tab: the session in the headers
// of its messages tells its processes apart.
const GONE = "The kernel behind this was stopped or restarted, so nothing here answers now. "
  + "Choose “Run”, then “Run All Cells” in the menu to start again. What you locked in or answered stays in your record.";
const DEAD = ":is(.course-lab, .course-card):not(.course-metronome).jupyter-widgets-disconnected";
const OVER = ["restarting", "autorestarting", "terminating", "dead"];
const PATIENCE_MS = 1000;
const watched = new WeakSet();

function tellGone() {
  for (const card of document.querySelectorAll(DEAD)) {
    const place = card.closest(".jp-OutputArea-output") ?? card;
    if (place.querySelector(".course-gone")) continue;
    const told = document.createElement("p");
    told.className = "course-notice course-gone";
    told.setAttribute("role", "alert");
    told.textContent = GONE;
    place.prepend(told);
  }
}

// ipywidgets holds a change back until the one before is answered: where the answer was lost with
// the line, the control would never reach the kernel again.
async function release(manager, kernel) {
  const models = await Promise.all(Object.values(manager._models ?? {}));
  const held = models.filter((model) => model._pending_msgs > 0);
  if (!held.length) return;
  await kernel.requestKernelInfo();
  await new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS); });
  for (const model of held.filter((one) => one.comm_live && one._pending_msgs > 0)) {
    model._pending_msgs = 1;
    model._handle_status({ content: { execution_state: "idle" } });
  }
}

function watchKernel(manager) {
  const kernel = manager?.kernel;
  if (!kernel?.iopubMessage || watched.has(kernel)) return;
  watched.add(kernel);
  let process = "";
  const gone = () => {
    process = "";
    manager.disconnect();
    setTimeout(tellGone, 0); // the cards hear of it in a turn of their own
  };
  kernel.disposed.connect(gone);
  kernel.statusChanged.connect((_kernel, status) => { if (OVER.includes(status)) gone(); });
  kernel.iopubMessage.connect((_kernel, { header, content }) => {
    if (header.msg_type === "status" && OVER.includes(content.execution_state)) return; // the server's own
    if (process && header.session !== process) {
      // JupyterLab would go on sending to a subshell that died with the process: one for all is left.
      kernel.commsOverSubshells = "disabled";
      gone();
    }
    process = header.session;
  });
  kernel.connectionStatusChanged.connect((_kernel, status) => {
    if (status === "connected") release(manager, kernel).catch((error) => console.warn("course connection:", error));
  });
}
