import type { InjectOptions, Response as Reply } from 'light-my-request';
import { profile } from '../../sdk/src/generated/native/profile';
import { Connection } from '../../sdk/src/http/connection';
import { Keyward } from '../../sdk/src/keyward';

type Send = (request: InjectOptions & { url: string }) => Promise<Reply>;

/**
 * A client of the SDK whose calls reach a server without a network. A call without a credential has the admin's token. It
 * sends no idempotency keys, because the server would store each answer, and repeats no call.
 */
export function sdkClient(send: Send, adminToken: () => Promise<string>): Keyward {
  return new Keyward(
    Connection.from(
      {
        baseUrl: 'http://localhost',
        fetch: (address, init) => exchange(new Request(address, init), send, adminToken),
        retries: 0,
        timeoutMs: 0,
      },
      profile,
    ),
  );
}

async function exchange(request: Request, send: Send, adminToken: () => Promise<string>): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.delete('idempotency-key');
  if (!headers.has('authorization') && !headers.has('x-api-key')) {
    headers.set('authorization', `Bearer ${await adminToken()}`);
  }
  const reply = await send({
    method: request.method,
    url: request.url,
    headers: Object.fromEntries(headers),
    ...(request.body && { payload: Buffer.from(await request.arrayBuffer()) }),
  });
  const body = reply.statusCode === 204 ? null : new Uint8Array(reply.rawPayload);
  return new Response(body, { status: reply.statusCode, headers: headersOf(reply) });
}

function headersOf({ headers }: Reply): Headers {
  const pairs = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, String(value)]),
  );
  return new Headers(pairs);
}
