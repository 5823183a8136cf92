import { setImmediate } from 'node:timers/promises';
import { CSV_FIELD, type CsvFile } from '../../common/csv/csv-cells';
import { csvHeadText, csvRowsText } from '../../common/csv/csv-file';
import { inUtf8 } from '../../common/csv/csv-reading';
import { readCsv } from '../../common/csv/csv-rows';
import { DomainError, problem } from '../../common/errors/domain-error';
import type { FieldProblem, ProblemKind } from '../../common/errors/problem';
import type { ZipEntry } from '../../common/http/zip-file';

/** Bytes of a file of requests. */
export const MAX_BATCH_BYTES = 262_144;
/** Lines of a file of requests, and files of a batch. */
export const MAX_BATCH = 100;

const COLUMNS = ['request', 'name'] as const;
const FORMAT = { columns: COLUMNS, required: ['request'] } as const;
/** Characters of a name of a file. */
const MAX_NAME = 60;

const RESULT_COLUMNS = ['line', 'name', 'fingerprint', 'result', 'message', 'file', 'expires_at'];

/** Errors that are not about a line: nothing is issued after them. */
const ENDING: readonly ProblemKind[] = ['internal', 'unavailable', 'too-many'];

/** An error of a line. */
export interface BatchError {
  readonly code: string;
  /** In English. */
  readonly message: string;
  readonly cause: DomainError | FieldProblem;
}

/** A file of a batch, or the error in its place. */
export interface BatchedFile {
  /** Line of the request, or number of the device, from 1. */
  readonly line: number;
  /** The line that the name of the file has: that of the first of equal requests. */
  readonly fileLine: number;
  readonly deviceName?: string;
  readonly fingerprint?: string | null;
  /** The file; undefined where it was refused. */
  readonly text?: string;
  readonly expiresAt?: Date;
  readonly error?: BatchError;
  /** Extension of its name; that of license files by default. */
  readonly extension?: string;
}

/** The message of an error, in the language of who reads it. */
export type MessageOf = (error: BatchError) => string;

/** Reads a CSV file of air-gap requests. Its first line may name the columns. */
export async function readRequests(bytes: Buffer): Promise<CsvFile<(typeof COLUMNS)[number]>['rows']> {
  const text = inUtf8(bytes, undefined);
  const [first = ''] = text.toString('utf8').trimStart().split('\n', 1);
  const delimiter = [';', '\t'].find((one) => first.includes(one)) ?? ',';
  // The columns stand in their order where the file does not name them.
  const hasNames = !first.includes('KWR1.');
  const csv = hasNames
    ? text
    : Buffer.concat([Buffer.from(`request${delimiter}name${first.endsWith('\r') ? '\r\n' : '\n'}`), withoutMark(text)]);
  const { rows } = await readCsv(csv, FORMAT, { damaged: 'keep' });
  if (rows.length > MAX_BATCH) {
    throw problem('CSV_TOO_MANY_ROWS', { field: CSV_FIELD, rows: MAX_BATCH });
  }
  return hasNames ? rows : rows.map((row) => ({ ...row, row: row.row - 1 }));
}

const MARK = Buffer.from('\ufeff');

function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, MARK.length).equals(MARK) ? bytes.subarray(MARK.length) : bytes;
}

/** The files of a batch, and a list of all results. */
export async function* batchEntries(results: readonly BatchedFile[], messageOf: MessageOf): AsyncGenerator<ZipEntry> {
  // Other requests get their turn.
  await setImmediate();
  const written = new Set<string>();
  for (const result of results) {
    const name = nameOf(result);
    if (result.text !== undefined && !written.has(name)) {
      written.add(name);
      yield { name, bytes: textOf(result.text) };
    }
  }
  const rows = results.map((result) => ({
    line: result.line,
    name: result.deviceName ?? '',
    fingerprint: result.fingerprint ?? '',
    result: result.error?.code ?? 'OK',
    message: result.error ? messageOf(result.error) : '',
    file: result.text === undefined ? '' : nameOf(result),
    expires_at: result.expiresAt ?? '',
  }));
  yield { name: 'results.csv', bytes: textOf(csvHeadText(RESULT_COLUMNS) + csvRowsText(RESULT_COLUMNS, rows)) };
}

async function* textOf(text: string): AsyncGenerator<string> {
  await setImmediate();
  yield text;
}

/** The number of the line keeps names apart. A repeated request has the file of its first line. */
function nameOf({ fileLine, deviceName, fingerprint, extension = '.lic' }: BatchedFile): string {
  const name = (deviceName ?? fingerprint ?? '').replace(/[^\p{L}\p{N}._-]+/gu, '_').slice(0, MAX_NAME);
  return `${String(fileLine).padStart(3, '0')}-${name}${extension}`;
}

/** Issues a file of a batch. A refusal is its result. */
export async function attemptFile(
  place: Pick<BatchedFile, 'line' | 'fileLine' | 'deviceName' | 'extension'>,
  issue: () => Promise<Pick<BatchedFile, 'fingerprint' | 'text' | 'expiresAt'>>,
): Promise<BatchedFile> {
  try {
    return { ...place, ...(await issue()) };
  } catch (error) {
    if (!(error instanceof DomainError) || ENDING.includes(error.kind)) {
      throw error;
    }
    return { ...place, error: { code: error.code, message: error.message, cause: error } };
  }
}
