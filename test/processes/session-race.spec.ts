import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { activate, issued, validate } from '../testkit/issue';
import { licenseOf, race } from '../testkit/race';
import { tally } from '../testkit/records';
import { TestServer } from '../testkit/server';

const LEASE = 60_000;

/** Starts a session, and sends a heartbeat for each line that it reads. Says what the server answered. */
const PROGRAM = `
  const [url, license_key, hardware_id] = process.argv.slice(1);
  const call = async (path, body) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url + '/api/v1/license-sessions' + path, { method: 'POST', headers, body: JSON.stringify(body) });
    console.log(answer.status);
    return answer.json();
  };
  const { session_token } = await call('', { license_key, hardware_id });
  if (session_token) {
    for await (const _line of (await import('node:readline')).createInterface(process.stdin)) {
      await call('/heartbeat', { session_token });
    }
  }
`;

/** A program of a customer, in a process of its own. */
class FloatingProgram {
  private static readonly running = new Set<FloatingProgram>();
  private readonly lines: AsyncIterator<string>;
  private readonly ended: Promise<unknown>;

  private constructor(private readonly child: ChildProcessByStdio<Writable, Readable, null>) {
    const output: Interface = createInterface(child.stdout);
    this.lines = output[Symbol.asyncIterator]();
    this.ended = once(child, 'close');
    FloatingProgram.running.add(this);
    void this.ended.then(() => FloatingProgram.running.delete(this));
  }

  static run(...parameters: [url: string, key: string, device: string]): FloatingProgram {
    return new FloatingProgram(
      spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, ...parameters], {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: {},
      }),
    );
  }

  static async killAll(): Promise<void> {
    await Promise.all([...FloatingProgram.running].map((program) => program.kill()));
  }

  /** The status of the next answer. */
  async answer(): Promise<number> {
    return Number((await this.lines.next()).value);
  }

  beat(): Promise<number> {
    this.child.stdin.write('beat\n');
    return this.answer();
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterEach(() => FloatingProgram.killAll());
afterAll(() => server.stop());

it('gives 3 floating seats to 20 programs that race for them, and those of killed ones back within the lease', async () => {
  server.clock.holdAt('2027-03-01T12:00:00Z');
  const url = await server.listen();
  const { key } = await issued(server, { max_sessions: 3 });
  await activate(server, key, 'desk');
  const run = () => FloatingProgram.run(url, key, 'desk');
  const programs = Array.from({ length: 20 }, run);
  const answers = await race(
    { databaseUrl: server.databaseUrl, ...licenseOf(key) },
    programs.map((program) => () => program.answer()),
  );
  expect(tally(answers)).toEqual({ 201: 3, 409: 17 });

  const [survivor, ...killed] = programs.filter((_, index) => answers[index] === 201);
  await Promise.all(killed.map((program) => program.kill()));
  server.clock.advance(LEASE / 2);
  expect(await survivor?.beat()).toBe(200);
  server.clock.advance(LEASE / 2 - 1);
  expect(await run().answer()).toBe(409);
  expect((await validate(server, key, 'desk')).body.license.sessions).toEqual({ used: 3, max: 3 });

  server.clock.advance(1);
  const late = await Promise.all(Array.from({ length: 4 }, () => run().answer()));
  expect(tally(late)).toEqual({ 201: 2, 409: 2 });
  expect(await survivor?.beat()).toBe(200);
  expect((await validate(server, key, 'desk')).body.license.sessions).toEqual({ used: 3, max: 3 });
});
