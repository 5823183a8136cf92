import { ApiPromise } from './api-promise';
import type { CallOptions } from './client-options';
import type { Download } from './download';
import type { Connection } from './http/connection';
import type { ApiRequestOptions } from './http/generated-core';
import { sendRequest } from './http/http-request';
import { callSite, type CallSite } from './keyward-error';
import { type Page, PagePromise } from './page-promise';

/** Sends a call. Its options apply on top of the client's. */
export function sendCall<T>(
  connection: Connection,
  call: ApiRequestOptions,
  options: CallOptions | undefined,
): ApiPromise<T> {
  return new ApiPromise(answerTo<T>(connection, call, options, callSite(call, sendCall)));
}

/** Fetches the first page of a list, and the others as they are iterated over. */
export function sendList<Item>(
  connection: Connection,
  call: ApiRequestOptions,
  options: CallOptions | undefined,
): PagePromise<Item> {
  const site = callSite(call, sendList);
  const fetchPage = (query: Record<string, unknown> | undefined) =>
    answerTo<Page<Item>>(connection, { ...call, ...(query && { query }) }, options, site);
  return new PagePromise(
    fetchPage(call.query),
    async (after) => (await fetchPage({ ...call.query, after })).data,
    call.query?.after,
  );
}

/** Starts a download, which ends when its body has been read. */
export async function sendDownload(
  connection: Connection,
  call: ApiRequestOptions,
  options: CallOptions | undefined,
): Promise<Download> {
  const site = callSite(call, sendDownload);
  return bound(connection, options).download((listening) => sendRequest(listening, call, site));
}

// Asynchronous, so that invalid options reject the promise.
async function answerTo<T>(
  connection: Connection,
  call: ApiRequestOptions,
  options: CallOptions | undefined,
  site: CallSite,
) {
  return bound(connection, options).answerOf((listening) => sendRequest<T>(listening, call, site));
}

function bound(connection: Connection, options: CallOptions | undefined): Connection {
  return options ? connection.with(options) : connection;
}
