import { Pool } from 'undici';

const ANSWER_LIMIT_MS = 30_000;

export interface Reply {
  readonly status: number;
  /** The object of a JSON answer; undefined for all others. */
  readonly body: Fields | undefined;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Calls one node. */
export class NodeClient {
  private readonly pool: Pool;

  constructor(
    readonly url: string,
    connections = 64,
  ) {
    this.pool = new Pool(url, {
      connections,
      pipelining: 1,
      headersTimeout: ANSWER_LIMIT_MS,
      bodyTimeout: ANSWER_LIMIT_MS,
    });
  }

  /** @throws if there is no answer: the node has ended, or does not answer in time */
  async call(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply> {
    const answer = await this.pool.request({
      method,
      path,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, text, body: fieldsIn(text), headers: answer.headers };
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }
}

function fieldsIn(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}
