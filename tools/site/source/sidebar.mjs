import { READERS } from '../navigation.mjs';

const path = ({ route }) => `/${route.replace(/(^|\/)index$/, '$1')}`;

/** The sidebar of each reader, by the beginning of its paths. */
export function sidebarOf(pages) {
  return Object.fromEntries(
    READERS.map((reader) => [
      `/${reader.path}/`,
      reader.groups.flatMap(({ title }) =>
        groupOf(
          title,
          pages.filter((page) => page.reader === reader.path && page.group === title),
        ),
      ),
    ]),
  );
}

function groupOf(title, pages) {
  const whole = pages.filter(({ section }) => section === undefined).map(itemOf);
  const sections = [...bySection(pages)];
  const items = [...whole, ...sections.map(([text, inside]) => ({ text, collapsed: true, items: inside.map(itemOf) }))];
  return items.length === 0 ? [] : [{ text: title, collapsed: items.length > 12, items }];
}

function itemOf(page) {
  return { text: page.title, link: path(page) };
}

/** A page for a reader that lists all of the reader's pages; the first hour begins with the README. */
export function contentsOf(reader, pages) {
  const groups = READERS.find(({ path: of }) => of === reader).groups.flatMap(({ title }) => {
    const own = pages.filter((page) => page.reader === reader && page.group === title);
    return own.length === 0 ? [] : [`## ${title}\n\n${own.map((page) => linkTo(reader, page)).join('\n')}\n`];
  });
  return groups.join('\n');
}

function linkTo(reader, { route, title, section }) {
  const link = route.slice(reader.length + 1);
  return `- ${section === undefined ? '' : `${section}: `}[${title}](./${link}.md)`;
}

function bySection(pages) {
  const sections = new Map();
  for (const page of pages.filter(({ section }) => section !== undefined)) {
    sections.set(page.section, [...(sections.get(page.section) ?? []), page]);
  }
  return sections;
}
