/** What is wrong with a query, in words: as the service says it (service/engines/explain.py). */

const POSITION = /error at (\d+):(\d+): expected (?:one of )?([\s\S]*)/;
const MOST_EXPECTED = 12;

/**
 * @param {{ reason: string, message: string }} refused
 * @param {{ deadline: number, say: (key: string, values?: Record<string, unknown>) => string }} place
 */
export function problem({ reason, message }, { deadline, say }) {
  if (reason === "told") return message;
  if (reason !== "fault") return say(reason, { message, seconds: deadline });
  const match = POSITION.exec(message);
  if (!match) return say("fault", { message });
  const [, line, column, expected] = match;
  // The engine's list ends with classes of characters, which tell nobody anything.
  const words = expected.split(", ").filter((word) => word && !word.startsWith("[")).slice(0, MOST_EXPECTED);
  if (words.includes("Prefix not found")) return say("undeclared", { line, column });
  const place = say("malformed", { line, column });
  return words.length ? `${place} ${say("expected", { words: words.join(", ") })}` : place;
}
