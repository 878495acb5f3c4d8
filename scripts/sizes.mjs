// What a first visit loads, compressed as hosts compress it. Fails over the ceiling; the goal is printed beside.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [GOAL, CEILING, VIEWER_CAP, INDEX_CAP] = [140e3, 200e3, 2.5e6, 15e3];
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);

let [sum, beside] = [0, 0];
console.log(`${'file'.padEnd(34)}${'plain'.padStart(10)}${'gzip'.padStart(10)}${'brotli'.padStart(10)}`);
for (const name of readdirSync("dist").filter((name) => name.includes(".") && !name.startsWith(".") && name !== 'viewer.html' && name !== '_headers').sort()) {
  const bytes = readFileSync(join('dist', name));
  const compressed = brotli(bytes);
  // Rule pages, samples, English and the codec of links load beside the program; the main job does without.
  // So does the second program, which reads workbooks.
  if (/^(texts|codec|annex)-/.test(name)) beside += compressed;
  else sum += compressed;
  console.log(`${name.padEnd(34)}${kb(bytes.length)}${kb(gzipSync(bytes, { level: 9 }).length)}${kb(compressed)}`);
}
const viewer = readFileSync('dist/viewer.html').length;
const index = readFileSync('dist/index.html').length;
console.log(`first load: ${kb(sum).trim()} brotli (goal ${GOAL / 1000} kB, ceiling ${CEILING / 1000} kB); beside it, when wanted: ${kb(beside).trim()}; viewer.html: ${kb(viewer).trim()}`);

const over = [
  sum > CEILING && `the first load is over ${CEILING / 1000} kB`,
  viewer > VIEWER_CAP && 'viewer.html is over 2.5 MB',
  index > INDEX_CAP && 'index.html is over 15 kB',
].filter(Boolean);
for (const sentence of over) console.error(`sizes: ${sentence}.`);
process.exit(over.length ? 1 : 0);
