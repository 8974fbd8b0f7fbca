// Defuddle as its README uses it in Node, without the option that asks for Markdown. Gives HTML.
import { Defuddle } from "defuddle/node";
import { parseHTML } from "linkedom";
import { serve } from "./serve.mjs";

await serve(async (html, url) => (await Defuddle(parseHTML(html).document, url)).content);
