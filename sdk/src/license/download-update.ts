import type { Download } from '../download';
import { downloadVerified } from './download';
import { BlobTarget, type DownloadTarget, FileTarget } from './download-target';
import type { LicenseDependencies } from './license-dependencies';
import { type DownloadOptions, fileToDownload, type Update, type UpdateOutOfReach } from './updates';

/** Downloads a file of an update and verifies it. */
export async function downloadFile(
  { server, product, memory, abort, appVersion: currentVersion }: LicenseDependencies,
  update: Update | UpdateOutOfReach,
  { to, file: asked, onProgress, signal }: DownloadOptions & { readonly to?: string },
): Promise<string | Blob> {
  const { file, ...source } = await fileToDownload(server, update, asked, { product, currentVersion });
  const ended = eitherOf(abort.signal, signal);
  const request = (from: number): Promise<Download> =>
    server.download(source, { licenseKey: memory.licenseKey, from, signal: ended });
  const target: DownloadTarget<string | Blob> =
    to === undefined ? new BlobTarget() : await FileTarget.open(to, file.sha256);
  return downloadVerified(file, { request, onProgress, signal: ended }, target);
}

function eitherOf(first: AbortSignal, second: AbortSignal | undefined): AbortSignal {
  if (second === undefined) {
    return first;
  }
  const either = new AbortController();
  for (const signal of [first, second]) {
    const abort = (): void => either.abort(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) {
      abort();
    }
  }
  return either.signal;
}
