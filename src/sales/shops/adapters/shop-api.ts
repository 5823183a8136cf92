import { bytesUpTo } from '../../../common/http/bytes-up-to';
import { VERSION } from '../../../common/version';

/** For the whole request: the queue waits meanwhile. */
const TIMEOUT_MS = 5_000;
const MAX_ANSWER_BYTES = 1_048_576;

export interface ShopAnswer {
  readonly status: number;
  /** Undefined for an answer that is no JSON. */
  readonly body: unknown;
}

/** Reads an object of a shop's API. Throws if the shop does not answer in time, or cannot answer now. */
export type ReadShopApi = (url: string, token: string, timeoutMs?: number) => Promise<ShopAnswer>;

/** Redirects are not followed: the token is for the shop alone. */
export const readShopApi: ReadShopApi = async (url, token, timeoutMs = TIMEOUT_MS) => {
  // Loaded for the first request: many installations have no shop.
  const { request } = await import('undici');
  const answer = await request(url, {
    signal: AbortSignal.timeout(timeoutMs),
    headers: { authorization: `Bearer ${token}`, accept: 'application/json', 'user-agent': `Keyward/${VERSION}` },
  });
  const bytes = await bytesUpTo(answer.body as AsyncIterable<Buffer>, MAX_ANSWER_BYTES);
  if (!bytes) {
    throw new Error(`${new URL(url).host} sent more than ${MAX_ANSWER_BYTES} bytes`);
  }
  if (answer.statusCode === 429 || answer.statusCode >= 500) {
    throw new Error(`${new URL(url).host} answered with ${answer.statusCode}`);
  }
  return { status: answer.statusCode, body: jsonIn(bytes) };
};

/** Whether the shop does not accept the key of its API. */
export function isRefused({ status }: ShopAnswer): boolean {
  return status === 401 || status === 403;
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
