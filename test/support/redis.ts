import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port';

/** A separate Redis process that a test can kill, restart at the same address, and suspend. */
export class TestRedis {
  private readonly folder = mkdtempSync(join(tmpdir(), 'keyward-redis-'));
  private process: ChildProcess | undefined;

  private constructor(readonly port: number) {}

  static async start(): Promise<TestRedis> {
    const redis = new TestRedis(await freePort());
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const options = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--dir', this.folder];
    const started = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.process = started;
    for await (const line of createInterface({ input: started.stdout })) {
      if (line.includes('Ready to accept connections')) {
        started.stdout.resume();
        return;
      }
    }
    throw new Error('redis-server did not start');
  }

  /** Kills it immediately, as a power failure would. */
  async kill(): Promise<void> {
    const { process } = this;
    this.process = undefined;
    if (process) {
      process.kill('SIGKILL');
      await once(process, 'exit');
    }
  }

  /** Keeps its connections open without responding. */
  holdStill(): void {
    this.process?.kill('SIGSTOP');
  }

  letGo(): void {
    this.process?.kill('SIGCONT');
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
