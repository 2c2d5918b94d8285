import { element, fill } from "./dom.js";
import { sourceList, withCitations } from "./citations.js";
import { unbroken } from "./lab_numbers.js";

/**
 * What stands under the picture: its sentence, numbers, cautions, what is known where no curve can be drawn, and
 * the row of buttons.
 */

/**
 * @param {any} cited rows and sources
 * @returns {{node: HTMLElement, update: (drawing: any) => void}}
 */
export function labReadouts(cited) {
  const [notes, facts] = [element("div", { class: "rt-lab-notes" }), element("div", { class: "rt-lab-facts" })];
  const numbers = element("dl", { class: "rt-lab-numbers" });
  return {
    node: element("div", { class: "rt-lab-under" }, numbers, notes, facts),
    update: (drawing) => {
      fill(numbers, drawing.readouts.map((one) => readout(one, cited)));
      numbers.hidden = !drawing.readouts.length;
      fill(notes, drawing.notes.map((text) => element("p", null, withCitations(unbroken(text), cited))));
      fill(facts, drawing.facts.map((group) => factGroup(group, cited)));
    },
  };
}

function readout({ label, value, unit, rows }, cited) {
  const ids = (rows || []).map((id) => " [" + id + "]").join("");
  return element("div", { class: "rt-lab-number" }, element("dt", null, label),
    element("dd", null, element("span", { class: "rt-lab-figure-value" }, value), unit && " " + unit, withCitations(ids, cited)));
}

function factGroup({ title, texts }, cited) {
  return [element("p", { class: "rt-lab-fact-title" }, title), element("ul", null, texts.map((text) => element("li", null, withCitations(text, cited))))];
}

/**
 * The last line: what one is looking at, the sources, and two buttons.
 * @param {any} data of the lab
 * @param {{reset: () => void, copy: () => void}} to
 * @returns {HTMLElement}
 */
export function labFoot({ about, rows, sources }, { reset, copy }) {
  const cited = { rows, sources };
  const button = (text, click) => element("button", { type: "button", class: "rt-button", on: { click } }, text);
  return element("div", { class: "rt-lab-foot" },
    element("details", { class: "rt-lab-about" }, element("summary", { class: "rt-fold" }, "What am I looking at?"),
      about.map((text) => element("p", null, withCitations(text, cited)))),
    sourceList(Object.keys(rows), cited),
    element("div", { class: "rt-lab-buttons" }, button("Reset", reset), button("Copy values", copy)));
}
