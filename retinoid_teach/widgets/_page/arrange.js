/**
 * Have an element hold exactly these nodes in this order, and touch only those that are out of place: what has
 * the focus keeps it. What is not wanted goes first, or all that follow it would have to move.
 * @param {Element} node
 * @param {Node[]} wanted
 */
export function arrange(node, wanted) {
  const staying = new Set(wanted);
  for (const child of [...node.childNodes]) if (!staying.has(child)) child.remove();
  let place = node.firstChild;
  for (const child of wanted) {
    if (child === place) place = place.nextSibling;
    else node.insertBefore(child, place);
  }
}
