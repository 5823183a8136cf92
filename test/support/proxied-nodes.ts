import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { readProjectFile } from '../../src/core/common/project';
import { freePort } from './free-port';
import { CERT_FILE, KEY_FILE } from './tls';
import { until } from '../testkit/until';

const CLIENTS = 4;
/** Checks before and after each change. */
const CHECKS = 20;
/** After these, the programs give up. */
const MOST_TROUBLES = 20;
const RETRY_MS = 100;

/** HAProxy before two nodes, as deploy/proxies/haproxy.cfg has it, with the addresses of a test. */
export class ProxiedNodes {
  private readonly agent = new Agent({ connect: { rejectUnauthorized: false } });
  private haproxy: ChildProcess | undefined;

  private constructor(
    /** Of the nodes. */
    readonly ports: readonly [number, number],
    private readonly port: number,
    private readonly statusPort: number,
  ) {}

  static async create(): Promise<ProxiedNodes> {
    return new ProxiedNodes([await freePort(), await freePort()], await freePort(), await freePort());
  }

  get statusHost(): string {
    return `127.0.0.1:${this.statusPort}`;
  }

  start(parent: string): void {
    const folder = join(parent, 'haproxy');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'licenses.example.com.pem'),
      readFileSync(CERT_FILE, 'utf8') + readFileSync(KEY_FILE, 'utf8'),
    );
    const text = readProjectFile('deploy/proxies/haproxy.cfg')
      .replace('192.0.2.11:8080', `127.0.0.1:${this.ports[0]}`)
      .replace('192.0.2.12:8080', `127.0.0.1:${this.ports[1]}`)
      .replaceAll('/etc/haproxy', folder)
      .replace('127.0.0.1:8404', this.statusHost)
      .replace('    bind :80\n', '')
      .replace('bind :443', `bind 127.0.0.1:${this.port}`);
    writeFileSync(join(folder, 'haproxy.cfg'), text);
    this.haproxy = spawn('/usr/sbin/haproxy', ['-db', '-f', join(folder, 'haproxy.cfg')], { stdio: 'ignore' });
  }

  async ask(method: 'GET' | 'POST', path: string, body?: object): Promise<{ status: number; text: string }> {
    const answer = await request(`https://127.0.0.1:${this.port}${path}`, {
      dispatcher: this.agent,
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: answer.statusCode, text: await answer.body.text() };
  }

  async stop(): Promise<void> {
    await this.agent.destroy();
    if (this.haproxy?.exitCode === null) {
      this.haproxy.kill('SIGKILL');
      await once(this.haproxy, 'exit');
    }
  }
}

/** Programs that check their license at HAProxy, without pause. */
export class ChecksAtProxy {
  private answered = 0;
  private isOver = false;
  /** Answers that are not right, and checks without one. */
  private readonly troubles: string[] = [];
  private readonly clients: Promise<unknown>;

  /** @param repeats503 for a database that is away for a while; otherwise, 503 is a wrong answer */
  constructor(
    private readonly proxy: ProxiedNodes,
    private readonly check: object,
    private readonly repeats503 = false,
  ) {
    this.clients = Promise.all(Array.from({ length: CLIENTS }, () => this.run()));
  }

  async more(): Promise<void> {
    const wanted = this.answered + CHECKS;
    const isDone = (): boolean => this.answered >= wanted || this.troubles.length >= MOST_TROUBLES;
    await until(`${CHECKS} more checks are answered`, isDone);
  }

  async stop(): Promise<readonly string[]> {
    this.isOver = true;
    await this.clients;
    return this.troubles;
  }

  private async run(): Promise<void> {
    // HAProxy needs two good answers before it uses a node.
    const serves = async () => (await this.proxy.ask('GET', '/health').catch(() => undefined))?.status === 200;
    await until('HAProxy serves', serves);
    while (!this.isOver && this.troubles.length < MOST_TROUBLES) {
      const answer = await this.proxy.ask('POST', '/api/v1/validate', this.check).catch(String);
      if (this.repeats503 && typeof answer === 'object' && answer.status === 503) {
        await pause(RETRY_MS);
        continue;
      }
      const isRight = typeof answer === 'object' && answer.status === 200 && answer.text.includes('"valid":true');
      this.answered += 1;
      this.troubles.push(...(isRight ? [] : [JSON.stringify(answer)]));
    }
  }
}
