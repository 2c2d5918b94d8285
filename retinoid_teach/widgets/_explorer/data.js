/**
 * The payload, made easy to ask: tables of rows become objects by id; nothing is worked out here.
 * @typedef {{columns: string[], rows: any[][]}} Table
 */

const KEYED = ["options", "recommendations", "rules", "effects", "monitoring", "interactions", "pregnancy", "sources"];
const LISTED = ["acne_types", "guidelines", "regions", "pregnancy_statuses", "conditions", "situations"];

/**
 * One object a row.
 * @param {Table} table
 * @returns {any[]}
 */
function rowsOf(table) {
  return table.rows.map((row) => Object.fromEntries(table.columns.map((column, at) => [column, row[at]])));
}

/**
 * Turn the payload as Python sends it into what the views and `decide` read.
 * @param {any} payload
 * @returns {any}
 */
export function unpack(payload) {
  const data = { ...payload };
  for (const name of LISTED) data[name] = rowsOf(payload[name]);
  for (const name of KEYED) data[name] = Object.fromEntries(rowsOf(payload[name]).map((row) => [row.id, row]));
  data.home = Object.fromEntries(data.guidelines.map((row) => [row.id, row.home.join(";")]));
  data.spoken = byGuideline(Object.values(data.recommendations));
  return data;
}

/**
 * Recommendations by guideline, then by option.
 * @param {any[]} recommendations
 * @returns {Record<string, Record<string, any[]>>}
 */
function byGuideline(recommendations) {
  const found = {};
  for (const row of recommendations) {
    found[row.guideline] ??= {};
    const options = found[row.guideline];
    options[row.option] ??= [];
    options[row.option].push(row);
  }
  return found;
}
