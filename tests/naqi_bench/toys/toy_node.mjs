// A tool in JavaScript that misbehaves as the first word of its page says.
import { serve } from "../../../benchmarks/envs/node/serve.mjs";

const deeds = {
  prints: () => {
    console.log('{"text": "not an answer"}');
    process.stdout.write("nor this");
    console.error("nor that");
    return "نعم";
  },
  throws: () => {
    throw new TypeError("one\nand two");
  },
  rejects: async () => Promise.reject(new Error("later")),
  // What `throw` may be given has no text of its own.
  "throws-nothing": () => {
    throw undefined;
  },
  "is-nothing": () => null,
  "is-a-number": () => 7,
  "is-half": () => "نعم \ud800",
  burns: () => {
    const start = process.cpuUsage().user;
    while (process.cpuUsage().user < start + 300_000);
    return "نعم";
  },
  holds: async () => {
    const held = Buffer.alloc(150 << 20, 1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return `${held.length}`;
  },
  sleeps: () => new Promise((resolve) => setTimeout(resolve, 600_000)),
  fetches: () => fetch("https://site.example/"),
  dies: () => process.kill(process.pid, "SIGKILL"),
  aborts: () => process.abort(),
  exits: () => process.exit(3),
  waits: () => new Promise(() => {}),
};

await serve((html, url) => {
  const deed = deeds[html.split(" ")[0]];
  return deed ? deed() : `${html} ${url}`;
});
