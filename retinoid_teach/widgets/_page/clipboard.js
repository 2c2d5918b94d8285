import { element } from "./dom.js";

/**
 * Text for the clipboard, also where a page is served without https and there is no clipboard object.
 */

/**
 * @param {string} text
 * @param {Element} place where a text may stand for a moment, in a root of ours
 * @returns {Promise<boolean>} whether the clipboard has it
 */
export async function copyText(text, place) {
  return (await settled(() => navigator.clipboard.writeText(text))) || copySelected(text, place);
}

/**
 * @param {() => Promise<any>} action
 * @returns {Promise<boolean>} whether it was there and was allowed
 */
export async function settled(action) {
  try {
    await action();
    return true;
  } catch {
    return false;
  }
}

/**
 * Copy a selection: unseen, passed over by a screen reader, and without moving the page.
 * @param {string} text
 * @param {Element} place
 */
function copySelected(text, place) {
  const area = element("textarea", { class: "rt-unseen", readonly: true, "aria-hidden": "true" }, text);
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  place.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus({ preventScroll: true });
  return done;
}
