import { readApi } from '../../../common/http/read-api';

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

export const readShopApi: ReadShopApi = async (url, token, timeoutMs = TIMEOUT_MS) => {
  const signal = AbortSignal.timeout(timeoutMs);
  const { status, bytes } = await readApi({
    url,
    token,
    signal,
    accept: 'application/json',
    maxBytes: MAX_ANSWER_BYTES,
  });
  if (status === 429 || status >= 500) {
    throw new Error(`${new URL(url).host} answered with ${status}`);
  }
  return { status, body: jsonIn(bytes) };
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
