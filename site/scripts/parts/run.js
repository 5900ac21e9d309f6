/**
 * A query from the button to its result: said while it runs, ended when told, and shown.
 *
 * @typedef {import("./workplace.js").Workplace} Workplace
 * @typedef {import("./results.js").Result} Result
 */
import { asking, Refused } from "./asking.js";
import { problem } from "./problems.js";

/**
 * @param {Workplace} place
 * @param {{ show: (result: Result, query: string) => void, fault: (refused: Refused, said: string) => void }} page
 */
export function runner(place, page) {
  const [run, cancel, status, bar] = ["run", "cancel", "status", "progress"].map(
    (id) => /** @type {HTMLElement} */ (document.getElementById(id)),
  );
  /** @type {ReturnType<typeof asking> | undefined} */
  let engine;
  let under = false;
  cancel.addEventListener("click", () => engine?.cancel());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && under && !event.defaultPrevented) engine?.cancel();
  });

  /** @param {boolean} now */
  function busy(now) {
    under = now;
    cancel.hidden = !now;
    run.setAttribute("aria-disabled", String(now));
    if (!now) bar.hidden = true;
    if (!now && document.activeElement === document.body) run.focus();
  }

  /** @param {string} query */
  return async function ask(query) {
    if (under) return;
    engine ??= asking(place);
    busy(true);
    let begun = performance.now();
    try {
      const result = await engine.ask(query, {
        received: meter(place, /** @type {HTMLProgressElement} */ (bar), status),
        reading: () => (status.textContent = place.say("reading")),
        asked: () => {
          begun = performance.now();
          bar.hidden = true;
          status.textContent = place.say("running");
        },
      });
      status.textContent = counted(result, (performance.now() - begun) / 1000, place);
      page.show(result, query);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const said = problem(error, place);
      status.textContent = error.reason === "cancelled" ? said : place.say("problem");
      if (error.reason !== "cancelled") page.fault(error, said);
    } finally {
      busy(false);
    }
  };
}

/**
 * Says how much has been loaded, in steps: who hears the page is not told of each piece.
 * @param {Workplace} place @param {HTMLProgressElement} bar @param {HTMLElement} status
 */
function meter(place, bar, status) {
  let done = 0;
  let step = -1;
  return (/** @type {number} */ bytes) => {
    done += bytes;
    bar.hidden = false;
    bar.value = Math.min(1, done / place.size);
    if (Math.floor(bar.value * 4) > step) {
      step = Math.floor(bar.value * 4);
      status.textContent = place.say("loading", { done: megabytes(done, place), all: megabytes(place.size, place) });
    }
  };
}

/** @param {number} bytes @param {Workplace} place */
function megabytes(bytes, { locale }) {
  const count = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(bytes / 1e6);
  return `${count}\u00a0MB`;
}

/** @param {Result} result @param {number} taken @param {Workplace} place */
function counted(result, taken, { locale, say }) {
  const seconds = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(taken);
  if (result.kind === "boolean") return say(result.boolean ? "yes" : "no");
  const count = result.rows.length;
  const key = count === 0 ? "none" : count === 1 ? "row" : "rows";
  return say(key, { count: new Intl.NumberFormat(locale).format(count), seconds });
}
