// Draws the rooms of src, their modules and their imports: docs/rooms.svg.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { partsOf, ROOMS } from './rooms.cjs';

const PROJECT = join(import.meta.dirname, '..');
const SOURCE = join(PROJECT, 'src');
const FILE = join(PROJECT, 'docs/rooms.svg');

const WIDTH = 960;
/** Space at both sides, for arrows past other rooms. */
const MARGIN = 70;
const GAP = { x: 24, y: 30 };
const LINE = 17;
/** Of the names of modules. */
const CHARACTER = 6.4;

/** A room, imported by its `index.ts`. */
const FACE = /^(?:core\/[^/]+|pages)$/;

/** The files outside of all rooms, which start the server. */
const TOP = 'src/*.ts';

// From the top: what imports all others, then room by room what is imported.
const lines = [[TOP], ...ROOMS.toReversed()];
const rank = new Map(lines.flatMap((rooms, index) => rooms.map((room) => [room, index])));
const files = readdirSync(SOURCE, { recursive: true })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /(?<!\.spec|\.d)\.tsx?$/.test(file))
  .sort();
const imports = readImports();

const boxes = place();
const height = Math.max(...[...boxes.values()].map(({ bottom }) => bottom)) + 10;
const arrows = drawArrows();
writeFileSync(FILE, picture());

function roomOf(file) {
  const [room, ...rest] = partsOf(`src/${file}`);
  return rest.length === 0 ? TOP : room;
}

function modulesOf(room) {
  const paths = files.filter((file) => roomOf(file) === room).map((file) => partsOf(`src/${file}`).slice(1));
  return room === TOP
    ? files.filter((file) => roomOf(file) === TOP)
    : [...new Set(paths.filter(([module, file]) => file !== undefined && module !== 'dto').map(([module]) => module))];
}

/** The rooms that each room imports. */
function readImports() {
  const found = new Map([...rank.keys()].map((room) => [room, new Set()]));
  for (const file of files) {
    for (const [, path] of readFileSync(join(SOURCE, file), 'utf8').matchAll(/\b(?:from|import) '(\.[^']+)'/g)) {
      const target = relative(SOURCE, join(SOURCE, dirname(file), path)).replaceAll('\\', '/');
      found.get(roomOf(file))?.add(roomOf(FACE.test(target) ? `${target}/index` : target));
    }
  }
  return new Map(
    Array.from(found, ([room, targets]) => [room, [...targets].filter((target) => rank.get(target) > rank.get(room))]),
  );
}

/** Without the imports of rooms that are reached through another one as well. */
function nearest(room) {
  const targets = imports.get(room);
  return targets.filter((target) => !targets.some((other) => other !== target && reaches(other, target)));
}

function reaches(room, target) {
  return imports.get(room).some((next) => next === target || reaches(next, target));
}

function place() {
  const placed = new Map();
  let top = 10;
  for (const rooms of lines) {
    const width = (WIDTH - 2 * MARGIN - GAP.x * (rooms.length - 1)) / rooms.length;
    const texts = rooms.map((room) => wrap(modulesOf(room), Math.floor((width - 28) / CHARACTER)));
    const bottom = top + 36 + LINE * Math.max(...texts.map(({ length }) => length));
    rooms.forEach((room, index) => {
      const left = MARGIN + index * (width + GAP.x);
      placed.set(room, {
        room,
        left,
        right: left + width,
        top,
        bottom,
        text: texts[index],
        isLeft: index === 0 && rooms.length > 1,
      });
    });
    top = bottom + GAP.y;
  }
  return placed;
}

function wrap(words, most) {
  return words.reduce((wrapped, word) => {
    const last = wrapped.at(-1);
    return last !== undefined && `${last} · ${word}`.length <= most
      ? [...wrapped.slice(0, -1), `${last} · ${word}`]
      : [...wrapped, word];
  }, []);
}

function drawArrows() {
  const lanes = { left: 0, right: 0 };
  return [...boxes.values()].flatMap((from) =>
    nearest(from.room).map((target) => {
      const to = boxes.get(target);
      return rank.get(target) === rank.get(from.room) + 1 ? straight(from, to) : around(from, to, lanes);
    }),
  );
}

function straight(from, to) {
  const left = Math.max(from.left, to.left);
  const right = Math.min(from.right, to.right);
  if (left < right) {
    return `M${(left + right) / 2} ${from.bottom}V${to.top - 2}`;
  }
  const [start, end] = from.left < to.left ? [from.right - 40, to.left + 40] : [from.left + 40, to.right - 40];
  return `M${start} ${from.bottom}L${end} ${to.top - 2}`;
}

/** Past the rooms between the two. */
function around(from, to, lanes) {
  const side = from.isLeft || to.isLeft ? 'left' : 'right';
  lanes[side] += 1;
  const lane = side === 'left' ? MARGIN - 10 - 10 * lanes.left : WIDTH - MARGIN + 10 + 10 * lanes.right;
  const end = side === 'left' ? to.left - 2 : to.right + 2;
  return `M${from[side]} ${from.bottom - 14}H${lane}V${to.top + 14}H${end}`;
}

function drawBox({ room, left, right, top, bottom, text }) {
  const modules = text.map(
    (line, index) => `<text class="modules" x="${left + 14}" y="${top + 42 + LINE * index}">${line}</text>`,
  );
  return [
    `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" rx="6"/>`,
    `<text class="room" x="${left + 14}" y="${top + 23}">${room}</text>`,
    ...modules,
  ].join('\n');
}

function picture() {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title">
<title id="title">The rooms of src: each imports only rooms below it</title>
<style>
svg { font-family: ui-sans-serif, system-ui, sans-serif; color-scheme: light dark }
rect { fill: #f6f8fa; stroke: #8b949e }
.page { fill: #ffffff; stroke: none }
text { fill: #1f2328 }
path { fill: none; stroke: #57606a; stroke-width: 1.5 }
marker path { fill: #57606a; stroke: none }
.room { font-size: 15px; font-weight: 600 }
.modules { font-size: 12px; fill: #57606a }
@media (prefers-color-scheme: dark) {
  rect { fill: #161b22; stroke: #484f58 }
  .page { fill: #0d1117; stroke: none }
  text { fill: #e6edf3 }
  path { stroke: #9198a1 }
  marker path { fill: #9198a1; stroke: none }
  .modules { fill: #9198a1 }
}
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>
<rect class="page" width="100%" height="100%" rx="6"/>
${[...boxes.values()].map(drawBox).join('\n')}
${arrows.map((path) => `<path d="${path}" marker-end="url(#head)"/>`).join('\n')}
</svg>
`;
}
