/**
 * Two ways to the same answer: the server's endpoint, or the engine in the page.
 *
 * @typedef {import("./results.js").Result} Result
 * @typedef {{ endpoint: string, worker: string, engine: string, data: string, size: number, deadline: number,
 *   language: string }} Running
 * @typedef {{ received: (bytes: number) => void, reading: () => void, asked: () => void }} Told
 */
import { fromJson, fromTriples } from "./results.js";
import { traits } from "./words.js";

const JSON_TYPE = "application/sparql-results+json";
const TRIPLES = "application/n-triples";
// Addresses longer than this are cut off on their way by some; then the query is sent as a body.
const LONGEST_ADDRESS = 4000;

/** What is wrong with a query; `line` and `column` from 1, where it is known. */
export class Refused extends Error {
  /** @param {string} reason @param {string} message */
  constructor(reason, message) {
    super(message);
    this.reason = reason;
    const place = /(?:at |Zeile |Line |line )(\d+)(?::|, (?:Spalte|column) )(\d+)/.exec(message);
    this.line = place ? Number(place[1]) : 0;
    this.column = place ? Number(place[2]) : 0;
  }
}

/**
 * What answers queries here.
 * @param {Running} running
 */
export function asking(running) {
  return running.endpoint ? new Server(running) : new InPage(running);
}

/** @param {string} text @param {string} form */
function read(text, form) {
  return form === "CONSTRUCT" || form === "DESCRIBE" ? fromTriples(text) : fromJson(text);
}

class Server {
  loaded = true;

  /** @param {Running} running */
  constructor(running) {
    this.running = running;
    /** @type {AbortController | undefined} */
    this.under = undefined;
  }

  /**
   * @param {string} query
   * @param {Told} told
   * @returns {Promise<Result>}
   */
  async ask(query, told) {
    this.under = new AbortController();
    told.asked();
    const sent = new URLSearchParams({ query });
    const short = `${sent}`.length < LONGEST_ADDRESS;
    const answer = await fetch(short ? `${this.running.endpoint}?${sent}` : this.running.endpoint, {
      method: short ? "GET" : "POST",
      body: short ? undefined : sent,
      headers: { Accept: `${JSON_TYPE}, ${TRIPLES}`, "Accept-Language": this.running.language },
      signal: this.under.signal,
    }).catch((error) => {
      throw new Refused(error.name === "AbortError" ? "cancelled" : "unreachable", String(error.message));
    });
    const text = await answer.text();
    if (answer.ok) return answer.headers.get("content-type")?.startsWith(TRIPLES) ? fromTriples(text) : fromJson(text);
    throw new Refused("told", problem(text) || `${answer.status} ${answer.statusText}`);
  }

  cancel() {
    this.under?.abort();
  }
}

/** @param {string} text of problem details (RFC 9457) */
function problem(text) {
  try {
    return JSON.parse(text).detail;
  } catch {
    return "";
  }
}

class InPage {
  loaded = false;

  /** @param {Running} running */
  constructor(running) {
    this.running = running;
    /** @type {Worker | undefined} */
    this.worker = undefined;
    /** @type {Promise<void> | undefined} */
    this.starting = undefined;
    /** @type {(fault: Refused) => void} */
    this.end = () => {};
  }

  /**
   * @param {string} query
   * @param {Told} told
   * @returns {Promise<Result>}
   */
  async ask(query, told) {
    const { form, namesDataset, callsRemote } = traits(query);
    if (callsRemote) throw new Refused("remote", "SERVICE");
    const ended = new Promise((_, reject) => (this.end = reject));
    let late = 0;
    try {
      await Promise.race([this.start(told), ended]);
      told.asked();
      late = setTimeout(() => this.stop("late"), this.running.deadline * 1000);
      const format = form === "CONSTRUCT" || form === "DESCRIBE" ? TRIPLES : "json";
      const answer = this.said("answer");
      this.worker?.postMessage({ type: "ask", query, union: !namesDataset, format });
      const { text } = await Promise.race([answer, ended]);
      return read(text, form);
    } finally {
      clearTimeout(late);
    }
  }

  /** @param {Told} told */
  start(told) {
    if (!this.starting) {
      const { worker, engine, data } = this.running;
      this.worker = new Worker(worker, { type: "module" });
      this.worker.addEventListener("message", ({ data: said }) => {
        if (said.type === "received") told.received(said.bytes);
        if (said.type === "reading") told.reading();
      });
      this.starting = this.said("ready").then(
        () => void (this.loaded = true),
        (fault) => {
          this.stop("unreachable");
          throw new Refused("unreachable", fault.message);
        },
      );
      this.worker.postMessage({ type: "start", engine, data });
    }
    return this.starting;
  }

  /**
   * The next message of a type, or the fault that comes in its place.
   * @param {string} type
   * @returns {Promise<any>}
   */
  said(type) {
    const worker = /** @type {Worker} */ (this.worker);
    return new Promise((resolve, reject) => {
      const heard = (/** @type {MessageEvent} */ { data }) => {
        if (data.type !== type && data.type !== "fault") return;
        worker.removeEventListener("message", heard);
        if (data.fatal) this.forget();
        if (data.type === type) resolve(data);
        else reject(new Refused("fault", data.message));
      };
      worker.addEventListener("message", heard);
      worker.addEventListener("error", (event) => reject(new Refused("unreachable", event.message ?? "")));
    });
  }

  cancel() {
    this.stop("cancelled");
  }

  /** Ends the worker; the next query starts a new one. */
  forget() {
    this.worker?.terminate();
    this.worker = undefined;
    this.starting = undefined;
    this.loaded = false;
  }

  /** Ends the worker, and what waits for it. @param {string} reason */
  stop(reason) {
    this.forget();
    this.end(new Refused(reason, ""));
  }
}
