import { arrange } from "../_page/arrange.js";

/**
 * Where the panel stands. In a wide view it stands beside the list, moved down to where the reader is looking; in a
 * narrow one it opens right under its card, as an accordion does.
 */

/**
 * @param {any} view
 * @returns {boolean} whether the style sheet shows two columns
 */
export function isWide(view) {
  return getComputedStyle(view.main).getPropertyValue("--rt-columns").trim() === "2";
}

/**
 * Move the panel when the view becomes wide or narrow.
 * @param {any} view
 * @returns {() => void} stop
 */
export function followWidth(view) {
  const observer = new ResizeObserver(() => {
    if (isWide(view) !== view.wide) placePanel(view, true);
  });
  observer.observe(view.root);
  return () => observer.disconnect();
}

/**
 * @param {any} view
 * @param {boolean} [anew] whether the width may have changed
 */
export function placePanel(view, anew = view.wide === undefined) {
  if (anew) {
    view.wide = isWide(view);
    // On a phone what is asked about the person is folded, so that the answer is not pages away from the question.
    view.person.open = view.wide;
  }
  const card = view.now.answer.chosen && view.parts.list.card(view.now.answer.chosen.id);
  if (view.wide || !card) {
    arrange(view.main, [view.parts.list.element, view.slot]);
    // On the slot alone: what is inherited has every element below it styled anew.
    view.slot.style.setProperty("--rt-shift", view.shift + "px");
  } else {
    // Moved also where it stands already: Chromium may leave a container that was filled anew without any boxes when
    // only the cards around it have moved.
    card.after(view.slot);
  }
}

/**
 * How far down the panel must stand so that its top can be seen beside a card that was just chosen. Read before
 * anything changes, while the layout is known.
 * @param {any} view
 * @param {string} id
 * @returns {number} px
 */
export function shiftFor(view, id) {
  const card = view.parts.list.card(id);
  if (!view.wide || !card) return 0;
  const top = view.main.getBoundingClientRect().top;
  const seen = visibleTop(view.main) - top + 8;
  return Math.max(0, Math.round(Math.min(seen, card.getBoundingClientRect().top - top)));
}

/** The upper edge of what can be seen: of the window, or of the nearest thing that scrolls. */
function visibleTop(node) {
  for (let up = node.parentElement; up && up !== document.body; up = up.parentElement) {
    const scrolls = up.scrollHeight > up.clientHeight && /auto|scroll/.test(getComputedStyle(up).overflowY);
    if (scrolls) return Math.max(0, up.getBoundingClientRect().top);
  }
  return 0;
}
