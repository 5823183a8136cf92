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

/** Steps of a delivery; at the end of DATA, the server has the e-mail. */
export type MailStep = 'connect' | 'RCPT TO' | 'DATA' | 'end of DATA';

/** A real SMTP server, which keeps what it receives. */
export class MailListener {
  readonly received: ReceivedMail[] = [];
  private readonly server: SMTPServer;
  private silentAt: MailStep | null = null;
  private isSilent = false;

  private constructor(options: SMTPServerOptions) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      // Senders keep their connections: at the end they are cut off.
      closeTimeout: 1,
      onConnect: (_session, done) => this.answer('connect', done),
      onRcptTo: (_address, _session, done) => this.answer('RCPT TO', done),
      onData: (stream, { envelope }, done) => {
        this.answer('DATA', () => {
          void chunksOf(stream)
            .then((bytes) => PostalMime.parse(bytes))
            .then((mail) => {
              this.received.push({ ...mail, recipients: envelope.rcptTo.map(({ address }) => address) });
              this.answer('end of DATA', done);
            }, done);
        });
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

  /** E-mails to these addresses, once there are this many; those to others may arrive meanwhile. */
  async arrivedFor(addresses: readonly string[], count: number): Promise<readonly ReceivedMail[]> {
    const found = () => this.received.filter(({ recipients }) => recipients.some((one) => addresses.includes(one)));
    await until(`${count} e-mails to ${addresses.join()}`, () => found().length >= count);
    return found();
  }

  /** Does not answer at this step of a delivery; null answers at all again. */
  fallSilentAt(step: MailStep | null): void {
    this.silentAt = step;
    this.isSilent = false;
  }

  /** Resolves when a sender waits for an answer that does not come. */
  fellSilent(): Promise<void> {
    return until('a sender waits in vain', () => this.isSilent);
  }

  private answer(step: MailStep, done: () => void): void {
    if (step === this.silentAt) {
      this.isSilent = true;
    } else {
      done();
    }
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
