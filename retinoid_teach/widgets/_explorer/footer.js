import { announce, element, fill, span, setText, webLink } from "../_page/dom.js";
import { bySource, citedRows } from "./cite.js";
import { copyTable } from "./copy.js";
import { markOf } from "./signs.js";

/**
 * The foot: the notice, the date of the evidence, the sources of what is on the screen, copy and reset.
 */

/**
 * @param {any} view
 * @returns {import("./controls.js").Part & {showSource: (source: string) => void}}
 */
export function foot(view) {
  const sources = sourceList(view);
  const copy = plainButton("Copy as table", () => copyNow(view));
  const reset = plainButton("Reset", () => view.reset());
  const date = element("time", { datetime: view.data.date }, view.data.date);
  const notice = element("p", { class: "rt-notice" }, view.data.notice, " Evidence as of ", date, ".");
  return {
    element: element("div", { class: "rt-foot" }, notice, sources.element, copy, reset),
    update: sources.update,
    showSource: sources.show,
  };
}

function plainButton(text, click, name = "rt-button-plain") {
  return element("button", { type: "button", class: name, on: { click } }, text);
}

async function copyNow(view) {
  const done = await copyTable(view);
  announce(view.live, done ? "Table copied" : "The browser did not allow copying");
  view.say(done ? "Copied." : "Not copied: the browser did not allow it.");
}

function sourceList(view) {
  const count = span("rt-count");
  const list = element("ol", { class: "rt-sources-list" });
  let cited = [];
  let written = null;
  const write = () => {
    if (written === cited.join()) return;
    written = cited.join();
    fill(list, [...bySource(view.data, cited)].map(([id, rows]) => sourceItem(view, id, rows)));
  };
  const details = element("details", { class: "rt-sources", on: { toggle: () => details.open && write() } },
    element("summary", { class: "rt-button-plain" }, "Sources ", count), list);
  return {
    element: details,
    update: (now) => {
      cited = citedRows(now);
      setText(count, bySource(view.data, cited).size);
      if (details.open) write();
    },
    show: (source, from) => {
      details.open = true;
      write();
      const item = /** @type {HTMLElement[]} */ ([...list.children]).find((one) => one.dataset.source === source);
      if (item) goTo(item, from);
    },
  };
}

function sourceItem(view, id, rows) {
  const source = view.data.sources[id] || { citation: id, url: null, unread: 0 };
  const place = (row, at) => [at ? "; " : "", span("rt-row-id", row.id), row.locator ? " " + row.locator : ""];
  return element("li", { id: view.id("source-" + id), tabindex: -1, data: { source: id } },
    span("rt-row-id", id), " ", webLink(source.url, source.citation), markOf(source),
    element("div", { class: "rt-quiet" }, rows.map(place)));
}

/**
 * Go to a source, and let the reader go back to where the citation stood.
 * @param {HTMLElement} item
 * @param {HTMLElement} from
 */
function goTo(item, from) {
  const goBack = () => {
    if (from.isConnected) from.focus();
    back.remove();
  };
  const back = plainButton("Back to the text", goBack, "rt-button-plain rt-back");
  for (const old of item.parentNode.querySelectorAll(".rt-back")) old.remove();
  item.append(back);
  item.scrollIntoView({ block: "nearest" });
  item.focus({ preventScroll: true });
}
