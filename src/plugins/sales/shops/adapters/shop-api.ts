import { type ApiAnswer, readApi } from '../../../../core/common';
import { ShopUnavailable } from '../not-understood';

/** For the whole request: the queue waits meanwhile. */
const TIMEOUT_MS = 5_000;
const MAX_ANSWER_BYTES = 1_048_576;

export interface ShopAnswer {
  readonly status: number;
  /** Undefined for an answer that is no JSON. */
  readonly body: unknown;
}

/**
 * Reads an object of a shop's API.
 * @throws ShopUnavailable if the shop does not answer in time, or cannot answer now
 */
export type ReadShopApi = (url: string, token: string, timeoutMs?: number) => Promise<ShopAnswer>;

export const readShopApi: ReadShopApi = async (url, token, timeoutMs = TIMEOUT_MS) => {
  const { host } = new URL(url);
  const { status, bytes } = await answerOf(url, token, timeoutMs).catch((error: unknown) => {
    throw new ShopUnavailable(`${host} did not answer`, { cause: error });
  });
  if (status === 429 || status >= 500) {
    throw new ShopUnavailable(`${host} answered with ${status}`);
  }
  return { status, body: jsonIn(bytes) };
};

function answerOf(url: string, token: string, timeoutMs: number): Promise<ApiAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  return readApi({ url, token, signal, accept: 'application/json', maxBytes: MAX_ANSWER_BYTES });
}

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
