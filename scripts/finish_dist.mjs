// Finishes a Trunk build: styles and glue are minified, the styles into one file; the content policy with the hashes of
// the inline scripts goes into index.html and _headers; and viewer.html is written, the same page as one file that opens
// from disk without a request.
// Trunk calls this (hook post_build) when its own files are final but not yet moved to dist/.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

// scripts/setup.sh puts the packages there.
const tools = createRequire(resolve('.tools/node_modules/_'));
const folder = process.env.TRUNK_STAGING_DIR ?? 'dist';
const read = (name) => readFileSync(join(folder, name), 'utf8');

// --- The names by which program and glue know each other ---------------------------------------------------------------

// wasm-bindgen ends each with sixteen random digits, which no compression can shorten: they are numbered instead.
for (const glue of readdirSync(folder).filter((name) => /^(app|annex)\b.*\.js$/.test(name))) {
  const program = glue.replace(/\.js$/, '_bg.wasm');
  const numbers = new Map();
  const numbered = (text) => text.replace(/(__wbg_\w+_)([0-9a-f]{16})\b/g, (_, name, digits) => {
    if (!numbers.has(digits)) numbers.set(digits, numbers.size.toString(16).padStart(16, '0'));
    return name + numbers.get(digits);
  });
  writeFileSync(join(folder, glue), numbered(read(glue)));
  // A panic names its place from the crate on; where the building machine keeps its crates, nobody needs to load.
  const bytes = numbered(readFileSync(join(folder, program), 'latin1'))
    .replace(/\/(?:root|home|Users|rustc)\/[\x21-\x7e]*?\.rs/g, (path) => path.replace(/.*(?=\/[^/]+\/src\/)/, (part) => ' '.repeat(part.length)));
  writeFileSync(join(folder, program), Buffer.from(bytes, 'latin1'));
}

// --- Beside the program: rule pages by code, samples by name, English sentences by their Chinese; the codec of links ---

const texts = {
  'sample-real': readFileSync('tests/fixtures/list/guangzhou_2023.txt', 'utf8'),
  'sample-clean': readFileSync('tests/fixtures/list/good_order.txt', 'utf8'),
  'sample-messy': readFileSync('tests/fixtures/list/viewer_copy.txt', 'utf8'),
};
for (const name of readdirSync('src/rules/pages')) texts[name.split('-')[0]] = readFileSync(join('src/rules/pages', name), 'utf8');
Object.assign(texts, english());

// Named by its content, as Trunk names the program: a new page never meets old texts.
function named(name, type, content) {
  const file = `${name}-${createHash('sha256').update(content).digest('hex').slice(0, 16)}.${type}`;
  writeFileSync(join(folder, file), content);
  return `./${file}`;
}
// Trunk gives the second program no names of its content.
const annex = {
  glue: named('annex', 'js', read('annex.js') + readFileSync('src/app/annex_worker.js', 'utf8')),
  wasm: named('annex', 'wasm', readFileSync(join(folder, 'annex_bg.wasm'))),
  style: named('annex', 'css', tools('esbuild').transformSync(readFileSync('style/pictures.css', 'utf8'), { loader: 'css', minify: true, charset: 'utf8' }).code),
};
['annex.js', 'annex_bg.wasm'].forEach((name) => rmSync(join(folder, name)));
const scripts = {
  './texts.js': `window.jixiaoTexts=${JSON.stringify(texts).replace(/</g, '\\u003c')};\n`,
  './codec.js': readFileSync(tools.resolve('fflate').replace(/lib.node\.cjs$/, 'umd/index.js'), 'utf8')
    + readFileSync('src/app/annex.js', 'utf8').replace('./annex.js', annex.glue).replace('./annex_bg.wasm', annex.wasm)
      .replace('./pictures.css', annex.style),
};
let page = read('index.html');
for (const [name, script] of Object.entries(scripts)) page = page.replace(name, named(name.slice(2, -3), 'js', script));

// The sentences of the sources: text!("Chinese", "English"). Those of the command line alone are compared, not carried.
function english() {
  const found = {};
  const carried = {};
  const isCarried = (name) => !/^(usage\.rs|report[\\/]((export|pictures)[\\/]|question|summary\.rs))/.test(name);
  for (const name of readdirSync('src', { recursive: true }).filter((name) => name.endsWith('.rs'))) {
    const source = readFileSync(join('src', name), 'utf8');
    const pairs = [...source.matchAll(/\btext!\(\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)",?\s*\)/gs)];
    if (pairs.length !== source.split(/\btext!\(/).length - 1) stop(`a sentence of ${name} is not written as text!("…", "…").`);
    for (const [, zh, en] of pairs.map((pair) => pair.map(unescaped))) {
      if ((found[zh] ?? en) !== en) stop(`${zh} has two English sentences: ${found[zh]} / ${en}`);
      found[zh] = en;
      if (isCarried(name)) carried[zh] = en;
    }
  }
  return carried;
}

// A Rust string, its escapes read; a backslash at the end of a line takes the line break and the indentation away.
function unescaped(text) {
  return text.replace(/\\\n\s*/g, '').replace(/\\(.)/g, (_, ch) => ({ n: '\n', t: '\t' })[ch] ?? ch);
}

const written = {}; // files as they were written, before they were minified: viewer.html takes the glue apart
if (process.env.TRUNK_PROFILE !== 'debug') page = minified(page);

// One file of all styles, in their order; the glue that wasm-bindgen wrote, in place.
function minified(html) {
  const { transformSync } = tools('esbuild');
  const styles = [...html.matchAll(/<link\b[^>]*\brel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]*>/g)];
  const css = styles.map(([, name]) => read(name)).join('\n');
  const link = `<link rel="stylesheet" href="${named('style', 'css', transformSync(css, { loader: 'css', minify: true, charset: 'utf8' }).code)}" />`;
  for (const name of readdirSync(folder).filter((name) => /\.m?js$/.test(name) && !/^(texts|codec)-/.test(name))) {
    written[name] = read(name);
    writeFileSync(join(folder, name), transformSync(written[name], { minify: true, charset: 'utf8' }).code);
  }
  html = html.replace(/<!--[\s\S]*?-->\s*/g, '').replace(/\n\s+/g, '\n')
    // The classic scripts must run where the rest cannot: old syntax stays old.
    .replace(/(<script(?: type="(module)")?>)([\s\S]*?)(<\/script>)/g, (_, open, isModule, code, close) =>
      open + transformSync(code, { minify: true, charset: 'utf8', target: isModule ? 'esnext' : 'es5' }).code + close);
  styles.forEach(([, name]) => rmSync(join(folder, name)));
  return styles.reduce((html, [old], at) => html.replace(old, at ? '' : link), html);
}

// In `make dev` Trunk puts in a reload script and changes it while serving: no hash can match it.
const isDev = process.env.TRUNK_PROFILE === 'debug' && page.includes('{{__TRUNK_ADDRESS__}}');

function stop(sentence) {
  console.error(`finish_dist: ${sentence}`);
  process.exit(1);
}

function hashes(html, element) {
  const found = [...html.matchAll(new RegExp(`<${element}\\b([^>]*)>([\\s\\S]*?)</${element}>`, 'gi'))]
    .filter(([, attributes]) => !/\bsrc=|\btype="(?!module)/.test(attributes)) // neither files nor inert data
    .map(([, , content]) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`);
  return [...new Set(found)];
}

function policy(directives) {
  return Object.entries({ 'default-src': ["'none'"], ...directives, 'base-uri': ["'none'"], 'form-action': ["'none'"] })
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}

function withPolicy(html, text) {
  const closed = `content="default-src 'none'"`;
  if (html.split(closed).length !== 2) stop('index.html must hold exactly one closed content policy.');
  return html.replace(closed, () => `content="${text}"`);
}

const pagePolicy = policy({
  'script-src': ["'self'", ...(isDev ? ["'unsafe-inline'"] : hashes(page, 'script')), "'wasm-unsafe-eval'"],
  'connect-src': isDev ? ["'self'", 'ws:'] : ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
});
writeFileSync(join(folder, 'index.html'), withPolicy(page, pagePolicy));

// --- viewer.html ----------------------------------------------------------------------------------------------------

// From file:// a page can import and fetch nothing, so the program and its glue go into the page.
function inlined(html) {
  const loader = html.match(/<script type="module">[\s\S]*?<\/script>/)?.[0] ?? stop('index.html has no module script.');
  const glue = loader.match(/import \w+[^'"]*from ?['"]\.?\/?([^'"]+\.js)['"]/)?.[1];
  const wasm = loader.match(/['"]\.?\/?([^'"]+\.wasm)['"]/)?.[1];
  if (!glue || !wasm) stop("Trunk's module script has changed: its .js and .wasm were not found.");

  return html
    .replace(loader, () => '')
    // The codec unpacks the texts, which are a quarter of their length when packed.
    .replace(/<script defer src="\.\/texts-[^"]*"><\/script>\s*/, '')
    .replace(/<script defer src="\.\/codec-[^"]*"><\/script>/, () => `<script>${inline(scripts['./codec.js'])}</script>\n`
      + `<script type="application/base85" id="jixiao-texts">${packed(JSON.stringify(texts))}</script>\n`
      + `<script>${unpack}</script>`)
    .replace(/<link\b[^>]*\brel="(?:module)?preload"[^>]*>\s*/g, '')
    .replace(/<link\b[^>]*\brel="stylesheet"[^>]*>/g, (link) => {
      const css = read(link.match(/href="\.?\/?([^"]+)"/)[1]);
      const media = link.match(/\bmedia="[^"]*"/)?.[0];
      if (/<\/style|@import|url\((?!["']?data:)/i.test(css)) stop(`${link} asks for another file.`);
      return `<style${media ? ` ${media}` : ''}>${css}</style>`;
    })
    // What the second program brings with it otherwise.
    .replace('</head>', () => `<style>${read(annex.style)}</style>\n</head>`)
    .replace('</body>', () => {
      const program = (name) => packed(readFileSync(join(folder, name)));
      return `<script type="application/base85" id="jixiao-wasm">${program(wasm)}</script>\n`
        + `<script type="application/base85" id="jixiao-annex">${program(annex.wasm)}</script>\n`
        + `<script id="jixiao-annex-glue">${inline(read(annex.glue))}</script>\n`
        + `<script type="module">${start(written[glue])}</script>\n</body>`;
    });
}

const packed = (content) => base85(gzipSync(content, { level: 9 }));

// Five characters for four bytes, where base64 has four for three: a sixteenth less. Without "<", nothing in it ends a script.
function base85(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const own = bytes.subarray(at, at + 4);
    let word = 0;
    for (let i = 0; i < 4; i += 1) word = word * 256 + (own[i] ?? 0);
    const codes = [];
    for (let i = 0; i < 5; i += 1) {
      const digit = word % 85;
      codes.unshift(digit + (digit < 27 ? 33 : 34));
      word = Math.floor(word / 85);
    }
    parts.push(String.fromCharCode(...codes.slice(0, own.length + 1)));
  }
  return parts.join('');
}

// Old syntax: it runs where the rest cannot.
const unpack = `window.jixiaoUnpacked = function (id) {
  var text = document.getElementById(id).textContent, bytes = new Uint8Array(Math.floor(text.length * 4 / 5)), at = 0, i, j, code, word;
  for (i = 0; i < text.length; i += 5) {
    for (word = j = 0; j < 5; j++) {
      code = i + j < text.length ? text.charCodeAt(i + j) : 118;
      word = word * 85 + code - (code > 60 ? 34 : 33);
    }
    for (j = 24; j >= 0 && at < bytes.length; j -= 8) bytes[at++] = word >>> j;
  }
  return fflate.gunzipSync(bytes);
};
if (!window.jixiaoUnsupported) window.jixiaoTexts = JSON.parse(fflate.strFromU8(jixiaoUnpacked('jixiao-texts')));`;

const inline = (script) => script.replace(/<(?=\/script|!--)/gi, '\\x3C'); // in strings only, so the escape means the same

function start(glue) {
  if (/^\s*import\b/m.test(glue)) stop('the glue imports another module, which a single file cannot hold.');
  const code = glue
    .replace(/^export \{([^}]*)\};?$/gm, '')
    .replace(/^export default (\w+);$/gm, '')
    .replace(/^export (?=(async )?(function|class|const|let)\b)/gm, '')
    .replaceAll('import.meta.url', 'document.baseURI'); // only read when no bytes are given
  if (/^\s*export\b/m.test(code)) stop("the glue's exports have changed their form.");
  return inline(`${code}
if (!window.jixiaoUnsupported) __wbg_init({ module_or_path: jixiaoUnpacked('jixiao-wasm') })
  .catch((error) => window.jixiaoFailed(error?.stack ?? error));
`);
}

const headers = [['/*', 'X-Content-Type-Options: nosniff', 'Referrer-Policy: no-referrer']];
const addPolicy = (text, ...paths) => paths.forEach((path) => headers.push([path, `Content-Security-Policy: ${text}`]));
// Not under /*: where several rules match, hosts send all of their policies, and the strictest of each part wins.
addPolicy(pagePolicy, '/', '/index.html');

if (process.env.TRUNK_PROFILE !== 'debug') {
  const viewer = inlined(page);
  const viewerPolicy = policy({
    'script-src': [...hashes(viewer, 'script'), "'wasm-unsafe-eval'"],
    'style-src': hashes(viewer, 'style'),
    'img-src': ['data:', 'blob:'],
    'worker-src': ['blob:'],
  });
  writeFileSync(join(folder, 'viewer.html'), withPolicy(viewer, viewerPolicy));
  addPolicy(viewerPolicy, '/viewer', '/viewer.html');
}
writeFileSync(join(folder, '_headers'), headers.map((rule) => rule.join('\n  ')).join('\n') + '\n');
