import { inflate } from "../_page/packed.js";
import { crosswalkRows } from "./cite.js";
import { unpack } from "./data.js";

/**
 * The payload as it comes from Python: JSON, deflated and written in base64, or (in a test) the plain object.
 */

const unpacked = new Map();

/**
 * @param {string | object} sent
 * @returns {Promise<any>} what `unpack` gives; the same object for every view of the same payload
 */
export function readPayload(sent) {
  if (!unpacked.has(sent)) unpacked.set(sent, decode(sent));
  return unpacked.get(sent);
}

async function decode(sent) {
  const data = unpack(typeof sent === "string" ? JSON.parse(await inflate(sent)) : sent);
  data.crosswalk_rows = crosswalkRows(data);
  return data;
}
