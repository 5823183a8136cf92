import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as elapsed } from 'node:timers/promises';
import type { ChangeReason } from '#sdk';
import { CliError } from '../../cli/kit/cli-error';
import { connectionInEnvironment } from '../../cli/kit/environment';
import { type PrintOptions, printList, printRecord } from '../../cli/kit/print';
import type { ErasureDto, PersonDto } from '../dto/person.dto';

const POLL_MS = 500;

export async function showPersonCommand(email: string, options: PrintOptions): Promise<void> {
  const person = await answerOf<PersonDto>('POST', 'search', { email });
  if (options.json) {
    printRecord(person, options);
    return;
  }
  printList({ items: person.held, next: null }, ['table', 'rows'], options);
  printList({ items: person.erasures, next: null }, ['id', 'state', 'created_at'], options);
}

/** Refuses to replace a file. */
export async function exportPersonCommand(
  email: string,
  { json, output }: PrintOptions & { output: string },
): Promise<void> {
  const { body } = await call('POST', 'export', { email });
  const file = createWriteStream(output, { flags: 'wx', mode: 0o600 });
  try {
    await pipeline(body ? Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]) : [], file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new CliError(`${output} exists already: name another file with --output`);
    }
    await rm(output, { force: true });
    throw error;
  }
  printRecord({ file: output, bytes: file.bytesWritten }, { json });
}

export async function erasePersonCommand(
  email: string,
  { json, yes, reason, reference }: PrintOptions & ChangeReason & { yes: boolean },
): Promise<void> {
  if (!yes) {
    await confirm(email, json);
  }
  let erasure = await answerOf<ErasureDto>('POST', 'erase', { email, reason, reference });
  process.stderr.write(`Erasure ${erasure.id}\n`);
  while (erasure.state === 'running') {
    await elapsed(POLL_MS);
    erasure = await answerOf<ErasureDto>('GET', `erasures/${erasure.id}`);
  }
  printRecord(erasure, { json });
}

async function confirm(email: string, json: boolean): Promise<void> {
  if (json || !process.stdin.isTTY) {
    throw new CliError('There is nobody to ask: erase with --yes');
  }
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question('It cannot be undone. The address again: ').finally(() => prompt.close());
  if (answer.trim().toLowerCase() !== email.toLowerCase()) {
    throw new CliError('Nothing was erased');
  }
}

async function answerOf<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await call(method, path, body);
  return (await response.json()) as T;
}

/** The client of the SDK does not have these operations, which staff alone uses. */
async function call(method: string, path: string, body?: object): Promise<Response> {
  const { baseUrl, token, apiKey = '' } = connectionInEnvironment();
  const credential: Record<string, string> = token ? { authorization: `Bearer ${token}` } : { 'x-api-key': apiKey };
  const url = `${baseUrl.replace(/\/$/, '')}/api/v1/people/${path}`;
  const sent = {
    method,
    body: body && JSON.stringify(body),
    headers: { ...credential, 'content-type': 'application/json' },
  };
  const response = await fetch(url, body ? sent : { method, headers: credential }).catch((error: unknown) => {
    throw new CliError(`No answer from ${baseUrl}`, { cause: error });
  });
  if (!response.ok) {
    const { error } = (await response.json().catch(() => ({}))) as { error?: { code?: string; message?: string } };
    throw new CliError(`${error?.message ?? 'The server refused'} (${response.status} ${error?.code ?? ''})`);
  }
  return response;
}
