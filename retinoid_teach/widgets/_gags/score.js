import { NOT_CHECKED } from "../_page/words.js";

/**
 * The Global Acne Grading System, from the rows that Python sent. `retinoid_teach/clinic/_gags.py` says the same;
 * a test compares the two.
 */

/** @typedef {import("./types").Band} Band */
/** @typedef {import("./types").Scale} Scale */
/** @typedef {import("./types").Score} Score */

/**
 * @param {Scale} scale
 * @param {Record<string, string>} lesions region to the worst lesion in it
 * @returns {Score}
 */
export function gagsScore(scale, lesions) {
  const points = scale.regions.map((region) => {
    const lesion = scale.lesions.find(({ key }) => key === lesions[region.key]) || scale.lesions[0];
    return { region, lesion, points: region.factor * lesion.score };
  });
  const total = points.reduce((sum, one) => sum + one.points, 0);
  const worst = Math.max(...scale.lesions.map(({ score }) => score));
  const highest = scale.regions.reduce((sum, { factor }) => sum + factor * worst, 0);
  return { total, highest, band: scale.bands.find(({ low, high }) => low <= total && total <= high), points };
}

/**
 * @param {Band} band
 * @param {string} [between] what stands between its ends
 * @returns {string} its range
 */
export function bandRange({ low, high }, between = " to ") {
  return low === high ? String(low) : low + between + high;
}

/**
 * What the score means, in the fewest words.
 * @param {Score} result
 * @returns {string}
 */
export function bandSentence({ total, band }) {
  const points = total === 1 ? "1 point is" : total + " points are";
  const mark = band.unread ? "; this band is " + NOT_CHECKED : "";
  return points + " in the band \u201c" + band.name + "\u201d (" + bandRange(band) + mark + ") [" + band.row + "].";
}

/**
 * @param {Score} result
 * @param {Scale} scale
 * @returns {string} what the sum hides, where it hides something
 */
export function whatTheSumHides({ points, band }, { lesions, bands }) {
  const worst = lesions.reduce((one, other) => (other.score > one.score ? other : one));
  const lowest = bands.find(({ low }) => low > 0);
  if (band !== lowest || !points.some(({ lesion }) => lesion === worst)) return "";
  return "There is a " + worst.name + ", and the sum is still in the lowest band: one severe lesion weighs little among six regions.";
}
