/**
 * Shapes that more than one widget draws, as paths in a box of 16 by 16.
 */

/** @type {string} done, or right */
export const TICK = "M2.5 8.5l4 4 7-9";

/** @type {string} wrong, or not to be used */
export const CROSS = "M3.5 3.5l9 9M12.5 3.5l-9 9";

/** @type {string} a question mark, beside NOT_CHECKED */
export const UNREAD = "M5.6 6a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.1.9-1.1 1.7M8 12.6v.1";
