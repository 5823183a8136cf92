import { openAsBlob } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as elapsed } from 'node:timers/promises';
import type { Import, ImportSamples, PolicyChoice, RecognizedPolicy, StartImportForm } from '#sdk';
import type { ImportOptions } from './import-source';
import { defined } from '../../../core/common/fields/fields-of';
import { type PagedApi, PAGED_APIS } from '../imports/paged-apis';
import { CliError, WrongUse } from '../../cli/kit/cli-error';
import { environment } from '../../cli/kit/environment';
import { type PrintOptions, printList, printRecord } from '../../cli/kit/print';
import { callServer } from '../../cli/server/call-server';

const POLL_MS = 500;
/** A dump of gigabytes over a slow line. */
const UPLOAD_LIMIT_MS = 24 * 3_600_000;
const WORKING = ['reading', 'checking', 'importing', 'undo_checking', 'undoing'];
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Uploads the file, or has the server read the API, shows what would be imported, and imports it. */
export async function importCommand(
  from: string | undefined,
  file: string | undefined,
  options: ImportOptions,
): Promise<void> {
  await importOnServer(from, file, options);
}

/** Returns the import as it is at the end. */
export async function importOnServer(
  from: string | undefined,
  file: string | undefined,
  options: ImportOptions,
): Promise<Import> {
  const policies = options.policy.map(choiceIn);
  const id = options.resume ?? (await uploadOrRead(from, file, options));
  process.stderr.write(`Import ${id}\n`);
  if (options.resume !== undefined) {
    await resume(id);
  }
  const checked = await worked(id);
  if (checked.state === 'failed') {
    throw new CliError(failureOf(checked));
  }
  if (checked.state !== 'ready') {
    await report(checked, options);
    return checked;
  }
  const recognized = await callServer((keyward) => keyward.imports.listRecognizedPolicies(id));
  if (options.dryRun) {
    await report(checked, options, recognized.items);
    return checked;
  }
  if (!options.yes) {
    await report(checked, { json: false }, recognized.items);
    await confirm(id, options);
  }
  await callServer((keyward) => keyward.imports.apply(id, { policies }));
  const done = await worked(id);
  await report(done, options);
  return done;
}

/** Deletes what an import has made; nothing if something was used since. */
export async function undoImportCommand(id: string, options: PrintOptions): Promise<void> {
  await callServer((keyward) => keyward.imports.undo(id));
  const undone = await worked(id);
  if (undone.state !== 'undone') {
    const used = undone.used_since.map(({ kind, reason, count, samples }) => {
      return `${count} × ${kind}: ${reason} (${samples.join(', ')})`;
    });
    throw new CliError(`Nothing was undone, because something was used since: ${used.join('; ')}`);
  }
  await report(undone, options);
}

/** An API that could not be read needs its token again. */
async function resume(id: string): Promise<void> {
  const { from, api } = await callServer((keyward) => keyward.imports.get(id));
  const paged = api?.can_resume ? PAGED_APIS[from] : undefined;
  const token = paged && tokenOf(paged);
  await callServer((keyward) => keyward.imports.resume(id, defined({ token })));
}

function failureOf({ id, api, failure }: Import): string {
  const next = api?.can_resume ? `; go on with \`keyward import --resume ${id}\`` : '';
  return `The ${api ? 'API' : 'file'} was not read: ${failure?.detail ?? ''}${next}`;
}

function tokenOf({ tokenName }: PagedApi): string {
  const token = environment[tokenName];
  if (!token) {
    throw new CliError(`Set ${tokenName} to a token that may read licenses`);
  }
  return token;
}

/** A server without a file is read by its API. */
async function uploadOrRead(
  from: string | undefined,
  path: string | undefined,
  options: ImportOptions,
): Promise<string> {
  const api = from === undefined ? undefined : PAGED_APIS[from];
  if (from === undefined || (path === undefined && !api)) {
    throw new WrongUse('Name the other server and its file, such as `keyward import licensebox dump.sql.gz`');
  }
  if (path !== undefined || !api) {
    return upload(from, path ?? '', options);
  }
  const { account, apiUrl: url } = options;
  return start(from, { api: { token: tokenOf(api), ...defined({ account, url }) } }, options);
}

async function upload(from: string, path: string, options: ImportOptions): Promise<string> {
  await access(path).catch(() => {
    throw new CliError(`${path} cannot be read`);
  });
  // The file is streamed.
  return start(from, { file: new File([await openAsBlob(path)], basename(path)) }, options);
}

async function start(
  from: string,
  source: Pick<StartImportForm, 'file' | 'api'>,
  options: ImportOptions,
): Promise<string> {
  const { timeZone: time_zone, tablePrefix: table_prefix, product, column, charset, headerLine } = options;
  const { dates, damaged } = options as Pick<StartImportForm, 'dates' | 'damaged'>;
  const columns = column.length === 0 ? undefined : JSON.stringify(Object.fromEntries(column.map(columnIn)));
  const form = {
    from: from as StartImportForm['from'],
    ...source,
    ...defined({ time_zone, table_prefix, product, columns, charset, dates, damaged }),
    ...defined({ header_line: headerLine === undefined ? undefined : Number(headerLine) }),
  };
  const { id } = await callServer((keyward) => keyward.imports.start(form, {}, { timeoutMs: UPLOAD_LIMIT_MS }));
  return id;
}

/** The import when no job works on it any more. */
async function worked(id: string): Promise<Import> {
  let pages = 0;
  for (;;) {
    const found = await callServer((keyward) => keyward.imports.get(id));
    if (found.api?.list && found.api.pages !== pages) {
      pages = found.api.pages;
      process.stderr.write(`Pages read: ${pages}\n`);
    }
    if (!WORKING.includes(found.state)) {
      return found;
    }
    await elapsed(POLL_MS);
  }
}

async function report(found: Import, options: PrintOptions, policies: readonly RecognizedPolicy[] = []): Promise<void> {
  const samples = await callServer((keyward) => keyward.imports.getSamples(found.id));
  if (options.json) {
    printRecord({ ...found, samples, ...(policies.length > 0 && { policies }) }, options);
    return;
  }
  const { id, state, batch, counts, notes } = found;
  printRecord({ id, state, batch }, options);
  const outcomes = ['kind', 'read', 'pending', 'made', 'already_there', 'undone', 'left_out'];
  const rows = counts.map(({ left_out, ...one }) => ({
    ...one,
    left_out: left_out.reduce((sum, { count }) => sum + count, 0),
  }));
  printList({ items: rows, next: null }, outcomes, options);
  const reasons = counts.flatMap(({ kind, left_out }) => left_out.map((one) => ({ kind, ...one })));
  if (reasons.length > 0) {
    printList({ items: reasons, next: null }, ['kind', 'reason', 'count'], options);
    printLeftOut(id, samples.left_out);
  }
  if (notes.length > 0) {
    printList({ items: notes, next: null }, ['note', 'count'], options);
  }
  if (policies.length > 0) {
    const limits = ['max_activations', 'uses_limit', 'duration_days'];
    printList({ items: [...policies], next: null }, ['number', 'licenses', ...limits, 'name'], options);
  }
  if (samples.licenses.length > 0) {
    const columns = ['key', 'product', 'customer', 'max_activations', 'expires_at', 'devices', 'policy'];
    printList({ items: samples.licenses, next: null }, columns, options);
  }
}

/** The first rows for each reason, with their places among the rows of their kind, and where all of them are. */
function printLeftOut(id: string, samples: ImportSamples['left_out']): void {
  const items = samples.flatMap(({ rows, ...reason }) => rows.map((row) => ({ ...reason, ...row })));
  printList({ items, next: null }, ['kind', 'reason', 'number', 'label'], { json: false });
  process.stdout.write(
    `All rows that are left out: ${environment.KEYWARD_URL ?? ''}/api/v1/imports/${id}/left-out.csv\n`,
  );
}

async function confirm(id: string, { json }: PrintOptions): Promise<void> {
  if (json || !process.stdin.isTTY) {
    throw new CliError(`There is nobody to ask: go on with \`keyward import --resume ${id} --yes\``);
  }
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question('Import? [y/N] ').finally(() => prompt.close());
  if (!/^y(es)?$/i.test(answer.trim())) {
    throw new CliError('Nothing was imported');
  }
}

function columnIn(text: string): [heading: string, meaning: string] {
  const at = text.lastIndexOf('=');
  if (at < 1) {
    throw new WrongUse(`--column ${text}: write HEADING=MEANING`);
  }
  return [text.slice(0, at), text.slice(at + 1)];
}

function choiceIn(text: string): PolicyChoice {
  const [, number, value = ''] = /^(\d{1,6})=(.+)$/.exec(text) ?? [];
  if (number === undefined) {
    throw new WrongUse(`--policy ${text}: write NUMBER=NAME or NUMBER=ID`);
  }
  return { number: Number(number), ...(UUID.test(value) ? { policy: value } : { name: value }) };
}
