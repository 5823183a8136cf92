import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const PROJECT = join(import.meta.dirname, '..', '..');
const requireTool = createRequire(join(PROJECT, 'tools', 'package.json'));
const importTool = (name) => import(pathToFileURL(requireTool.resolve(name)).href);

/** Its parts are drawn instead. */
const MOST_OF_ONE_PLACE = 4;

const SILENT = { isDebugEnabled: () => false, debug() {}, info() {}, warn() {} };

/**
 * Draws places by seed, as many of each area, until they have so many mutants.
 * @returns texts for StrykerJS, `file:line:column-line:column`
 */
export async function drawPlaces(filesByArea, count, seed) {
  const areas = await Promise.all(
    [...filesByArea].map(async ([area, files]) => {
      const places = (await Promise.all(files.map(placesOf))).flat();
      places.sort((one, other) => rankOf(seed, one).localeCompare(rankOf(seed, other)));
      return { area, total: places.reduce((sum, { own }) => sum + own, 0), places };
    }),
  );
  return { areas, drawn: drawInTurn(areas, count).map(textOf) };
}

/** Areas take turns, so that a small one gives all it has and the others share the rest. */
function drawInTurn(areas, count) {
  const drawn = [];
  let mutants = 0;
  const queues = areas.map(({ places }) => [...places]);
  while (mutants < count && queues.some((queue) => queue.length > 0)) {
    for (const queue of queues) {
      const place = nextApart(queue, drawn);
      if (place && mutants < count) {
        drawn.push(place);
        mutants += place.mutants;
      }
    }
  }
  return drawn;
}

function nextApart(queue, drawn) {
  while (queue.length > 0) {
    const place = queue.shift();
    if (!drawn.some((other) => other.file === place.file && (isWithin(place, other) || isWithin(other, place)))) {
      return place;
    }
  }
  return undefined;
}

/** The places of a file that mutants replace, with the number of those in it. */
async function placesOf(file) {
  const { createInstrumenter } = await importTool('@stryker-mutator/instrumenter');
  const { createInjector } = await importTool('typed-inject');
  const { commonTokens } = await importTool('@stryker-mutator/api/plugin');
  const injector = createInjector().provideValue(commonTokens.logger, SILENT);
  const instrumenter = injector.injectFunction(createInstrumenter);
  const content = readFileSync(join(PROJECT, file), 'utf8');
  const { mutants } = await instrumenter.instrument([{ name: file, mutate: true, content }], {
    plugins: null,
    excludedMutations: [],
    ignorers: [],
  });
  const places = new Map();
  for (const { location } of mutants) {
    const place = { file, ...location };
    const text = textOf(place);
    places.set(text, { ...place, own: (places.get(text)?.own ?? 0) + 1 });
  }
  const all = [...places.values()];
  return all
    .map((place) => ({ ...place, mutants: sumOf(all.filter((other) => isWithin(other, place))) }))
    .filter(({ mutants }) => mutants <= MOST_OF_ONE_PLACE);
}

function sumOf(places) {
  return places.reduce((sum, { own }) => sum + own, 0);
}

function isWithin(inner, outer) {
  return !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.end);
}

function isBefore(one, other) {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}

function textOf({ file, start, end }) {
  return `${file}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`;
}

function rankOf(seed, place) {
  return createHash('sha256')
    .update(`${seed} ${textOf(place)}`)
    .digest('hex');
}
