import { announce, setText } from "./dom.js";
import { kernelIsIdle, linkIsClosed, tellKernel } from "./kernel.js";
import { waitingAnswers } from "./waiting.js";

/**
 * What became of each answer. Traits: `tries` (every answer in order, as the id of what was asked, the answer and when
 * it was given), `saved` (for each try that the kernel has seen, "saved" or why it is not) and `last` (by id, what
 * was answered before this widget was made: when, and what unless the question has changed since).
 */

const SAVED = "saved";
const NOT_YET = "not saved yet";
const RUN = "not saved: run this cell";
const BEFORE = "answered ";
const PATIENCE_MS = 2000;

/** @typedef {import("./types").Given} Given */

/** The tries of one view of a widget. */
export class Tries {
  /**
   * @param {{model: import("./types").Model<import("./types").Kept>, el: Element, asked: import("./types").Asked[],
   *   takes: (id: string, given: any) => boolean, show: (id: string, given: any) => void, say: () => void}} setting
   *   `takes` says whether an answer can be one, `show` has it stand as the answer, `say` is called when a word may
   *   have changed
   */
  constructor({ model, el, asked, takes, show, say }) {
    this.model = model;
    this.el = el;
    this.asked = asked;
    this.takes = takes;
    this.show = show;
    this.say = say;
    this.waiting = waitingAnswers(model);
    this.timers = new Set();
    this.fresh = new Set();
    this.unheard = new Set();
    /** @type {[string, () => void][]} */
    this.heard = [
      ["change:tries", say], ["change:saved", () => this.settle()], ["change:last", say], ["comm_live_update", say],
    ];
    for (const one of this.heard) model.on(...one);
  }

  /** Take the listeners and the timers away with the view. */
  end() {
    for (const one of this.heard) this.model.off(...one);
    for (const timer of this.timers) clearTimeout(timer);
  }

  /**
   * Take an answer as the one that stands, and tell the kernel.
   * @param {string} id
   * @param {Given} given as `tries` has it
   */
  give(id, given) {
    const at = new Date().toISOString();
    this.fresh.add(at);
    this.waiting.keep(id, [given, at, this.asked.find((one) => one.id === id).digest]);
    this.send([[id, given, at]], [[id, given]]);
    this.watch(id, at);
  }

  /**
   * Look again until a word has come. A kernel that has been idle for long, and has said nothing, knows this widget no
   * more: it was started anew from another page.
   * @param {string} id
   * @param {string} at
   * @param {number} [idle] how often it was idle before
   */
  watch(id, at, idle = 0) {
    this.timers.add(setTimeout(() => {
      this.fresh.delete(at);
      const now = kernelIsIdle(this.model) ? idle + 1 : 0;
      if (now > 1) this.unheard.add(at);
      else if (!this.isAnswered(id, at)) this.watch(id, at, now);
      this.say();
    }, PATIENCE_MS));
  }

  isAnswered(id, at) {
    const place = this.model.get("tries").findIndex(([asked, , when]) => asked === id && when === at);
    return place < 0 || Boolean(this.model.get("saved")[place]);
  }

  isWaiting(id, at) {
    return this.waiting.read(id).some(([, when]) => when === at);
  }

  /** Send what waits in this browser since another day or another page. */
  recall() {
    const sent = this.model.get("tries").map(([id, , at]) => id + at);
    const found = this.asked.flatMap(({ id, digest }) => this.waiting.read(id)
      .filter(([given, at, wording]) => wording === digest && !sent.includes(id + at) && this.takes(id, given))
      .map(([given, at]) => /** @type {import("./types").Try} */ ([id, given, at])));
    const tries = found.sort(([, , one], [, , other]) => (one < other ? -1 : 1));
    const isLatest = ([id, , at]) => !(Date.parse(this.before(id)?.time) > Date.parse(at));
    if (tries.length) this.send(tries, tries.filter(isLatest));
  }

  /**
   * @param {import("./types").Try[]} tries
   * @param {any[][]} shown of each, the id and the answer
   */
  send(tries, shown) {
    this.model.set("tries", [...this.model.get("tries"), ...tries]);
    for (const [id, given] of shown) this.show(id, given);
    tellKernel(this.model);
    this.say();
  }

  /** What the kernel has called saved waits no longer. */
  settle() {
    const tries = this.model.get("tries").filter((_, place) => this.model.get("saved")[place] === SAVED);
    for (const { id } of this.asked) this.waiting.drop(id, tries.filter(([asked]) => asked === id).map(([, , at]) => at));
    this.say();
  }

  /**
   * @param {string} id of what was asked
   * @returns {import("./types").Answered | undefined} what was answered before this widget was made; nothing if it was answered here
   */
  before(id) {
    return this.model.get("tries").some(([asked]) => asked === id) ? undefined : this.model.get("last")?.[id];
  }

  /**
   * @param {string} id
   * @param {Given | undefined} given the answer that stands, as `tries` has it
   * @returns {string} what became of it; empty while the kernel may still say so
   */
  word(id, given) {
    const last = this.before(id);
    if (last) return last.given === given ? BEFORE + inWordsAt(last.time) : "";
    const tries = this.model.get("tries");
    const place = tries.map(([asked]) => asked).lastIndexOf(id);
    if (place < 0 || tries[place][1] !== given) return "";
    const at = tries[place][2];
    const said = this.model.get("saved")[place];
    if (said) return said;
    const isHeard = !this.unheard.has(at) && !linkIsClosed(this.model, this.el);
    return isHeard ? (this.fresh.has(at) ? "" : NOT_YET) : this.isWaiting(id, at) ? RUN : RUN + ", then answer again";
  }

  /**
   * @param {string} id
   * @returns {string} that it was answered before it was changed; empty where it was not
   */
  changed(id) {
    const { digest } = this.asked.find((one) => one.id === id);
    const [earlier] = this.waiting.read(id).filter(([, , wording]) => wording !== digest);
    const last = this.before(id);
    const at = last ? last.given === undefined && last.time : earlier?.[1];
    return at ? "This question has changed since you answered it on " + inWordsAt(at) + ". Please answer it again." : "";
  }
}

function inWordsAt(time) {
  return new Date(time).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
}

/**
 * Say beside an answer what became of it; what is not saved, and will not be by waiting, is announced too.
 * @param {Element} place
 * @param {string} word
 * @param {Element} live
 */
export function saySaved(place, word, live) {
  if (place.textContent === word) return;
  setText(place, word);
  place.classList.toggle("rt-quiz-missing", word !== NOT_YET && /^not saved/i.test(word));
  const alarm = alarmIn(place);
  if (alarm) announce(live, live.textContent + alarm);
}

/**
 * @param {Element} place
 * @returns {string} what `saySaved` has said there, after a space, if it is to be heard
 */
export function alarmIn(place) {
  return place.matches(".rt-quiz-missing") ? " " + place.textContent : "";
}
