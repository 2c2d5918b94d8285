import { element, fill, span } from "../_page/dom.js";
import { optionAbout, optionTitle } from "./panel.js";
import { bodyOf, foldedSection, hasSomething, plainSection, sectionTitle, sectionsOf } from "./sections.js";
import { shortName } from "./words.js";

/**
 * Two options side by side: a row for each question, so that like stands beside like. What a single option folds
 * away is folded here too, both at once.
 */

/**
 * @param {any} view
 * @returns {import("./controls.js").Part & {focus: () => void}}
 */
export function optionPair(view) {
  const click = () => view.pin(null);
  const stop = element("button", { type: "button", class: "rt-button", on: { click } }, "Stop comparing");
  const caption = element("span", { class: "rt-pair-title", id: view.id("pair-title") });
  const heads = element("div", { class: "rt-pair-columns rt-pair-heads" });
  const rows = element("div");
  const bar = element("div", { class: "rt-pair-bar" }, caption, stop);
  const pair = element("section", { class: "rt-panel rt-pair", "aria-labelledby": caption.id }, bar, heads, rows);
  return {
    element: pair,
    focus: () => stop.focus(),
    update: (now) => {
      const results = [now.answer.chosen, now.answer.pinned];
      const names = results.map((result) => shortName(view.data, result.id));
      caption.textContent = names.join(" beside ");
      fill(heads, results.map((result) => head(view, result)));
      fill(rows, pairRows(view, now, results, names));
    },
  };
}

function head(view, result) {
  return element("div", { class: "rt-pair-cell", data: { option: result.id } },
    element("h3", { class: "rt-panel-title" }, optionTitle(view, result)), optionAbout(view, result));
}

function pairRows(view, now, results, names) {
  const [one, other] = results.map((result) => sectionsOf(view, now, result));
  return one.map((section, at) => [section, other[at]])
    .filter((sections) => sections.some(hasSomething))
    .map((sections) => pairRow(view, sections, names));
}

function pairRow(view, sections, names) {
  const [{ key, title, aside }, other] = sections;
  const heading = sectionTitle({ key, title, aside: aside || other.aside });
  const columns = () => element("div", { class: "rt-pair-columns" }, sections.map((section, at) =>
    element("div", { class: "rt-pair-cell" }, span("rt-unseen", names[at] + ": "),
      bodyOf(section) || element("p", { class: "rt-quiet" }, "Nothing in these tables."))));
  if (sections.some((section) => section.fold)) {
    let made = null;
    return foldedSection(view, key, heading, () => (made ??= columns()));
  }
  return plainSection(key, heading, columns());
}
