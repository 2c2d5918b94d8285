import { decide } from "./decide.js";
import { GROUPS } from "./words.js";

/** @typedef {import("./types").Data} Data */
/** @typedef {import("./types").Patient} Patient */
/** @typedef {import("./types").Result} Result */
/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./types").State} State */

/**
 * What the learner has chosen, read from the model, and what follows from it.
 */

export const TRAITS = ["acne_type", "guideline", "region", "patient", "option", "pinned", "view"];

/** Nothing is known about the person. */
export const NOBODY = { age_years: null, pregnancy: "not_stated", conditions: [], situations: [] };

/**
 * @param {{get: (name: string) => any}} model
 * @returns {State}
 */
export function readState(model) {
  const chosen = Object.fromEntries(TRAITS.map((name) => [name, model.get(name) ?? null]));
  const state = /** @type {State} */ (chosen);
  return { ...state, patient: { ...NOBODY, ...state.patient }, view: state.view || "options" };
}

/**
 * The decision, and what is shown of it: the chosen option (the first of the list until one is chosen), the pinned
 * one, and the options by group in the order of the screen.
 * @param {Data} data
 * @param {State} state
 * @param {Answer} [last] the answer before this one: opening another option asks nothing new
 * @returns {any}
 */
export function answerFor(data, state, last) {
  const { acne_type, guideline, region, patient } = state;
  const question = JSON.stringify([acne_type, guideline, region, patient]);
  const answer = last && last.question === question ? last : { question, ...groupedAnswer(data, state) };
  const chosen = answer.byId.get(state.option) || firstToShow(answer.groups);
  const pinned = state.pinned && chosen && state.pinned !== chosen.id ? answer.byId.get(state.pinned) || null : null;
  return { ...answer, chosen, pinned };
}

/** The first option of the first group, before those that are folded because the guideline does not mention them. */
function firstToShow(groups) {
  const { results } = groups.find((group) => group.results.length) || { results: [] };
  return results.find((one) => one.would_be !== "not_mentioned") || results[0] || null;
}

function groupedAnswer(data, state) {
  const decision = decide(data, state);
  const groups = GROUPS.map((group) => ({
    ...group,
    results: decision.options.filter((result) => result.verdict === group.id),
  }));
  const guideline = data.guidelines.find((row) => row.id === state.guideline);
  const byId = new Map(decision.options.map((one) => [one.id, one]));
  return { ...decision, groups, guideline, byId, more: new Map() };
}

/**
 * What to ask, advise and add for one option. `decide` works these out each time they are read; here once an answer.
 * @param {Answer} answer
 * @param {Result} result
 * @returns {Pick<Result, "ask" | "advice" | "context">}
 */
export function besidesOf(answer, result) {
  const { more } = answer;
  if (!more.has(result.id)) more.set(result.id, { ask: result.ask, advice: result.advice, context: result.context });
  return more.get(result.id);
}

/**
 * Whether a safety rule alone gave this verdict: the guideline is silent, and no "avoid" is to be taken for its own.
 * @param {Result} result
 * @returns {boolean}
 */
export function fromRuleAlone({ verdict, recommendations, dropped }) {
  return (verdict === "avoid" || verdict === "contraindicated") && !recommendations.length && !dropped.length;
}

/**
 * The same person and acne type under every guideline.
 * @param {Data} data
 * @param {State} state
 * @returns {import("./types").Compared[]}
 */
export function answersByGuideline(data, state) {
  return data.guidelines.map((guideline) => {
    const decision = decide(data, { ...state, guideline: guideline.id });
    return { guideline, region: decision.region, byId: new Map(decision.options.map((one) => [one.id, one])) };
  });
}

/**
 * @param {string} token such as "condition:male", "pregnancy:pregnant", "situation:female", "age<35"
 * @param {Patient} patient
 * @returns {boolean} whether it is true of this person
 */
export function holds(token, patient) {
  const age = /^age\s*(<|>=)\s*(\d+(?:\.\d+)?)$/.exec(token);
  if (age) {
    if (patient.age_years === null) return false;
    return age[1] === "<" ? patient.age_years < Number(age[2]) : patient.age_years >= Number(age[2]);
  }
  const [kind, id] = token.split(":");
  if (kind === "pregnancy") return patient.pregnancy === id;
  return kind === "condition" ? patient.conditions.includes(id) : patient.situations.includes(id);
}

/**
 * Why something cannot also be true of this person.
 * @param {Data} data
 * @param {Patient} patient
 * @param {string} token
 * @returns {string} the reason, or ""
 */
export function contradiction(data, patient, token) {
  for (const [one, other, reason] of data.contradictions) {
    if ((one === token && holds(other, patient)) || (other === token && holds(one, patient))) return reason;
  }
  return "";
}

/**
 * Why a person with this age could not be as ticked.
 * @param {Data} data
 * @param {Patient} patient
 * @returns {string} the reason, or ""
 */
export function ageContradiction(data, patient) {
  for (const [one, other, reason] of data.contradictions) {
    const aboutAge = one.startsWith("age") || other.startsWith("age");
    if (aboutAge && holds(one, patient) && holds(other, patient)) return reason;
  }
  return "";
}
