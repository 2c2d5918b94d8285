import { element, svg } from "./dom.js";
import { CROSS, TICK } from "./shapes.js";

/** What a question and a step of a case answer back with. */

/**
 * @param {"right" | "wrong"} verdict
 * @returns {SVGElement} its sign, beside the word
 */
export function verdictSign(verdict) {
  return svg("svg", { class: "rt-quiz-sign", viewBox: "0 0 16 16", "aria-hidden": "true" },
    svg("path", { d: verdict === "right" ? TICK : CROSS }));
}

/**
 * @param {string} summary
 * @param {HTMLElement} content that is folded under it
 * @returns {HTMLElement}
 */
export function folded(summary, content) {
  return element("details", null, element("summary", { class: "rt-fold" }, summary), content);
}
