import { Client } from 'pg';

/** Probes of idle connections are not part of a request. */
const PROBE = 'SELECT 1';

/** The statements that a call sends to the database, in order. Each is one round trip, also one with several parts. */
export async function roundTripsOf(call: () => Promise<unknown>): Promise<string[]> {
  const { query } = Client.prototype;
  const sent: unknown[] = [];
  const recording = function (this: Client, ...parts: unknown[]): unknown {
    sent.push(parts[0]);
    return Reflect.apply(query, this, parts);
  };
  Client.prototype.query = recording as typeof query;
  try {
    await call();
  } finally {
    Client.prototype.query = query;
  }
  return sent.map(describe).filter((text) => text !== PROBE);
}

/** The name of a prepared statement, or the text of another. */
function describe(query: unknown): string {
  if (typeof query === 'string') {
    return query.trim().replace(/\s+/g, ' ');
  }
  const { name, text } = query as { name?: string; text: string };
  return name ?? describe(text);
}
