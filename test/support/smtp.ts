import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { running } from './leftovers';
import { until } from './until';

export interface ReceivedMail extends Email {
  /** Recipients of the envelope. */
  readonly recipients: readonly string[];
}

/** A real SMTP server, which keeps what it receives. */
export class MailListener {
  readonly received: ReceivedMail[] = [];
  private readonly server: SMTPServer;

  private constructor(options: SMTPServerOptions) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      // Senders keep their connections: at the end they are cut off.
      closeTimeout: 1,
      onData: (stream, { envelope }, done) => {
        void chunksOf(stream)
          .then((bytes) => PostalMime.parse(bytes))
          .then((mail) => {
            this.received.push({ ...mail, recipients: envelope.rcptTo.map(({ address }) => address) });
            done();
          }, done);
      },
      ...options,
    });
    this.server.on('error', () => undefined);
  }

  static async start(options: SMTPServerOptions = {}): Promise<MailListener> {
    const listener = new MailListener(options);
    await once(listener.server.listen(0, '127.0.0.1'), 'listening');
    running.add(listener);
    return listener;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** All e-mails, once there are this many. */
  async arrived(count: number): Promise<readonly ReceivedMail[]> {
    await until(`${count} e-mails`, () => this.received.length >= count);
    return this.received;
  }

  async stop(): Promise<void> {
    running.delete(this);
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }
}

async function chunksOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
