import type { Download } from '../download';
import { ConnectionError, KeywardError } from '../errors';
import { abortedBy } from '../http/failure';
import { pause } from '../http/retry';
import type { DownloadTarget } from './download-target';
import { MismatchError, untrustedAnswer } from './problems';
import type { UpdateFile } from './updates';

const FAILURES = 5;
const FIRST_PAUSE_MS = 250;

export interface DownloadProgress {
  /** Bytes that are there, those of an earlier attempt among them. */
  readonly received: number;
  readonly total: number;
}

export interface DownloadSource {
  /** Requests the bytes from this one on. */
  readonly request: (from: number) => Promise<Download>;
  readonly onProgress: ((progress: DownloadProgress) => void) | undefined;
  readonly signal: AbortSignal;
}

/**
 * Downloads a file, goes on where an interrupted attempt has ended, and hands it over only if size and sum are those that the
 * server has signed.
 * @throws KeywardError with `DOWNLOAD_CHANGED` for another file, which is deleted
 */
export async function downloadVerified<Result>(
  file: UpdateFile,
  source: DownloadSource,
  target: DownloadTarget<Result>,
): Promise<Result> {
  try {
    await receiveAll(file, source, target);
    if (target.size > file.size || (await target.sha256()) !== file.sha256) {
      throw changed(file);
    }
  } catch (error) {
    if (error instanceof KeywardError && hasChanged(error)) {
      await target.restart();
    }
    await target.close();
    throw error;
  }
  return target.finish();
}

/** Gives up after several attempts that brought nothing. */
async function receiveAll(file: UpdateFile, source: DownloadSource, target: DownloadTarget<unknown>): Promise<void> {
  for (let failures = 0; target.size < file.size;) {
    const before = target.size;
    try {
      await receive(file, source, target);
    } catch (error) {
      failures = target.size > before ? 1 : failures + 1;
      if (!(error instanceof KeywardError) || !error.isUnreachable || hasChanged(error) || failures >= FAILURES) {
        throw error;
      }
      await pause(FIRST_PAUSE_MS * 2 ** (failures - 1), source.signal);
    }
  }
}

async function receive(
  file: UpdateFile,
  { request, onProgress, signal }: DownloadSource,
  target: DownloadTarget<unknown>,
): Promise<void> {
  const download = await request(target.size).catch((error: unknown) => {
    // The file on the server is shorter than the one that was signed.
    throw error instanceof KeywardError && error.status === 416 ? changed(file) : error;
  });
  const first = firstByteOf(download);
  if (first !== target.size) {
    await target.restart();
  }
  const reader = download.body.getReader();
  try {
    if (first !== target.size) {
      throw interrupted('The server sent another part of the file than it was asked for');
    }
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      if (target.size + read.value.length > file.size) {
        throw changed(file);
      }
      await target.append(new Uint8Array(read.value));
      onProgress?.({ received: target.size, total: file.size });
      if (signal.aborted) {
        throw abortedBy(signal);
      }
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error;
  }
  if (target.size < file.size) {
    throw interrupted('The download ended early');
  }
}

/** A server sends the whole file if it has another one meanwhile, or knows no ranges. */
function firstByteOf({ status, headers }: Download): number {
  const [, first] = /^bytes (\d+)-/.exec(headers.get('content-range') ?? '') ?? [];
  return status === 206 ? Number(first) : 0;
}

function interrupted(message: string): ConnectionError {
  return new ConnectionError(message, { status: 0, code: 'NETWORK_ERROR' });
}

function hasChanged({ code }: KeywardError): boolean {
  return code === 'DOWNLOAD_CHANGED';
}

function changed({ name }: UpdateFile): ConnectionError {
  const cause = new MismatchError('download', `${name} is not the file that was signed`);
  return untrustedAnswer(cause, 'DOWNLOAD_CHANGED');
}
