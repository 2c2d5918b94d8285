import { announce, element, fill, idMaker, liveRegion } from "../_page/dom.js";
import { tellKernel } from "../_page/kernel.js";
import { keepKeys } from "../_page/keys.js";
import { sourceList, withCitations } from "../_page/citations.js";
import { gagsFace } from "./face.js";
import { gagsRows } from "./rows.js";
import { bandRange, bandSentence, gagsScore, whatTheSumHides } from "./score.js";

/**
 * The GAGS scorer. Traits: `data` (the scale, its rows and sources; never changes) and `lesions` (region to the worst
 * lesion in it).
 */

/**
 * @param {import("../_page/types").View<import("./types").GagsTraits>} view
 * @returns {() => void} takes the listener away with the view
 */
export function render({ model, el }) {
  const { scale, rule, ...cited } = model.get("data");
  const live = liveRegion();
  const choose = (region, lesion) => {
    model.set("lesions", { ...model.get("lesions"), [region]: lesion });
    tellKernel(model);
    announce(live, spoken(gagsScore(scale, model.get("lesions")), region));
  };
  const face = gagsFace((region) => rows.reach(region));
  const rows = gagsRows(scale, { id: idMaker("rt-gags"), choose, point: face.point });
  const result = element("div", { class: "rt-gags-result" });
  const reset = () => {
    model.set("lesions", Object.fromEntries(scale.regions.map(({ key }) => [key, scale.lesions[0].key])));
    tellKernel(model);
    announce(live, "All regions are clear again.");
  };
  function update() {
    const score = gagsScore(scale, model.get("lesions"));
    face.update(score.points);
    rows.update(score.points);
    fill(result, totalLine(score), bandBar(score, scale), sentences(score, scale, rule, cited));
  }
  el.append(keepKeys(element("section", { class: "rt-root rt-gags", "aria-label": "GAGS scorer" },
    element("p", { class: "rt-gags-task" }, "Choose the worst lesion in each region."),
    element("div", { class: "rt-gags-input" }, element("div", { class: "rt-gags-picture" }, face.node,
      element("p", null, "Seen from the front. Numbers: score of the worst lesion.")), rows.node),
    result,
    element("div", { class: "rt-gags-foot" }, sourceList(Object.keys(cited.rows), cited),
      element("button", { type: "button", class: "rt-button-plain", on: { click: reset } }, "Reset")),
    live)));
  update();
  model.on("change:lesions", update);
  return () => model.off("change:lesions", update);
}

/** @param {import("./types").Score} score */
function totalLine({ total, highest, band }) {
  return element("p", { class: "rt-gags-total" }, element("strong", null, total), " of " + highest + " points ",
    element("span", { class: "rt-gags-band" }, band.name));
}

/**
 * The bands in proportion, with a mark at the total; the same is said in words above and below it.
 * @param {import("./types").Score} score
 * @param {import("./types").Scale} scale
 */
function bandBar({ total, highest, band }, { bands }) {
  const parts = bands.filter(({ low }) => low > 0).map((one) => element("div", {
    class: "rt-gags-share", style: { "--rt-share": one.high - one.low + 1 }, data: { now: one === band },
  }, element("span", null, one.name), element("span", null, bandRange(one, "\u2013"))));
  return element("div", { class: "rt-gags-bar", style: { "--rt-at": (100 * total) / highest + "%" }, "aria-hidden": "true" }, parts,
    element("div", { class: "rt-gags-mark" }));
}

/**
 * @param {import("./types").Score} score
 * @param {import("./types").Scale} scale
 * @param {string} rule
 * @param {import("../_page/types").Cited} cited
 */
function sentences(score, scale, rule, cited) {
  const hidden = whatTheSumHides(score, scale);
  return [bandSentence(score), hidden, rule].filter(Boolean).map((text) => element("p", null, withCitations(text, cited)));
}

/** @param {import("./types").Score} score @param {string} key of a region */
function spoken({ total, band, points }, key) {
  const { region, points: here } = points.find((one) => one.region.key === key);
  return region.name + ": " + here + ". Total " + total + ", " + band.name + ".";
}
