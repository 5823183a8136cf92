/** The part of autocannon that the benchmark uses: the package has no types of its own. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  interface Request {
    method: string;
    path: string;
    headers: Record<string, string>;
    body?: string;
    onResponse(status: number, body: string, context: object, headers: Record<string, string>): void;
  }

  interface Client {
    setRequests(requests: Request[]): void;
  }

  interface Options {
    url: string;
    connections: number;
    /** In seconds. */
    duration: number;
    /** Of an answer, in seconds. */
    timeout: number;
    setupClient(client: Client): void;
  }

  interface Result {
    readonly errors: number;
    readonly timeouts: number;
  }

  /** Emits `response` with the client, status, bytes and milliseconds of each answer. */
  type Run = EventEmitter & PromiseLike<Result>;

  export default function autocannon(options: Options): Run;
}
