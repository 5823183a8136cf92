import { copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { outsideFences } from './fences.mjs';
import { PROJECT, SOURCE } from './paths.mjs';

const LINK = /(!?)\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^()\s]+)(?: "[^"]*")?\)/g;
const PICTURE = /\.(png|svg|jpg|webp)$/;

/** Leads the links of pages to the pages of the site. A link to source code, which the site does not have, becomes its text. */
export class Links {
  constructor(pages) {
    this.routes = new Map(pages.map(({ file, route }) => [file, route]));
  }

  /** The text of a page with the links and pictures that it has below `public`. */
  rewrite({ file, route, text }) {
    return outsideFences(text, (part) =>
      part.replace(LINK, (link, mark, label, target) => this.#linkFrom(file, route, { link, mark, label, target })),
    );
  }

  #linkFrom(file, route, { link, mark, label, target }) {
    if (/^(#|[a-z]+:)/.test(target)) {
      return link;
    }
    const [path, anchor] = target.split('#');
    const found = posix.normalize(posix.join(posix.dirname(file), path));
    if (!existsSync(join(PROJECT, found)) && !this.routes.has(found)) {
      throw new Error(`${file} links to ${target}, which does not exist`);
    }
    if (PICTURE.test(found)) {
      copyPicture(found);
      return `${mark}[${label}](/pictures/${found})`;
    }
    const to = this.routes.get(found) ?? this.routes.get(posix.join(found, 'README.md'));
    return to === undefined ? label : `[${label}](${relative(route, to)}${anchor === undefined ? '' : `#${anchor}`})`;
  }
}

/** The path of another page's Markdown, as it stands beside its HTML. */
export function relative(from, to) {
  const path = posix.relative(posix.dirname(from), `${to}.md`);
  return path.startsWith('.') ? path : `./${path}`;
}

function copyPicture(file) {
  const copy = join(SOURCE, 'public', 'pictures', file);
  if (!existsSync(copy) || statSync(copy).size !== statSync(join(PROJECT, file)).size) {
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(join(PROJECT, file), copy);
  }
}
