// Lets Cucumber's own reader of its old JSON look at a file: node convert.mjs NODE_MODULES FILE
// Prints whose JSON it takes the file for, and how many scenarios it has found.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, file] = process.argv.slice(2);
const converter = pathToFileURL(join(modules, "@cucumber/cucumber-json-converter/dist/esm/src/index.js"));
const { convert } = await import(converter);

// It is older than embeddings, and than the status of a step with two definitions.
const known = (key, value) => (key === "embeddings" ? undefined : value === "ambiguous" ? "undefined" : value);
const { implementation, features } = convert(JSON.parse(readFileSync(file, "utf8"), known));
const scenarios = features.flatMap((feature) => feature.elements);
console.log(`${implementation}: ${scenarios.length} scenarios`);
