/** Several answers as `tries` has them: their ids, with a space between. */

/**
 * @param {string | null} given null: none
 * @returns {string[]}
 */
export function idsIn(given) {
  return given === null ? [] : given.split(" ");
}

/**
 * @param {string | string[]} taken an id, or several
 * @returns {string}
 */
export function idsWritten(taken) {
  return [taken].flat().join(" ");
}
