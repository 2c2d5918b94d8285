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
    // No kernel listens; the page answers all the same.
  }
}
