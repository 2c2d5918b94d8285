import { announce, element, fill, webLink } from "./dom.js";
import { bySource, citedRows } from "./explorer_cite.js";
import { copyTable } from "./explorer_copy.js";
import { unreadMark } from "./explorer_signs.js";

/**
 * The foot: the notice, the date of the evidence, the sources of what is on the screen, copy and reset.
 */

/**
 * @param {any} view
 * @returns {import("./explorer_controls.js").Part & {showSource: (source: string) => void}}
 */
export function foot(view) {
  const sources = sourceList(view);
  const copy = element("button", { type: "button", class: "rt-button-plain", on: { click: () => copyNow(view) } }, "Copy as table");
  const reset = element("button", { type: "button", class: "rt-button-plain", on: { click: () => view.reset() } }, "Reset");
  const notice = element("p", { class: "rt-notice" }, view.data.notice, " Evidence as of ", element("time", { datetime: view.data.date }, view.data.date), ".");
  return {
    element: element("div", { class: "rt-foot" }, notice, sources.element, copy, reset),
    update: sources.update,
    showSource: sources.show,
  };
}

async function copyNow(view) {
  const done = await copyTable(view);
  announce(view.live, done ? "Table copied" : "The browser did not allow copying");
  view.say(done ? "Copied." : "Not copied: the browser did not allow it.");
}

function sourceList(view) {
  const count = element("span", { class: "rt-count" });
  const list = element("ol", { class: "rt-sources-list" });
  let cited = [];
  let written = null;
  const write = () => {
    if (written !== cited.join()) fill(list, [...bySource(view.data, cited)].map(([id, rows]) => sourceItem(view, id, rows)));
    written = cited.join();
  };
  const details = element("details", { class: "rt-sources", on: { toggle: () => details.open && write() } },
    element("summary", { class: "rt-button-plain" }, "Sources ", count), list);
  return {
    element: details,
    update: (now) => {
      cited = citedRows(now);
      count.textContent = String(bySource(view.data, cited).size);
      if (details.open) write();
    },
    show: (source, from) => {
      details.open = true;
      write();
      const item = [...list.children].find((one) => one.dataset.source === source);
      if (item) goTo(item, from);
    },
  };
}

function sourceItem(view, id, rows) {
  const source = view.data.sources[id] || { citation: id, url: null, unread: 0 };
  const places = rows.map((row, at) => [at ? "; " : "", element("span", { class: "rt-row-id" }, row.id), row.locator ? " " + row.locator : ""]);
  return element("li", { id: view.id("source-" + id), tabindex: -1, data: { source: id } },
    element("span", { class: "rt-row-id" }, id), " ", webLink(source.url, source.citation), source.unread ? [" ", unreadMark()] : null,
    element("div", { class: "rt-quiet" }, places));
}

/** Go to a source, and let the reader go back to where the citation stood. */
function goTo(item, from) {
  const back = element("button", { type: "button", class: "rt-button-plain rt-back", on: { click: () => (from.isConnected && from.focus(), back.remove()) } }, "Back to the text");
  for (const old of item.parentNode.querySelectorAll(".rt-back")) old.remove();
  item.append(back);
  item.scrollIntoView({ block: "nearest" });
  item.focus({ preventScroll: true });
}
