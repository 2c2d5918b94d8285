/**
 * Mark an answer as Python does (`retinoid_teach/learning/marking.py`); a test compares the two.
 */

/** @typedef {import("./types").Answer} Answer */
/** @typedef {import("./types").Question} Question */
/** @typedef {import("../_page/types").Given} Given */

const SLACK = 1e-9;

/** Of each kind with a part for each line: whether a line is wrong, given ids in the form that Python describes. */
const MISJUDGED = {
  several_choices: ({ id, correct = false }, _, ids) => correct !== ids.includes(id),
  ordering: ({ id, belongs }, _, ids) => ids[belongs - 1] !== id,
  match: ({ belongs }, place, ids, answers) => byId(answers, ids[place])?.belongs !== belongs,
};

/**
 * @param {Question} question
 * @param {Given} given
 * @returns {{correct: boolean | null, parts: Answer[]}} correct is null where nothing is right; parts are the answers
 *   whose feedback is due: the one that matches, or the lines that are wrong, or every line where all are right
 */
export function markAnswer(question, given) {
  const { kind, answers } = question;
  if (MISJUDGED[kind]) {
    const parts = answers.filter((answer, place) => MISJUDGED[kind](answer, place, String(given).split(" "), answers));
    return { correct: !parts.length, parts: parts.length ? parts : answers };
  }
  const correct = isRight(question, given);
  if (kind === "one_choice") return { correct, parts: answers.filter(({ id }) => id === given) };
  const matches = (answer) => (answer.correct ? correct === true : correct !== true && isWithin(given, answer));
  return { correct, parts: answers.filter(matches).slice(0, 1) };
}

/**
 * @param {Question} question
 * @param {any} given
 */
function isRight({ right, tolerance = 0 }, given) {
  if (right === undefined) return null;
  if (typeof right === "string") return given === right;
  return Math.abs(given - right) <= tolerance + SLACK * Math.max(1, Math.abs(right));
}

function isWithin(given, { low = -Infinity, high = Infinity }) {
  return given >= low && given <= high;
}

/**
 * Say whether a value is an answer that the question can have, whoever sent it.
 * @param {Question} question
 * @param {unknown} given
 * @returns {boolean}
 */
export function isAnswer({ kind, answers }, given) {
  if (kind === "number") return Number.isFinite(given);
  const ids = MISJUDGED[kind] ? String(given).split(" ") : [given];
  return ids.every((id) => byId(answers, id));
}

/**
 * @param {Answer[]} answers
 * @param {unknown} id
 */
function byId(answers, id) {
  return answers.find((answer) => answer.id === id);
}

/**
 * @param {Question} question
 * @param {Given} given
 * @returns {string} the answer as a reader would say it
 */
export function inWords(question, given) {
  if (question.kind === "number") return withUnit(String(given), question.unit);
  return byId(question.answers, given).text;
}

/**
 * @param {string} number
 * @param {string} [unit]
 * @returns {string}
 */
export function withUnit(number, unit) {
  return unit ? number + (unit === "%" ? "" : "\u00a0") + unit : number;
}
