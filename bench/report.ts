import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Options } from './options';

export type Row = Record<string, string | number>;
/** JSON. */
export type Section = Record<string, unknown>;

const FOLDER = join(__dirname, '..', '..');

/** `bench/results.json` and the picture; those of quick rounds stand apart and are not committed. */
export class Report {
  private readonly name: string;

  constructor(
    private readonly options: Options,
    private readonly postgres: string,
  ) {
    this.name = options.quick ? 'results.quick' : 'results';
  }

  /** Replaces these sections, and keeps those of the other modes. */
  write(sections: Section): void {
    const path = join(FOLDER, `${this.name}.json`);
    const whole = { ...readSections(path), ...sections };
    writeFileSync(path, `${JSON.stringify(whole, undefined, 2)}\n`);
    console.log(`\nWritten: ${path}`);
  }

  draw(picture: string): void {
    writeFileSync(join(FOLDER, `${this.name}.svg`), picture);
  }

  /** What the figures of a section depend on. */
  get conditions(): Section {
    const { connections, rounds, seconds, warmUp, quick } = this.options;
    const [cpu] = cpus();
    return {
      measured_at: new Date().toISOString(),
      quick,
      connections,
      rounds,
      seconds,
      warm_up_seconds: warmUp,
      machine: `${cpus().length} × ${cpu?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 1024 ** 3)} GB`,
      node: process.version,
      postgresql: this.postgres,
    };
  }
}

/** Prints rows under the names of their fields. */
export function printTable(rows: readonly Row[]): void {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '')))];
  const widths = names.map((_name, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const aligned = lines.map((cells) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
  );
  console.log(`\n${aligned.map((cells) => cells.join('  ').trimEnd()).join('\n')}`);
}

/** @throws if the file is not JSON: what other modes measured must not get lost */
function readSections(path: string): Section {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Section) : {};
}
