import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { READERS, TITLES } from '../navigation.mjs';
import { FRONT_PAGE } from './front-page.mjs';
import { PROJECT } from './paths.mjs';

/**
 * @typedef {object} Page
 * @property {string} file its Markdown in the repository; below `generated/` if the build writes it
 * @property {string} route its path below the site without an ending, such as `tasks/model/keys`
 * @property {string} title
 * @property {string} text
 * @property {string} reader path of the reader
 * @property {string} group title of the group in the sidebar
 * @property {string} [section] title of the part of the group
 */

/**
 * All pages in the order of the sidebar.
 * @param {Map<string, string>} generated Markdown by file
 * @returns {Page[]}
 */
export function collectPages(generated) {
  const taken = new Set([FRONT_PAGE]);
  const pages = [];
  const add = (reader, group, file, section) => {
    if (!taken.has(file)) {
      taken.add(file);
      const text = generated.get(file) ?? readFileSync(join(PROJECT, file), 'utf8');
      pages.push({
        file,
        route: routeOf(reader.path, file),
        title: titleOf(file, text),
        text,
        reader: reader.path,
        group,
        section,
      });
    }
  };
  const all = READERS.flatMap((reader) => reader.groups.map((group) => ({ reader, group })));
  // A page that is named stands where it is named, however early a pattern comes.
  const named = new Set(all.flatMap(({ group }) => group.pages).filter((page) => !page.includes('*')));
  for (const { reader, group } of all) {
    for (const pattern of group.pages) {
      const isPattern = pattern.includes('*');
      const files = isPattern ? filesLike(pattern, generated).filter((file) => !named.has(file)) : [pattern];
      files
        .filter((file) => generated.has(file) || existsSync(join(PROJECT, file)))
        .forEach((file) => add(reader, group.title, file));
    }
    for (const [section, files] of sectionsIn(group.folders, generated, taken)) {
      files.forEach((file) => add(reader, group.title, file, section));
    }
  }
  return pages;
}

function routeOf(reader, file) {
  const path = file
    .replace(/^(docs|generated)\//, '')
    .replace(/\.md$/, '')
    .toLowerCase();
  return posix.join(reader, path.replace(/(^|\/)readme$/, '$1index'));
}

function titleOf(file, text) {
  const [, title] = /^# (.+)$/m.exec(text) ?? [];
  if (title === undefined) {
    throw new Error(`${file} has no heading`);
  }
  return TITLES[file] ?? title.replaceAll('`', '');
}

function filesLike(pattern, generated) {
  const expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`);
  const written = [...generated.keys()].filter((file) => expression.test(file));
  return [
    ...written,
    ...filesBelow(pattern.slice(0, pattern.indexOf('*'))).filter((file) => expression.test(file)),
  ].sort();
}

function filesBelow(folder) {
  const path = join(PROJECT, folder);
  return existsSync(path)
    ? readdirSync(path, { recursive: true })
        .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
        .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    : [];
}

/** Generated pages of a folder that no pattern has taken, by their own folder, whose name comes from the first line. */
function sectionsIn(folder, generated, taken) {
  const sections = new Map();
  for (const file of folder ? generated.keys() : []) {
    if (file.startsWith(`${folder}/`) && !taken.has(file)) {
      const section = posix.basename(posix.dirname(file));
      sections.set(section, [...(sections.get(section) ?? []), file]);
    }
  }
  return sections;
}
