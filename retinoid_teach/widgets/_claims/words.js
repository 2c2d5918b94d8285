/**
 * How far a judgement is from the evidence, in numbers and in words; `steps` in `claims.py` counts alike.
 */

/** @typedef {Record<string, {trust: number, meaning: string}>} Scale verdict to what it stands for */
/** @typedef {{claim: import("./types").Claim, first: string, last: string | undefined, steps: number}} Judged */

/**
 * @param {import("./types").Verdict[]} verdicts
 * @returns {Scale}
 */
export function scaleOf(verdicts) {
  return Object.fromEntries(verdicts.map(([name, trust, meaning]) => [name, { trust, meaning }]));
}

/**
 * @param {Scale} scale
 * @param {string} yours
 * @param {string} evidence
 * @returns {number} steps by which a judgement trusts a claim more than the evidence; below zero: doubts it more
 */
export function stepsBetween(scale, yours, evidence) {
  return scale[yours].trust - scale[evidence].trust;
}

/**
 * @param {Scale} scale
 * @param {string} yours
 * @param {string} evidence
 * @returns {string} the difference, as an end of a sentence
 */
export function differenceIn(scale, yours, evidence) {
  if (yours === evidence) return "the same";
  const steps = stepsBetween(scale, yours, evidence);
  if (!steps) return "both leave it open, for another reason";
  const size = Math.abs(steps);
  return size + (size === 1 ? " step" : " steps") + (steps > 0 ? " more trusting" : " more doubting");
}

/**
 * The claims that were judged, those that differ most first.
 * @param {import("./types").Claim[]} claims
 * @param {Record<string, string>} judgements
 * @param {Record<string, string>} revised
 * @param {Scale} scale
 * @returns {Judged[]}
 */
export function judgedOf(claims, judgements, revised, scale) {
  const found = claims.filter(({ id }) => Object.hasOwn(scale, judgements[id])).map((claim) => {
    const first = judgements[claim.id];
    const last = Object.hasOwn(scale, revised[claim.id]) ? revised[claim.id] : undefined;
    return { claim, first, last, steps: stepsBetween(scale, first, claim.verdict) };
  });
  const distance = ({ claim, first, steps }) => Math.abs(steps) + (first === claim.verdict ? 0 : 0.5);
  return found.sort((one, other) => distance(other) - distance(one));
}

/**
 * @param {Judged[]} judged
 * @returns {string} which way the first judgements lean
 */
export function leaning(judged) {
  const more = judged.filter(({ steps }) => steps > 0).length;
  const less = judged.filter(({ steps }) => steps < 0).length;
  const counted = "Of " + judged.length + " first judgements, " + more + " trusted more than the evidence, " + less +
    " doubted more and " + (judged.length - more - less) + " neither";
  const sum = judged.reduce((total, { steps }) => total + steps, 0);
  if (!sum) return counted + ": you lean neither way.";
  return counted + ": on the whole you are more " + (sum > 0 ? "trusting" : "doubting") + " than the evidence.";
}
