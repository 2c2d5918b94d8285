import { svg, element } from "../_page/dom.js";
import { CROSS, TICK, UNREAD } from "../_page/shapes.js";
import { NOT_CHECKED } from "../_page/words.js";

/**
 * Small drawings: a sign for each verdict and mark, and a patch of light and of dark skin for each acne type.
 * All are decoration beside words, so a screen reader passes over them.
 */

const SIGNS = {
  first_line: ["path", { d: TICK }],
  alternative: ["circle", { cx: 8, cy: 8, r: 5.5 }],
  maintenance: ["path", { d: "M13.2 6.2A5.5 5.5 0 1 0 13.5 9M13.6 2.6v3.8H9.8" }],
  avoid: ["path", { d: "M8 2.2L14.4 13.4H1.6z" }],
  contraindicated: ["path", { d: CROSS }],
  not_mentioned: ["path", { d: "M3 8h10" }],
  unread: ["path", { d: UNREAD }],
  ask: ["path", { d: "M8 3v6M8 12.4v.2" }],
};

/**
 * @param {string} name a verdict, "unread" or "ask"
 * @returns {SVGElement}
 */
export function sign(name) {
  const [tag, shape] = SIGNS[name] || SIGNS.not_mentioned;
  return svg("svg", { class: "rt-sign", viewBox: "0 0 16 16", "aria-hidden": "true" }, svg(tag, shape));
}

/**
 * The filled triangle of a serious side effect.
 * @returns {SVGElement}
 */
export function seriousSign() {
  const shape = svg("path", { d: "M8 1.8L15 14H1z" });
  return svg("svg", { class: "rt-sign rt-sign-solid", viewBox: "0 0 16 16", "aria-hidden": "true" }, shape);
}

/**
 * The mark of a row that nobody compared with its source.
 * @returns {HTMLElement}
 */
export function unreadMark() {
  return element("span", { class: "rt-unread", data: { mark: "unread" } }, sign("unread"), NOT_CHECKED);
}

/**
 * The mark, where a row needs it.
 * @param {{unread: number | boolean}} row
 * @returns {any}
 */
export function markOf(row) {
  return row.unread ? [" ", unreadMark()] : null;
}

const LIGHT = { skin: "#f1d0b5", rim: "#c79b7a", dark: "#2b2019", closed: "#fff3e6",
  red: "#c8544d", deep: "#9c3038", tip: "#fbf0c4" };
const DARK = { skin: "#6e432b", rim: "#472a1a", dark: "#140b07", closed: "#9c6c4b",
  red: "#4a1f26", deep: "#33131b", tip: "#e2cf94" };

/** Lesions of each type: what, then x, y and radius of each, in a patch of radius 16 around 17, 17. */
const LESIONS = {
  1: { dark: "11 12 1.3, 20 10 1.2, 16 18 1.3, 23 18 1.1, 13 24 1.2", closed: "24 13 1.5, 9 18 1.5, 20 25 1.5" },
  2: { red: "12 13 2.6, 22 12 2.4, 17 21 2.6", tip: "17 21 0.9", dark: "24 20 1.2, 11 21 1.2", closed: "18 7.5 1.4" },
  3: { red: "11 13 3, 22 11 3, 24 21 3, 13 23 3.2, 17 17 2", tip: "11 13 1.4, 22 11 1.4, 24 21 1.4, 13 23 1.5" },
  4: { red: "12 13 5.4, 23 14 4.6, 18 24 4.8", deep: "12 13 3.6, 23 14 3, 18 24 3.2", tip: "24 13 1",
    closed: "8.6 21.5 1.2" },
};

/**
 * An acne type as it looks on light and on dark skin.
 * @param {number} type 1 to 4
 * @returns {SVGElement}
 */
export function typePicture(type) {
  const patches = [skinPatch(type, LIGHT, 0), skinPatch(type, DARK, 36)];
  return svg("svg", { class: "rt-picture", viewBox: "0 0 70 34", "aria-hidden": "true" }, patches);
}

function skinPatch(type, tone, shift) {
  const lesions = Object.entries(LESIONS[type] || {}).map(([what, places]) => places.split(", ").map((place) => {
    const [cx, cy, r] = place.split(" ");
    return svg("circle", { cx, cy, r, fill: tone[what] });
  }));
  const skin = svg("circle", { cx: 17, cy: 17, r: 16, fill: tone.skin, stroke: tone.rim });
  return svg("g", { transform: "translate(" + shift + " 0)" }, skin, lesions);
}
