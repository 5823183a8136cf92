import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';

const PROJECT = join(import.meta.dirname, '..', '..');
const require = createRequire(import.meta.url);
const { areaOf } = require('../../test/mutations/areas.cjs');
const { EQUIVALENT } = require('../../test/mutations/equivalent.cjs');

const SURVIVED = ['Survived', 'NoCoverage'];
/** Of StrykerJS, for what runs while a file is loaded. */
const IGNORED = 'Ignored';

/** Counts what the tests noticed, and prints what they did not. */
export class Report {
  constructor(areas) {
    this.rows = new Map(areas.map((area) => [area, { caught: 0, survived: 0, equivalent: 0 }]));
    this.survivors = [];
  }

  addPatch({ patch, isCaught, seconds, file, test }) {
    const outcome = isCaught ? 'caught' : patch.equivalent ? 'equivalent' : 'survived';
    const place = `${patch.area}: ${patch.fault} (${patch.file})`;
    console.log(
      `${outcome} in ${Math.round(seconds)} s: ${place}${isCaught ? `, by ${file ?? 'a timeout'} › ${test}` : ''}`,
    );
    this.add(patch.area, outcome, place);
  }

  addMutant({ status, fileName, location, mutatorName, replacement }) {
    const file = relative(PROJECT, fileName).replaceAll('\\', '/');
    if (status === IGNORED) {
      return;
    }
    const code = codeAt(fileName, location);
    const isEquivalent = EQUIVALENT.some(
      (known) => known.file === file && known.code === code && known.replacement === replacement,
    );
    const outcome = !SURVIVED.includes(status) ? 'caught' : isEquivalent ? 'equivalent' : 'survived';
    const { line, column } = location.start;
    const uncovered = status === 'NoCoverage' ? ', which no test runs' : '';
    const place = `${file}:${line}:${column} ${mutatorName}: ${code} → ${replacement}${uncovered}`;
    this.add(areaOf(file), outcome, `${areaOf(file)}: ${place}`);
  }

  add(area, outcome, place) {
    this.rows.get(area)[outcome] += 1;
    if (outcome === 'survived') {
      this.survivors.push(place);
    }
  }

  print() {
    const total = { caught: 0, survived: 0, equivalent: 0 };
    console.log(`\n${'area'.padEnd(14)}${['caught', 'survived', 'equivalent', 'caught'].map(padded).join('')}`);
    for (const [area, row] of [...this.rows, ['all', total]]) {
      console.log(lineOf(area, row));
      Object.keys(total).forEach((outcome) => (total[outcome] += row === total ? 0 : row[outcome]));
    }
    if (this.survivors.length > 0) {
      console.log(`\nSurvived (SEED=${process.env.SEED}):\n${this.survivors.map((place) => `  ${place}`).join('\n')}`);
    }
  }
}

function lineOf(area, { caught, survived, equivalent }) {
  const share = caught + survived === 0 ? '' : `${Math.round((100 * caught) / (caught + survived))} %`;
  return `${area.padEnd(14)}${[caught, survived, equivalent, share].map(padded).join('')}`;
}

function padded(value) {
  return String(value).padStart(12);
}

/** On one line. Lines and columns count from 1. */
function codeAt(file, { start, end }) {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  lines.push(lines.pop().slice(0, end.column - 1));
  lines[0] = lines[0].slice(start.column - 1);
  return lines.map((line) => line.trim()).join(' ');
}
