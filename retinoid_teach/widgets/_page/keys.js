/**
 * Keep the keys of a control in the control.
 *
 * JupyterLab reads every key before the page does, and takes arrows, Enter and single letters for commands of the
 * notebook: an arrow on a radio button would choose the next cell. It passes over an element with the attribute
 * below, but looks at the focused element before its ancestors, so each one gets it when it is first reached.
 * @param {HTMLElement} root of a widget
 * @returns {HTMLElement} the same
 */
export function keepKeys(root) {
  root.addEventListener("focusin", ({ target }) => {
    /** @type {Element} */ (target).setAttribute("data-lm-suppress-shortcuts", "true");
  });
  return root;
}
