/**
 * The answer of the evidence lab, in numbers and in words, for every state: what `words.py` says too.
 */

export const MEASURES = { risk_ratio: "risk ratio", odds_ratio: "odds ratio", risk_difference: "risk difference" };
const NOT_STATED = "not stated in what was read";
const DIFFERENCE = "risk_difference";

/** @typedef {import("./types").Comparison} Comparison */
/** @typedef {import("./types").Measure} Measure */
/** @typedef {import("./types").People} People */

/**
 * @param {Comparison} one
 * @param {import("./types").State} state
 * @returns {import("./types").Answer}
 */
export function evidenceAnswer(one, { measure, method, left, baseline }) {
  const trials = one.studies.map(({ trial }) => trial);
  const at = trials.length > 1 ? trials.indexOf(left) + 1 : 0;
  const result = one.pooled[measure][method][at];
  const people = result[0] === null ? null : inPeople(result, measure, baseline, one.event_is === "harm");
  const [said, treat] = sentences(one, measure, people);
  return {
    at,
    result,
    people,
    effect: effectWords(measure, result),
    said,
    treat,
    sentence: (said + " " + treat).trim(),
    applied: applied(measure, result, people),
    sure: sureWords(one, measure, method, at),
  };
}

/**
 * An effect with its interval; differences in percentage points.
 * @param {Measure} measure
 * @param {(number | null)[]} ends
 */
export function effectWords(measure, ends) {
  if (ends.slice(0, 3).includes(null)) return "no ratio";
  const [middle, low, high] = ends.map((value) => numberOf(measure, value));
  return middle + " (" + low + " to " + high + ")";
}

/**
 * So many decimals, halves away from zero, with a true minus sign.
 * @param {number} value
 * @param {number} digits
 */
export function fixed(value, digits) {
  const size = Math.floor(Math.abs(value) * 10 ** digits + 0.5) / 10 ** digits;
  const [whole, part] = size.toFixed(digits).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return (value < 0 && size ? "\u2212" : "") + grouped + (part ? "." + part : "");
}

/** @param {{paid: string}} study @returns {string} who paid for it, or that this was not stated */
export function paidBy({ paid }) {
  return !paid || paid.startsWith("not stated") ? NOT_STATED : paid;
}

/**
 * People of 100 in whole heads, where there is one.
 * @param {number} people
 */
export function headsOf(people) {
  if (people > 0 && people < 0.5) return "fewer than 1";
  return people >= 99.5 && people < 100 ? "more than 99" : String(wholeOf(people));
}

/** @param {number} people @returns {string} "12.6 of 100" */
export function ofHundred(people) {
  return fixed(people, people % 1 ? 1 : 0) + " of 100";
}

/** @param {number} people @returns {number} the nearest whole number of them */
export function wholeOf(people) {
  return Math.floor(people + 0.5);
}

/**
 * @param {(number | null)[]} ends
 * @param {Measure} measure
 * @param {number} baseline
 * @param {boolean} harm
 * @returns {People}
 */
function inPeople(ends, measure, baseline, harm) {
  const carried = ends.slice(0, 3).map((effect) => carriedOver(effect, measure, baseline));
  const held = carried.map((value) => Math.min(100, Math.max(0, value)));
  return {
    control: baseline,
    treatment: held,
    nnt: neededToTreat(held.map((value) => (value - baseline) / 100), harm),
    beyond: held.some((value, at) => value !== carried[at]),
  };
}

/** @param {number} effect @param {Measure} measure @param {number} baseline */
function carriedOver(effect, measure, baseline) {
  if (measure === "risk_ratio") return baseline * effect;
  if (measure === "odds_ratio") return 100 * ((effect * baseline) / (100 - baseline + effect * baseline));
  return baseline + 100 * effect;
}

/** @param {number[]} ends @param {boolean} harm @returns {import("./types").NeededToTreat} */
function neededToTreat([middle, low, high], harm) {
  if (harm) [middle, low, high] = [-middle, -high, -low];
  if (low > 0) return { estimate: 1 / middle, low: 1 / high, high: 1 / low, form: "benefit" };
  if (high < 0) return { estimate: 1 / -middle, low: 1 / -low, high: 1 / -high, form: "harm" };
  return {
    estimate: middle ? 1 / middle : Infinity, low: high ? 1 / high : Infinity, high: low ? 1 / low : -Infinity, form: "benefit_harm",
  };
}

function numberOf(measure, value) {
  if (measure === DIFFERENCE) return fixed(100 * value, 1);
  return fixed(value, value < 10 ? 2 : value < 100 ? 1 : 0);
}

function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** @param {Comparison} one @param {Measure} measure @param {People | null} people */
function sentences(one, measure, people) {
  const outcome = capital(one.outcome);
  if (!people) return [outcome + ": nobody, or everybody, had it in either arm, so there is no ratio.", ""];
  if (people.control === 0 && measure !== DIFFERENCE) {
    return [outcome + ": of 100 people, 0 with " + one.control + ", and a ratio of nothing is nothing.", "Move the baseline, or choose the risk difference."];
  }
  const [middle, low, high] = people.treatment;
  const said = outcome + ": of 100 people, " + headsOf(people.control) + " with " + one.control + " and " + headsOf(middle) + " with " + one.treatment;
  if (low === people.control && high === people.control) return [said + ": no difference.", ""];
  const [more, least, most] = [middle, low, high].map((value) => wholeOf(value) - wholeOf(people.control));
  return [said + ": " + moreWords(more) + " (" + between(least, most) + ").", treatWords(people.nnt, one.event_is)];
}

function moreWords(number) {
  if (!number) return "no difference in whole people";
  return number > 0 ? number + " more" : -number + " fewer";
}

function between(low, high) {
  if (low >= 0) return low + " to " + high + " more";
  return high <= 0 ? -high + " to " + -low + " fewer" : -low + " fewer to " + high + " more";
}

/** @param {import("./types").NeededToTreat} nnt @param {Comparison["event_is"]} eventIs */
function treatWords({ estimate, low, high, form }, eventIs) {
  const [good, bad] = eventIs === "good" ? ["to help one more", "to help one fewer"] : ["for one fewer to have it", "for one more to have it"];
  if (form !== "benefit_harm") {
    return "Treat " + persons(estimate) + " " + (form === "benefit" ? good : bad) + " (" + persons(low) + " to " + persons(high) + ").";
  }
  const [from, to] = [Number.isFinite(low), Number.isFinite(high)];
  const runs = "interval runs from " + (from ? persons(low) + " " + good : "no difference") + (from && to ? " through no difference" : "") +
    " to " + (to ? persons(-high) + " " + bad : "no difference") + ".";
  if (!Number.isFinite(estimate)) return "The " + runs;
  return "Treat " + persons(Math.abs(estimate)) + " " + (estimate < 0 ? bad : good) + "; but the " + runs;
}

function persons(number) {
  return fixed(Math.max(1, number), 0);
}

function applied(measure, result, people) {
  if (!people) return "";
  const unit = measure === DIFFERENCE ? " percentage points" : "";
  return "Worked out from the " + MEASURES[measure] + ", " + effectWords(measure, result) + unit + ", and a baseline of " +
    ofHundred(people.control) + ". The baseline is taken as known." +
    (people.beyond ? " At this baseline part of the interval would lie beyond 0 or 100 of 100; it is stopped there." : "");
}

/** @param {Comparison} one @param {Measure} measure @param {import("./types").Method} method @param {number} at */
function sureWords(one, measure, method, at) {
  const result = one.pooled[measure][method][at];
  const kept = one.studies.filter((_, place) => place + 1 !== at);
  const said = cautions(kept, one.studies.length === 1);
  if (kept.length === 1) said.unshift(at ? "One study is left." : "One study only: nothing to compare it with.");
  if (result[0] !== null) said.push(width(measure, result));
  return kept.length > 1 && result[5] !== null ? [...said, ...spread(measure, method, result)] : said;
}

/** @param {import("./types").Study[]} studies @param {boolean} alone */
function cautions(studies, alone) {
  const named = new Map();
  for (const { name, cautions: own } of studies) {
    for (const caution of own) named.set(caution, [...(named.get(caution) || []), name]);
  }
  return [...named].map(([caution, names]) => capital(caution) + (alone ? "." : ": " + names.join(", ") + "."));
}

/** @param {Measure} measure @param {number[]} result */
function width(measure, [, low, high]) {
  const difference = measure === DIFFERENCE;
  const nothing = difference ? 0 : 1;
  const said = low <= nothing && nothing <= high
    ? "The interval holds no difference: these data fit more and fewer alike." : "No difference lies outside the interval.";
  if (difference && high - low >= 0.2) return said + " It is wide: " + fixed(100 * (high - low), 0) + " percentage points.";
  if (!difference && high / low >= 4) return said + " It is wide: its upper end is " + fixed(high / low, 0) + " times its lower end.";
  return said;
}

/** @param {Measure} measure @param {import("./types").Method} method @param {number[]} result */
function spread(measure, method, [, , , low, high, i2, tau2]) {
  const share = fixed(100 * i2, 0);
  const first = share === "0" ? "I\u00b2 0 %: the studies differ no more than chance would have it."
    : "I\u00b2 " + share + " %: that share of the spread between the studies is more than chance.";
  if (method === "fixed") {
    return [first, "The fixed model takes one true effect for all studies: it says nothing of a next one."];
  }
  return [first,
    "\u03c4\u00b2 " + fixed(tau2, 4) + ": the variance of the true effects between studies" + (measure === DIFFERENCE ? "" : ", on the log scale") + ".",
    low === null ? "Two studies say nothing of what a next one would find."
      : "One more study like these would lie between " + numberOf(measure, low) + " and " + numberOf(measure, high) + " (95 %)."];
}
