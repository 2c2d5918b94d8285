/**
 * The link to the kernel: what the page sets is told, and whether anybody can hear it.
 */

const refused = new WeakSet();

/**
 * Let Python know what the page has set. JupyterLab throws here where the kernel is dead or cannot be reached, and
 * what the page does next would be lost with it: the sentence, the announcement, the focus. What could not be sent is
 * not called saved, for that word comes from the kernel alone (saved.js).
 * @param {any} model
 */
export function tellKernel(model) {
  try {
    model.save_changes();
  } catch {
    // No kernel listens, and none will: what comes next is held back without a throw. The page answers all the same.
    refused.add(model);
  }
}

/**
 * Say whether a kernel has nothing left to do, where that is known.
 * @param {any} model
 * @returns {boolean}
 */
export function kernelIsIdle(model) {
  return model.widget_manager?.kernel?.status === "idle";
}

/**
 * Say whether nobody can hear this widget now: its cell has not run, or its kernel is dead or was started anew. A
 * kernel that is busy hears later.
 * @param {any} model
 * @param {Element} el where the widget is shown; the widget manager marks it
 * @returns {boolean}
 */
export function linkIsClosed(model, el) {
  const kernel = model.widget_manager?.kernel;
  const gone = kernel === null || kernel?.status === "dead" || kernel?.connectionStatus === "disconnected";
  return gone || refused.has(model) || el.closest(".jupyter-widgets-disconnected") !== null;
}
