import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { readMail, type ReceivedMail } from './received-mail';
import { until } from './until';

export type { ReceivedMail } from './received-mail';

/** An SMTP server, which keeps what it receives: its `url` is the setting `mail.smtp_url`. */
export class MailListener {
  readonly received: ReceivedMail[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      void this.talk(socket).catch(() => socket.destroy());
    });
  }

  /** Listens on a free port of this machine. */
  static async start(): Promise<MailListener> {
    const listener = new MailListener(createServer());
    await once(listener.server.listen(0, '127.0.0.1'), 'listening');
    return listener;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** All e-mails, once there are this many. */
  async arrived(count: number): Promise<readonly ReceivedMail[]> {
    await until(`${count} e-mails have arrived`, () => this.received.length >= count);
    return this.received;
  }

  stop(): Promise<void> {
    this.server.close();
    this.sockets.forEach((socket) => socket.destroy());
    return Promise.resolve();
  }

  private async talk(socket: Socket): Promise<void> {
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    let recipients: string[] = [];
    let content: string[] | undefined;
    say('220 testkit');
    for await (const line of createInterface({ input: socket.setEncoding('utf8') })) {
      const [, recipient] = /^RCPT TO:<([^>]*)>/i.exec(line) ?? [];
      if (content && line === '.') {
        this.received.push(readMail(recipients, content.join('\r\n')));
        recipients = [];
        content = undefined;
        say('250 kept');
      } else if (content) {
        content.push(line.replace(/^\./, ''));
      } else if (/^DATA/i.test(line)) {
        content = [];
        say('354 end with a point');
      } else if (/^QUIT/i.test(line)) {
        socket.end('221 bye\r\n');
      } else {
        recipients.push(...(recipient === undefined ? [] : [recipient]));
        say('250 ok');
      }
    }
  }
}
