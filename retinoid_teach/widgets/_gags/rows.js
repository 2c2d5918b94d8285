import { element } from "../_page/dom.js";

/**
 * One row for each region: its factor, one native radio button for each kind of lesion, and the product.
 */

/**
 * @param {import("./types").Scale} scale
 * @param {{id: (name: string) => string, choose: (region: string, lesion: string) => void,
 *   point: (region: string | null) => void}} to `point` is told which row has the focus
 * @returns {{node: HTMLElement, update: (points: import("./types").Points[]) => void, reach: (region: string) => void}}
 */
export function gagsRows(scale, to) {
  const rows = scale.regions.map((region) => regionRow(region, scale.lesions, to));
  return {
    node: element("div", { class: "rt-gags-rows" }, rows.map(({ node }) => node)),
    update: (points) => points.forEach((one, place) => rows[place].update(one)),
    reach: (key) => rows[scale.regions.findIndex((region) => region.key === key)].reach(),
  };
}

function regionRow(region, lesions, { id, choose, point }) {
  const radios = lesions.map(({ key }) => element("input", {
    type: "radio", name: id(region.key), value: key, id: id(region.key + "-" + key),
    on: { change: () => choose(region.key, key) },
  }));
  const choices = radios.map((radio, place) => element("label", { class: "rt-gags-choice", for: radio.id }, radio, lesions[place].key));
  const product = element("span", { class: "rt-gags-product" });
  const label = id(region.key + "-label");
  const node = element("div", {
    class: "rt-gags-row", role: "radiogroup", "aria-labelledby": label, data: { region: region.key },
    on: { focusin: () => point(region.key), focusout: () => point(null) },
  },
  element("span", { class: "rt-gags-region", id: label }, region.name),
  element("div", { class: "rt-gags-choices" }, choices),
  product);
  return {
    node,
    update: ({ lesion, points }) => {
      radios.forEach((radio) => { radio.checked = radio.value === lesion.key; });
      product.textContent = region.factor + " \u00d7 " + lesion.score + " = " + points;
    },
    reach: () => radios.find((radio) => radio.checked).focus(),
  };
}
