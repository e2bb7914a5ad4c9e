// Writes Cucumber's own page of an event stream: node render.mjs NODE_MODULES STREAM PAGE
import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";

const [modules, stream, page] = process.argv.slice(2);
const formatter = pathToFileURL(join(modules, "@cucumber/html-formatter/dist/src/index.js"));
const { CucumberHtmlStream } = await import(formatter);

async function* envelopes() {
  for await (const line of createInterface({ input: createReadStream(stream) })) yield JSON.parse(line);
}

await pipeline(envelopes, new CucumberHtmlStream(), createWriteStream(page));
