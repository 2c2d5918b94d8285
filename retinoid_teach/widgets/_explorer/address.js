import { NOBODY, TRAITS, holds } from "./state.js";

/** @typedef {import("./types").Data} Data */

/**
 * The choices in the address of a page, so that it can be shared or opened again as it was. An address may be cut in
 * a mail or come from an older page: what cannot be read, or is not known to these data, is left out.
 */

/**
 * @param {Data} data
 * @returns {Record<string, any>} the traits that the address gives
 */
export function fromAddress(data) {
  const said = parsed(window.location.hash.slice(1));
  const known = CHECKS(data);
  return Object.fromEntries(TRAITS.filter((name) => Object.hasOwn(said, name) && known[name](said[name]))
    .map((name) => [name, name === "patient" ? personSaid(data, said.patient) : said[name]]));
}

/**
 * @param {Record<string, any>} traits
 */
export function toAddress(traits) {
  const said = Object.fromEntries(TRAITS.map((name) => [name, traits[name]]));
  try {
    window.history.replaceState(null, "", "#" + encodeURIComponent(JSON.stringify(said)));
  } catch {
    // Some pages may not write their address; the choices then last as long as the page.
  }
}

function parsed(text) {
  try {
    return Object(JSON.parse(decodeURIComponent(text) || "{}"));
  } catch {
    return {};
  }
}

const has = (rows, id) => rows.some((row) => row.id === id);
const orNull = (check) => (value) => value === null || check(value);
const CHECKS = (data) => ({
  acne_type: (value) => has(data.acne_types, value),
  guideline: (value) => has(data.guidelines, value),
  region: orNull((value) => has(data.regions, value)),
  patient: (value) => value !== null && typeof value === "object",
  option: orNull((value) => Object.hasOwn(data.options, value)),
  pinned: orNull((value) => Object.hasOwn(data.options, value)),
  view: (value) => value === "options" || value === "compare",
});

/** What is known of the person as far as it can be read; nobody in particular where it contradicts itself. */
function personSaid(data, { age_years, pregnancy, conditions, situations }) {
  const several = (ids, rows) => (Array.isArray(ids) ? [...new Set(ids)].filter((id) => has(rows, id)) : []);
  const person = {
    age_years: typeof age_years === "number" && age_years >= 0 && age_years <= data.oldest ? age_years : null,
    pregnancy: has(data.pregnancy_statuses, pregnancy) ? pregnancy : NOBODY.pregnancy,
    conditions: several(conditions, data.conditions),
    situations: several(situations, data.situations),
  };
  const impossible = data.contradictions.some(([one, other]) => holds(one, person) && holds(other, person));
  return impossible ? NOBODY : person;
}
