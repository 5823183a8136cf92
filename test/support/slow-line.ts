import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CERT_FILE } from './tls';
import { until } from '../testkit/until';

/** Bytes that a slow reader takes at a time: more than what systems keep between two programs, or the other side would not notice. */
const SIP = 16 * 1024 * 1024;

export const FILE_HEAD = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n';
export const FORM_END = '\r\n--x--\r\n';

export interface Served {
  readonly app: NestFastifyApplication;
  readonly secure: Server;
}

const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

/** A connection and what comes back on it. */
export class Line {
  private constructor(
    private readonly socket: Socket,
    private readonly received: string[] = [],
  ) {
    socket.on('data', (bytes: Buffer) => received.push(bytes.toString()));
    socket.on('error', () => undefined);
  }

  static async to({ app }: Served): Promise<Line> {
    const socket = connect(portOf(app.getHttpServer()), '127.0.0.1');
    await once(socket, 'connect');
    return new Line(socket);
  }

  static async securely({ secure }: Served): Promise<Line> {
    const socket = connectSecurely({
      port: portOf(secure),
      host: '127.0.0.1',
      servername: 'localhost',
      ca: readFileSync(CERT_FILE),
    });
    await once(socket, 'secureConnect');
    return new Line(socket);
  }

  get text(): string {
    return this.received.join('');
  }

  get isOpen(): boolean {
    return !this.socket.destroyed;
  }

  /** At once with the beginning of the body: no limit may end between them. */
  begin(path: string, type: string, length: number, start = ''): void {
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;
    this.socket.write(head + start);
  }

  beginFile(length: number, start = ''): void {
    const whole = FILE_HEAD.length + length + FORM_END.length;
    this.begin('/file', 'multipart/form-data; boundary=x', whole, FILE_HEAD + start);
  }

  write(text: string): void {
    this.socket.write(text);
  }

  /** Byte after byte until the other side hangs up. */
  async trickle(): Promise<void> {
    await until('the other side hangs up', () => {
      this.write(' ');
      return !this.isOpen;
    });
  }

  /** Byte after byte until the work is done; answers how many. */
  async trickleDuring(work: Promise<unknown>): Promise<number> {
    let count = 0;
    await during(work, () => {
      this.write(' ');
      count += 1;
    });
    return count;
  }

  /** Reads, but with pauses, until the work is done. */
  sipDuring(work: Promise<unknown>): Promise<void> {
    return during(work, async () => {
      for (let left = SIP; left > 0 && this.isOpen;) {
        this.socket.resume();
        left -= await this.nextBytes();
        this.stopReading();
      }
    });
  }

  /** Answers how many; none if the other side hangs up. */
  private async nextBytes(): Promise<number> {
    const ended = new AbortController();
    const { signal } = ended;
    const data = once(this.socket, 'data', { signal }).then(([bytes]: Buffer[]) => bytes?.length ?? 0);
    const closed = once(this.socket, 'close', { signal }).then(() => 0);
    try {
      return await Promise.race([data, closed]);
    } finally {
      void Promise.allSettled([data, closed]);
      ended.abort();
    }
  }

  private stopReading(): void {
    this.socket.pause();
    this.received.length = 0;
  }

  /** Settled when the other side hangs up. */
  async ended(): Promise<string> {
    if (this.isOpen) {
      await once(this.socket, 'close');
    }
    return this.text;
  }

  async answered(): Promise<string> {
    while (!/\r\n\r\n[^]*\}$/.test(this.text)) {
      await once(this.socket, 'data');
    }
    return this.received.splice(0).join('');
  }

  hangUp(): void {
    this.socket.destroy();
  }
}

/** Repeats the step until the work is done. */
async function during(work: Promise<unknown>, step: () => void | Promise<void>): Promise<void> {
  let isOver = false;
  const ended = work.finally(() => (isOver = true));
  // Awaited below.
  ended.catch(() => undefined);
  await until('the work is done', async () => {
    await step();
    return isOver;
  });
  await ended;
}
