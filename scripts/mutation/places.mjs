import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importTool } from './tools.mjs';

const PROJECT = join(import.meta.dirname, '..', '..');
/** The parts of a larger place are drawn instead. */
const MOST_MUTANTS = 4;

const LOGGER = { isDebugEnabled: () => false, debug() {}, info() {}, warn() {} };

/** The places of a file in which StrykerJS puts mutants, each with the number of those in it. */
export async function placesOf(file) {
  const places = new Map();
  for (const { location } of await mutantsOf(file)) {
    const place = { file, ...location };
    places.set(rangeOf(place), { ...place, own: (places.get(rangeOf(place))?.own ?? 0) + 1 });
  }
  const all = [...places.values()];
  return all
    .map((place) => ({ ...place, mutants: sumOf(all.filter((other) => isWithin(other, place))) }))
    .filter(({ mutants }) => mutants <= MOST_MUTANTS);
}

/** For the option `mutate` of StrykerJS. */
export function rangeOf({ file, start, end }) {
  return `${file}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`;
}

/** Whether mutants of one place are in the other, too. */
export function overlap(one, other) {
  return one.file === other.file && (isWithin(one, other) || isWithin(other, one));
}

async function mutantsOf(file) {
  const { createInstrumenter } = await importTool('@stryker-mutator/instrumenter');
  const { createInjector } = await importTool('typed-inject');
  const { commonTokens } = await importTool('@stryker-mutator/api/plugin');
  const instrumenter = createInjector().provideValue(commonTokens.logger, LOGGER).injectFunction(createInstrumenter);
  const content = readFileSync(join(PROJECT, file), 'utf8');
  const options = { plugins: null, excludedMutations: [], ignorers: [] };
  return (await instrumenter.instrument([{ name: file, mutate: true, content }], options)).mutants;
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
