import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { BASE } from '../source/paths.mjs';

const REFERENCE = /\s(?:href|src)="([^"]*)"/g;
const ID = /\sid="([^"]*)"/g;
const ELSEWHERE = /^(?:https?|ftp|mailto):/;

/** Links, anchors, scripts and pictures of the built pages that lead nowhere, each as `page: target`. */
export function deadLinksIn(folder) {
  const pages = new Map(
    readdirSync(folder, { recursive: true })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.html'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
  const ids = new Map(
    [...pages].map(([name, html]) => [name, new Set([...html.matchAll(ID)].map(([, id]) => decoded(id)))]),
  );
  return [...pages].flatMap(([name, html]) => {
    const targets = new Set([...html.matchAll(REFERENCE)].map(([, target]) => decoded(target)));
    return [...targets]
      .filter((target) => !ELSEWHERE.test(target) && !leads(folder, ids, name, target))
      .map((target) => `${name}: ${target}`);
  });
}

function leads(folder, ids, page, target) {
  const [path, anchor] = target.split('#');
  const file = path === '' ? page : fileOf(folder, page, path);
  if (file === undefined) {
    return false;
  }
  return anchor === undefined || anchor === '' || ids.get(file)?.has(decodeURIComponent(anchor)) === true;
}

/** The file that a server answers a path with. */
function fileOf(folder, page, path) {
  const below = path.startsWith('/') ? withoutBase(path) : posix.join(posix.dirname(page), path);
  const candidates = below === undefined ? [] : [below, `${below}.html`, posix.join(below, 'index.html')];
  return candidates.find((name) => existsSync(join(folder, name)) && statSync(join(folder, name)).isFile());
}

function withoutBase(path) {
  return path.startsWith(BASE) ? path.slice(BASE.length) : undefined;
}

function decoded(text) {
  return text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');
}
