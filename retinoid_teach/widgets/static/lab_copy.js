/**
 * A line of text for the clipboard.
 * @param {string} text
 * @param {HTMLElement} place where a text may stand for a moment
 * @returns {Promise<boolean>} whether the clipboard has it
 */
export async function copyLine(text, place) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text, place);
  }
}

/** Where a page is served without https there is no clipboard object: copy a selection instead. */
function copySelected(text, place) {
  const field = document.createElement("textarea");
  const before = document.activeElement;
  field.value = text;
  place.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus();
  return done;
}
