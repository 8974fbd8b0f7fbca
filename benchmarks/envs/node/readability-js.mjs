// Readability.js as its README uses it, on a document of linkedom.
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { serve } from "./serve.mjs";

await serve((html) => new Readability(parseHTML(html).document).parse()?.textContent);
