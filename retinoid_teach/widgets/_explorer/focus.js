/**
 * The focus stays where the reader left it when an answer is written anew. What has the focus may be moved, folded
 * away or written again; then the focus goes to the same thing once more, or to the nearest that is left.
 */

/**
 * @param {any} view
 * @param {() => void} change what writes the page
 */
export function keepFocus(view, change) {
  const held = focusedIn(view);
  const before = held?.closest(".rt-summary, .rt-main, .rt-matrix-block, .rt-sources") ? placeOf(view, held) : null;
  change();
  if (!before) return;
  const now = focusedIn(view);
  if (now && now !== held) return;
  if (now === held && isShown(held)) return;
  const next = candidates(view, held, before).find((node) => node && isShown(node));
  if (next) next.focus({ preventScroll: true });
}

function focusedIn(view) {
  const node = view.root.getRootNode().activeElement;
  return node && node !== view.root && view.root.contains(node) ? node : null;
}

function placeOf(view, held) {
  const section = held.closest("[data-section]");
  return {
    above: held.closest(".rt-summary"),
    card: held.closest(".rt-card"),
    row: held.dataset.row,
    section: section?.dataset.section,
    inSlot: view.slot.contains(held),
    inSources: held.closest(".rt-sources") !== null,
  };
}

/** Whether it is in the page and neither hidden nor in a fold that is closed. */
function isShown(node) {
  if (!node.isConnected || node.closest("[hidden]")) return false;
  const fold = node.closest("details:not([open])");
  return !fold || node === fold.firstElementChild;
}

/** What may take the focus instead, nearest first. */
function candidates(view, held, { above, card, row, section, inSlot, inSources }) {
  const links = (within) => (within && row ? [...within.querySelectorAll("a.rt-cite")] : []);
  const cited = (within) => links(within).find((link) => link.dataset.row === row);
  const found = [held];
  if (card) {
    const folds = [...view.root.querySelectorAll(".rt-folded")].filter((fold) => fold.contains(card));
    found.push(cited(card), card.querySelector("input"), ...folds.map((fold) => fold.firstElementChild));
  }
  if (inSlot) {
    const same = section && view.slot.querySelector("[data-section=" + section + "]");
    found.push(cited(same), same?.querySelector("summary"));
    found.push(view.slot.querySelector(".rt-pair-bar button"), view.slot.querySelector(".rt-panel-title"));
  }
  if (above) found.push(above.querySelector("a"));
  if (inSources) found.push(view.root.querySelector(".rt-sources > summary"));
  return [...found, view.root.querySelector(".rt-segments input:checked")];
}
