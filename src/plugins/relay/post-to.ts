import { VERSION } from '../../core/common';
import { bytesUpTo } from '../../core/common/internal';
import { MAX_FILE_BYTES } from './cli/relay-file';

/** For everything: name, connection, encryption, request and answer. */
const TIMEOUT_MS = 15_000;
/** An answer is a file, or a report. */
const MAX_ANSWER = 4 * MAX_FILE_BYTES;
const MAX_SHOWN = 300;

/**
 * Posts to the vendor's server, whose address the vendor has signed. Redirects are not followed.
 * @throws Error if there is no answer, or a refusal
 */
export async function postTo(url: string, body: string, type: string): Promise<string> {
  // Loaded for the first request: an isolated relay sends none.
  const { request } = await import('undici');
  const answer = await request(url, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { 'content-type': type, accept: 'application/json', 'user-agent': `Keyward/${VERSION}` },
  });
  const bytes = await bytesUpTo(answer.body as AsyncIterable<Buffer>, MAX_ANSWER);
  const text = bytes?.toString('utf8') ?? '';
  if (answer.statusCode !== 200) {
    throw new Error(`it answered ${answer.statusCode} ${text.slice(0, MAX_SHOWN)}`);
  }
  return text;
}
