import { createWriteStream, openAsBlob } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { licenseboxDump } from '../../test/support/licensebox-dump';
import { wholeTimeOf } from '../cpu';
import { assertRoom, type Database } from '../database';
import { Keyward } from '../keyward';
import { printTable, type Row } from '../report';
import type { Bench } from './mode';

// Dump, its copy in the database, staged rows, what is made, and WAL.
const BYTES_PER_LICENSE = 8_000;
const SAMPLE_MS = 500;
const MEGABYTE = 1_000_000;
/** One buyer has some licenses, as in a shop. */
const LICENSES_PER_CUSTOMER = 3;
const WORKING = ['reading', 'checking', 'importing', 'undo_checking', 'undoing'];

interface ImportState {
  readonly id: string;
  readonly state: string;
  readonly counts: readonly { kind: string; read: number; made: number; pending: number; undone: number }[];
}

interface Sample {
  readonly state: string;
  readonly at: number;
  readonly megabytes: number;
  /** Processor seconds so far. */
  readonly serverCpu: number;
  readonly databaseCpu: number;
}

/** An import of an SQL dump of LicenseBox into an empty database: seconds and memory by phase, and those of its undo. */
export async function imports({ options, database, cleanup, report }: Bench): Promise<void> {
  const { licenses } = options;
  await assertRoom(Math.ceil((licenses * BYTES_PER_LICENSE) / 1024 ** 3) + 1);
  const folder = await mkdtemp(join(tmpdir(), 'keyward-bench-dump-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const path = await writtenDump(folder, licenses);
  const server = await ImportServer.start(await Keyward.start(database, 'keyward', cleanup), database);

  const begun = performance.now();
  const { id } = await server.upload(path);
  const uploaded = performance.now();
  const checked = await server.watch(id);
  assertState(checked.import, 'ready');
  await server.send('POST', `/${id}/apply`, {});
  const made = await server.watch(id);
  assertState(made.import, 'done');
  const counts = made.import.counts.map((count) => ({ kind: count.kind, read: count.read, made: count.made }));
  printTable(counts);
  const figures = {
    ...report.conditions,
    licenses,
    dump_mb: Math.round((await stat(path)).size / MEGABYTE),
    rows: counts.reduce((sum, { read }) => sum + read, 0),
    seconds_to_done: seconds(samplesEnd(made.samples) - begun),
    by_kind: counts,
  };
  const first = { phase: 'upload', seconds: seconds(uploaded - begun) };
  const phases = [first, ...phasesOf([...checked.samples, ...made.samples])];
  // The undo takes as long again.
  report.write({ imports: { ...figures, phases } });
  await server.send('POST', `/${id}/undo`);
  const undone = await server.watch(id);
  assertState(undone.import, 'undone');
  const all = [...phases, ...phasesOf(undone.samples)];
  printTable(all);
  report.write({ imports: { ...figures, phases: all } });
}

function phasesOf(samples: readonly Sample[]): Row[] {
  return WORKING.flatMap((state) => {
    const own = samples.filter((sample) => sample.state === state);
    return own.length === 0 ? [] : { phase: state, ...phaseOf(own) };
  });
}

async function writtenDump(folder: string, licenses: number): Promise<string> {
  const path = join(folder, 'licensebox.sql');
  const customers = Math.max(1, Math.round(licenses / LICENSES_PER_CUSTOMER));
  const pieces = licenseboxDump(licenses, { rowsPerInsert: 500, hasColumns: false, customers });
  await pipeline(Readable.from(pieces), createWriteStream(path));
  return path;
}

/** The API of imports, called as an admin. */
class ImportServer {
  private constructor(
    private readonly keyward: Keyward,
    private readonly database: Database,
    private token: string,
  ) {}

  static async start(keyward: Keyward, database: Database): Promise<ImportServer> {
    return new ImportServer(keyward, database, await keyward.logIn());
  }

  async upload(path: string): Promise<ImportState> {
    const form = new FormData();
    form.append('from', 'licensebox');
    form.append('file', await openAsBlob(path), 'licensebox.sql');
    return this.send('POST', '', form);
  }

  /** Until no job works on it. */
  async watch(id: string): Promise<{ import: ImportState; samples: Sample[] }> {
    const samples: Sample[] = [];
    for (;;) {
      const found = await this.send('GET', `/${id}`);
      const { state } = found;
      samples.push({
        state,
        at: performance.now(),
        megabytes: this.keyward.process.residentMegabytes,
        serverCpu: wholeTimeOf(this.keyward.process.cpu),
        databaseCpu: wholeTimeOf(this.database.cpu),
      });
      if (!WORKING.includes(state)) {
        return { import: found, samples };
      }
      await pause(SAMPLE_MS);
    }
  }

  async send(method: string, path: string, body?: FormData | object): Promise<ImportState> {
    const isForm = body instanceof FormData;
    const answer = await fetch(`${this.keyward.url}/api/v1/imports${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
      },
      body: isForm || body === undefined ? body : JSON.stringify(body),
    });
    if (answer.status === 401) {
      this.token = await this.keyward.logIn();
      return this.send(method, path, body);
    }
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    }
    return (await answer.json()) as ImportState;
  }
}

/** At a tenth of the time of the phase and at its end: memory that grows with the file shows here. */
function phaseOf(samples: readonly Sample[]): Row {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) {
    return { seconds: 0 };
  }
  const at = (share: number): number => Math.round(samples[Math.floor((samples.length - 1) * share)]?.megabytes ?? NaN);
  return {
    seconds: seconds(last.at - first.at + SAMPLE_MS),
    // Other load on the machine changes them little.
    server_cpu_seconds: seconds(1_000 * (last.serverCpu - first.serverCpu)),
    postgresql_cpu_seconds: seconds(1_000 * (last.databaseCpu - first.databaseCpu)),
    resident_mb_at_10_percent: at(0.1),
    resident_mb_at_100_percent: at(1),
    resident_mb_most: Math.round(Math.max(...samples.map(({ megabytes }) => megabytes))),
  };
}

function samplesEnd(samples: readonly Sample[]): number {
  return samples.at(-1)?.at ?? NaN;
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}

function assertState({ state, counts }: ImportState, expected: string): void {
  if (state !== expected) {
    throw new Error(`The import is ${state} and not ${expected}: ${JSON.stringify(counts)}`);
  }
}
