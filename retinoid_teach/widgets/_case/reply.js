import { element } from "../_page/dom.js";
import { withCitations } from "../_page/citations.js";
import { folded, verdictSign } from "../_page/reply.js";

/** What is said to a choice. Every word of it was worked out before the page had it; here it is only looked up. */

/** @typedef {import("./types").Choice} Choice */
/** @typedef {import("../_page/types").Cited} Cited */

/**
 * @param {import("./types").Step} step
 * @param {string[]} taken ids of choices
 * @returns {{ok: boolean, words: string}} whether it can stand, and the headline that says so
 */
export function verdictOn(step, taken) {
  if (!step.many) {
    const { ok, heading } = step.choices.find((one) => one.id === taken[0]);
    return { ok, words: heading };
  }
  const right = step.choices.filter((one) => one.ok);
  const found = right.filter((one) => taken.includes(one.id)).length;
  const ok = found === right.length && taken.length === found;
  const beside = taken.length - found;
  const words = "You found " + found + " of " + right.length + (right.length === 1 ? " reason" : " reasons")
    + " that decided" + (beside ? ", and took " + beside + " that did not" : "");
  return { ok, words };
}

/**
 * @param {import("./types").Step} step
 * @param {string[]} taken ids of choices
 * @param {Cited} cited rows and sources
 * @returns {import("../_page/dom.js").Child[]}
 */
export function replyTo(step, taken, cited) {
  const { ok, words } = verdictOn(step, taken);
  const verdict = ok ? "right" : "wrong";
  const concerns = (/** @type {Choice} */ one) => taken.includes(one.id) || (step.many && one.ok);
  const chosen = step.choices.filter(concerns);
  const others = step.choices.filter((one) => !concerns(one));
  return [
    element("p", { class: "rt-quiz-verdict", data: { verdict } }, verdictSign(verdict), words),
    step.many ? element("ul", null, chosen.map((one) => told(one, cited))) : said(chosen[0], cited),
    step.explanation && element("p", null, withCitations(step.explanation, cited)),
    step.reasons && folded("The whole verdict", element("p", null, withCitations(step.reasons, cited))),
    others.length > 0 && folded("What the other choices are told",
      element("ul", null, others.map((one) => told(one, cited)))),
  ];
}

/** @param {Choice} choice @param {Cited} cited */
function said({ feedback, elsewhere }, cited) {
  return [feedback, elsewhere].filter(Boolean).map((text) => element("p", null, withCitations(text, cited)));
}

/** @param {Choice} one @param {Cited} cited */
function told(one, cited) {
  const rest = [one.feedback, one.elsewhere].filter(Boolean).join(" ");
  return element("li", null, element("strong", null, one.text), ". " + one.heading + ". ", withCitations(rest, cited));
}
