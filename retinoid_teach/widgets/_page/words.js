/**
 * Words that more than one widget says.
 */

/** @type {string} of a row that nobody compared with its source; `retinoid_teach/evidence/citations.py` says the same */
export const NOT_CHECKED = "not checked against its source";
