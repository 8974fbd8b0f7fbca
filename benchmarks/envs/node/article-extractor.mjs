// @extractus/article-extractor as its README uses it on a page that is there already. Gives HTML.
import { extractFromHtml } from "@extractus/article-extractor";
import { serve } from "./serve.mjs";

await serve(async (html, url) => (await extractFromHtml(html, url))?.content);
