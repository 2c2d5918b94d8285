import { element, fill, svg } from "../_page/dom.js";

/**
 * Names at the ends of curves and lines, and beside points, as text over the canvas. The picture as a whole has a
 * text of its own for a screen reader.
 */

/** @typedef {{text: string, short: string, ink: string | number, y: number, pattern?: number[]}} EndLabel */

export const NARROW = 420;
const GAP = 2;
const BESIDE = 9;

/**
 * Move labels apart: each keeps its order and as near to its place as the others let it.
 * @param {{y: number, height: number}[]} labels `y`: where the middle of each should be
 * @param {number} low smallest top
 * @param {number} high largest bottom
 * @returns {number[]} the top of each
 */
export function spreadLabels(labels, low, high) {
  const order = labels.map((_, at) => at).sort((a, b) => labels[a].y - labels[b].y || a - b);
  const tops = labels.map(({ y, height }) => y - height / 2);
  let floor = low;
  for (const at of order) {
    tops[at] = Math.max(tops[at], floor);
    floor = tops[at] + labels[at].height + GAP;
  }
  let ceiling = high;
  for (const at of order.toReversed()) {
    tops[at] = Math.max(low, Math.min(tops[at], ceiling - labels[at].height));
    ceiling = tops[at] - GAP;
  }
  return tops;
}

/**
 * The width that labels at the right need, at most a share of the picture.
 * @param {string[]} texts
 * @param {string} font
 * @param {number} width of the picture
 * @returns {number}
 */
export function labelMargin(texts, font, width) {
  if (!texts.length) return 14;
  PEN.font = "600 " + font;
  const longest = Math.max(...texts.map((text) => PEN.measureText(text).width));
  return Math.ceil(Math.min(longest + 46, width * (width < NARROW ? 0.3 : 0.32)));
}

const PEN = document.createElement("canvas").getContext("2d");

/**
 * @returns {{node: HTMLElement, place: (ends: EndLabel[], points: any[], plot: any) => void}}
 */
export function labelLayer() {
  const node = element("div", { class: "rt-lab-labels" });
  let [key, ends, points] = ["", [], []];

  /** Elements and their sizes stay while the words do: measuring makes the browser lay out the page. */
  function furnished(endsNow, pointsNow, area) {
    const form = area.width < NARROW ? "short" : "text";
    const wanted = JSON.stringify([form, area.right, area.width, endsNow.map(look), pointsNow.map(look)]);
    if (wanted === key) return;
    key = wanted;
    ends = endsNow.map((end) => label(end, form, "rt-lab-end", area.right - 12));
    points = pointsNow.map((point) => label(point, form, "rt-lab-point", area.width / 2));
    fill(node, ends, points);
    [ends, points] = [ends.map(sized), points.map(sized)];
  }

  function place(endsNow, all, area) {
    const chosen = all.filter((point) => !point.minor);
    const pointsNow = area.width < NARROW ? chosen : [...chosen, ...all.filter((point) => point.minor)];
    furnished(endsNow, pointsNow, area);
    const labels = endsNow.map((end, at) => ({ y: end.y, height: ends[at].height }));
    spreadLabels(labels, 0, area.height).forEach((top, at) => move(ends[at].node, area.left + area.plot + 12, top));
    placePoints(pointsNow, points, area, all);
  }
  return { node, place };
}

function look({ text, short, ink, pattern }) {
  return [text, short, ink, pattern];
}

function sized(node) {
  return { node, width: node.offsetWidth, height: node.offsetHeight };
}

function label(one, key, name, width) {
  const style = { "--rt-lab-width": Math.floor(width) + "px" };
  return element("span", { class: name, data: { ink: one.ink }, style }, one.pattern && swatch(one.pattern), one[key] || one.text);
}

/** A piece of the line, so that a name that had to move away is still known by its pattern. */
function swatch(pattern) {
  return svg("svg", { viewBox: "0 0 22 8", width: 22, height: 8 },
    svg("path", { d: "M0 4H22", stroke: "currentColor", "stroke-width": 2.25, "stroke-dasharray": pattern.join(" ") || "none" }));
}

function move(node, left, top) {
  node.style.transform = "translate(" + Math.round(left) + "px, " + Math.round(top) + "px)";
}

/** Each beside its point, where it covers no other label and no point; a minor one without such a place is left out. */
function placePoints(points, labels, area, all) {
  const taken = all.map(({ x, y }) => ({ left: x - 5, top: y - 5, right: x + 5, bottom: y + 5 }));
  points.forEach(({ x, y, minor }, at) => {
    const { node, width: wide, height: high } = labels[at];
    const tries = [
      [x + BESIDE, y - high / 2], [x + BESIDE, y - high - 3], [x + BESIDE, y + 3],
      [x - BESIDE - wide, y - high / 2], [x - wide / 2, y - high - BESIDE], [x - wide / 2, y + BESIDE],
      [x - BESIDE - wide, y - high - 3], [x - BESIDE - wide, y + 3],
    ].map(([left, top]) => ({ left, top, right: left + wide, bottom: top + high }));
    const inside = tries.filter((box) => box.left >= area.left && box.right <= area.left + area.plot && box.top >= 0
      && box.bottom <= area.top + area.height);
    const others = taken.filter((box) => box.right !== x + 5 || box.bottom !== y + 5);
    const free = inside.find((box) => !others.some((other) => cover(box, other)));
    const best = free || inside[0] || tries[0];
    node.hidden = Boolean(minor) && !free;
    if (!node.hidden) taken.push(best);
    move(node, best.left, best.top);
  });
}

function cover(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
