import type { Download } from '../download';
import { ConnectionError, UsageError } from '../errors';
import { Attempt } from '../http/attempt';
import type { Connection } from '../http/connection';
import { isRedirect, withoutQuery } from '../http/redirect';
import { ResponseDownload } from '../http/response-download';
import { callSite, withCallSite } from '../keyward-error';
import { usageError } from './problems';

const MAX_REDIRECTS = 5;

/**
 * Starts the download of a file that lies outside of the license server. Only over HTTPS, and without anything that identifies
 * the program, its license or its device: nobody but the license server gets that.
 * @param address as the license server has signed it
 * @param from first byte that is wanted
 */
export async function downloadExternal(connection: Connection, address: string, from: number): Promise<Download> {
  const site = callSite({ method: 'GET', url: withoutQuery(address) });
  const attempt = new Attempt({ settings: connection.settings }, site);
  try {
    const response = await openExternal(connection, address, attempt, from);
    if (!response.ok) {
      const { status, headers } = response;
      const message = `The file cannot be downloaded from its address: ${status}`;
      const ErrorClass = status >= 500 ? ConnectionError : UsageError;
      throw new ErrorClass(message, { status, code: `HTTP_${status}`, headers });
    }
    return new ResponseDownload(response, attempt);
  } catch (error) {
    attempt.drop();
    throw withCallSite(site, error);
  }
}

async function openExternal({ fetch }: Connection, address: string, attempt: Attempt, from: number): Promise<Response> {
  const init: RequestInit = {
    headers: from > 0 ? { range: `bytes=${from}-` } : {},
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: attempt.signal,
  };
  const open = (url: string, redirect: RequestRedirect): Promise<Response> =>
    attempt.during(() => fetch(secure(url), { ...init, redirect }));
  let url = address;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await open(url, 'manual');
    if (!isRedirect(response)) {
      return response;
    }
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (location === null) {
      // Browsers hide where it leads. They limit redirects themselves.
      const followed = await open(url, 'follow');
      secure(followed.url);
      return followed;
    }
    url = new URL(location, url).href;
  }
  throw notAllowed('The address of this file has too many redirects');
}

function secure(url: string): string {
  if (!/^https:/i.test(url)) {
    throw notAllowed('A file outside of the license server is downloaded over HTTPS only');
  }
  return url;
}

function notAllowed(message: string): UsageError {
  return usageError(message, 'DOWNLOAD_NOT_ALLOWED');
}
