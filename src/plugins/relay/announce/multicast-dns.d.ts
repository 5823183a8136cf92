/** The part of multicast-dns that is used: its published types would be two packages more for everybody who installs a checkout. */
declare module 'multicast-dns' {
  import type { EventEmitter } from 'node:events';

  interface Sender {
    readonly address: string;
    readonly port: number;
  }

  interface Question {
    readonly name: string;
    readonly type: string;
  }

  interface Query {
    readonly id: number;
    readonly questions: readonly Question[];
  }

  interface Response {
    readonly id?: number;
    readonly questions?: readonly Question[];
    readonly answers: readonly object[];
    readonly additionals?: readonly object[];
  }

  /** Emits `query`, `ready`, `error` and `warning`. */
  interface Responder extends EventEmitter {
    /** Without a receiver, to all. */
    respond(response: Response, receiver?: Sender): void;
    destroy(done?: () => void): void;
  }

  interface Options {
    readonly port?: number;
    readonly bind?: string;
    readonly multicast?: boolean;
  }

  export default function multicastDns(options?: Options): Responder;
}
