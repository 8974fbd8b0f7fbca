// Serves one tool until its questions end: `node <tool>.mjs QUESTIONS ANSWERS`, two descriptors that nothing else uses, so that a tool may print.
// First a line says that the tool is loaded. Then each question is a line, {"html", "url"}, and so is its answer: {"text"} or {"error"}.
import { readSync, writeSync } from "node:fs";

const [questions, answers] = process.argv.slice(2).map(Number);
const NEWLINE = 10;

// Pages are all that a tool gets, also where the runner cannot take the network away.
globalThis.fetch = () => Promise.reject(new Error("there is no network here"));

function send(answer) {
  let left = Buffer.from(JSON.stringify(answer) + "\n");
  while (left.length) left = left.subarray(writeSync(answers, left));
}

// Reading waits: between two pages there is nothing else to do, and a callback would cost time that counts as the tool's.
function receive() {
  const parts = [];
  for (;;) {
    const part = Buffer.allocUnsafe(1 << 16);
    const length = readSync(questions, part);
    if (!length) return null;
    parts.push(part.subarray(0, length));
    // A question is ASCII, and the next one comes after the answer.
    if (part[length - 1] === NEWLINE) return JSON.parse(Buffer.concat(parts).toString("latin1"));
  }
}

/** `run` gets a page's HTML and its address, or undefined, and returns text, or null for none; at once or as a promise. */
export async function serve(run) {
  send({ ready: true });
  for (let question = receive(); question; question = receive()) {
    let answer;
    try {
      answer = { text: (await run(question.html, question.url || undefined)) ?? null };
    } catch (error) {
      answer = { error: String(error) };
    }
    send(answer);
  }
}
