// Serves a folder on 127.0.0.1, with the headers of its _headers file. `node scripts/serve.mjs dist 8080`
import { createReadStream, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8', '.wasm': 'application/wasm', '.txt': 'text/plain; charset=utf-8', '.svg': 'image/svg+xml',
};

// `/path` lines with indented `Name: value` lines below, as static hosts read them.
function rules(folder) {
  const file = join(folder, '_headers');
  const found = [];
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []) {
    if (/^\S/.test(line)) found.push([line.trim(), []]);
    else if (line.trim()) found.at(-1)[1].push(line.trim().split(/:\s*(.*)/s).slice(0, 2));
  }
  return (path) => found.filter(([of]) => of === path || of === '/*').flatMap(([, headers]) => headers);
}

export function serve(folder, port) {
  const root = resolve(folder);
  const headers = rules(root);
  const server = createServer((request, response) => {
    let path;
    try {
      path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    } catch {
      return response.writeHead(400).end();
    }
    const wanted = normalize(join(root, path));
    const file = wanted.endsWith(sep) || wanted === root ? join(wanted, 'index.html') : wanted;
    if (!(file + sep).startsWith(root + sep) || !existsSync(file) || !statSync(file).isFile()) {
      return response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found\n');
    }
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    for (const [name, value] of headers(path)) response.setHeader(name, value);
    createReadStream(file).pipe(response);
  });
  return new Promise((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', () => done(server)));
}

// Compared as real files: the folder's name may hold spaces or Chinese, or be a link.
if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [folder = 'dist', port = '8080'] = process.argv.slice(2);
  try {
    await serve(folder, Number(port));
    console.log(`Jixiao: http://127.0.0.1:${port}/  (Ctrl+C ends it)`);
  } catch (error) {
    console.error(error.code === 'EADDRINUSE' ? `Port ${port} is taken: try make serve PORT=${Number(port) + 1}.` : String(error));
    process.exit(1);
  }
}
