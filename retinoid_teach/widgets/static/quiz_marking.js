/**
 * Mark an answer as Python does (`retinoid_teach/learning/_marking.py`); a test compares the two.
 */

/**
 * @typedef {object} Answer
 * @property {string} id
 * @property {string} [text] of a choice
 * @property {number} [low] of a number: the range it stands for
 * @property {number} [high]
 * @property {boolean} [correct]
 * @property {string} [feedback]
 */
/**
 * @typedef {object} Question
 * @property {string} id
 * @property {"prediction" | "check"} role
 * @property {"one_choice" | "number"} kind
 * @property {string} stem
 * @property {string} explanation
 * @property {string} [unit]
 * @property {number | string} [right] the right number, or the id of the right answer
 * @property {string} [shown] the right answer as it is shown
 * @property {number} [tolerance]
 * @property {number} [minimum]
 * @property {number} [maximum]
 * @property {number} [step]
 * @property {Answer[]} answers
 */
/** @typedef {number | string} Given a number, or the id of the answer chosen */

const SLACK = 1e-9;

/**
 * @param {Question} question
 * @param {Given} given
 * @returns {{correct: boolean | null, answer: Answer | undefined}} correct is null where nothing is right
 */
export function markAnswer(question, given) {
  const correct = isRight(question, given);
  if (question.kind === "one_choice") {
    return { correct, answer: question.answers.find((answer) => answer.id === given) };
  }
  const matches = (answer) => (answer.correct ? correct === true : correct !== true && isWithin(given, answer));
  return { correct, answer: question.answers.find(matches) };
}

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
export function isAnswer(question, given) {
  if (question.kind === "number") return Number.isFinite(given);
  return question.answers.some((answer) => answer.id === given);
}

/**
 * @param {Question} question
 * @param {Given} given
 * @returns {string} the answer as a reader would say it
 */
export function inWords(question, given) {
  if (question.kind === "number") return withUnit(String(given), question.unit);
  return question.answers.find((answer) => answer.id === given).text;
}

/**
 * @param {string} number
 * @param {string} [unit]
 * @returns {string}
 */
export function withUnit(number, unit) {
  return unit ? number + (unit === "%" ? "" : "\u00a0") + unit : number;
}
