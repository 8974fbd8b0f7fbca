// Scrub: keep the lines of eight words and more. Usage: node long-lines.mjs tasks.jsonl > out.jsonl
import { readFileSync } from "node:fs";

for (const line of readFileSync(process.argv[2], "utf8").split("\n")) {
  if (!line) continue;
  const { id, text } = JSON.parse(line);
  const kept = text.split("\n").filter((part) => part.trim().split(/\s+/u).length >= 8);
  process.stdout.write(JSON.stringify({ id, text: kept.join("\n") }) + "\n");
}
