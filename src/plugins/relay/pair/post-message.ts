import { bytesUpTo } from '../../../core/common/internal';
import { MAX_MESSAGE } from '../cli/pair-jws';

/** For everything: name, connection, encryption, request and answer. */
const TIMEOUT_MS = 2_000;

/**
 * Posts a message to the partner or the witness. Redirects are not followed.
 * @returns the message of the answer
 * @throws Error if there is none within two seconds
 */
export async function postMessage(url: string, body: object): Promise<string> {
  // Loaded for the first message: most relays have no partner.
  const { request } = await import('undici');
  const answer = await request(url, {
    method: 'POST',
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
  });
  const bytes = await bytesUpTo(answer.body as AsyncIterable<Buffer>, 2 * MAX_MESSAGE);
  const text = bytes?.toString('utf8') ?? '';
  if (answer.statusCode !== 200) {
    throw new Error(`it answered ${answer.statusCode}`);
  }
  return String((JSON.parse(text) as { message?: unknown }).message);
}
