import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beat, end, start } from '../support/license-sessions';
import type { TestServer } from '../testkit/server';
import { until } from '../testkit/until';
import { changeStore } from './change-store';
import type { ConformanceState, OpenOptions, Processes, Reply } from './driver';
import type { LyingProxy } from './lying-proxy';
import { MAILED } from './mailed-file';
import { expectedOf, outcomeOf, partOf } from './outcome';
import { FIRST_KEY } from './other-signer';
import { setDisk } from './full-disk';
import { publish } from './publish';
import type { Scenario, ScenarioOptions, Step } from './scenario';
import { describeDevice, licenseOf } from './scenario-license';
import { systemIn } from './system';

const PRODUCT = 'v2-default';
const DEVICE = 'desk';
const DOWNLOADS = 'downloads';
const STEP_MS = 20_000;
/** No folder. */
const FILE = 'no-folder';
const DURATION = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

export interface World {
  readonly server: TestServer;
  readonly proxy: LyingProxy;
  readonly keys: readonly string[];
  /** A folder for stores. */
  readonly folder: string;
}

/** What a client made of a step, in the same form for all languages. */
export interface Outcome {
  readonly do: string;
  /** Null if no license is open, and after `close`: some languages then tell the last state, others that the seat is given up. */
  readonly state: ConformanceState | null;
  readonly error: string | null;
  readonly unreachable: boolean | null;
  readonly signed: boolean | null;
  /** The part of the result that the scenario is about. */
  readonly result: unknown;
}

/** Runs a scenario with a client against the server, through the proxy. Returns an outcome for each call. */
export async function runScenario(scenario: Scenario, processes: Processes, world: World): Promise<readonly Outcome[]> {
  const run = await ScenarioRun.of(scenario, processes, world);
  try {
    for (const [index, step] of scenario.steps.entries()) {
      await run.take(step, `step ${index + 1}, ${JSON.stringify(step)}`);
    }
  } finally {
    await run.end();
  }
  return run.outcomes;
}

class ScenarioRun {
  readonly #started: number;
  #now: number;
  #file: string | undefined;
  #request: unknown;
  #session: string | undefined;
  #point = '';
  /** Processes with an open license. */
  readonly #open = new Set<string>();
  readonly outcomes: Outcome[] = [];

  private constructor(
    private readonly scenario: Scenario,
    private readonly processes: Processes,
    private readonly world: World,
    private readonly license: { readonly id: string; readonly key: string },
    private readonly store: string,
  ) {
    this.#started = world.server.clock.now().getTime();
    this.#now = this.#started;
  }

  static async of(scenario: Scenario, processes: Processes, world: World): Promise<ScenarioRun> {
    const { server, proxy, folder } = world;
    const product = scenario.options?.product ?? PRODUCT;
    const made = await licenseOf(server, { ...scenario.license, product });
    if (scenario.version) {
      await publish(server, product, scenario.version, scenario);
    }
    proxy.reset();
    const store = join(folder, 'license');
    rmSync(store, { force: true, recursive: true });
    rmSync(join(folder, DOWNLOADS), { recursive: true, force: true });
    mkdirSync(join(folder, DOWNLOADS));
    writeFileSync(join(folder, FILE), '');
    return new ScenarioRun(scenario, processes, world, made, store);
  }

  async take(step: Step, where: string): Promise<void> {
    await this.#prepare(step);
    if (step.do) {
      const reply = await this.#call(step);
      expect({ where, ...outcomeOf(reply, step) }).toEqual({ where, ...expectedOf(step) });
      this.outcomes.push({
        do: step.do,
        state:
          reply.state && step.do !== 'close' ? { ...reply.state, expires_at: sameForm(reply.state.expires_at) } : null,
        error: reply.error ?? null,
        unreachable: reply.unreachable ?? null,
        signed: reply.signed ?? null,
        result: 'result' in step ? partOf(reply.result ?? null, step.result) : null,
      });
    }
    if (step.calls) {
      expect({ where, calls: this.world.proxy.calls.splice(0) }).toEqual({ where, calls: step.calls });
    }
    if (step.downloads) {
      expect({ where, downloads: this.#downloads() }).toEqual({ where, downloads: step.downloads });
    }
  }

  async end(): Promise<void> {
    this.world.proxy.reset();
    if (this.scenario.steps.some(({ disk }) => disk)) {
      await setDisk(this.processes.get('first'), 'free');
    }
    for (const process of this.#open) {
      await this.processes.get(process).send({ do: 'close', now: this.#now });
    }
    if (this.#session) {
      await end(this.world.server, this.#session);
    }
    if (this.#point !== '') {
      await this.world.server.sdk.products.update(PRODUCT, { signing_alg: null });
    }
  }

  async #prepare(step: Step): Promise<void> {
    const { network, clock, time, admin, store, disk, occupy, seat, signing, file, left = {} } = step;
    const { server, proxy } = this.world;
    const { id, key } = this.license;
    proxy.network = network ?? proxy.network;
    this.#now = clock ? this.#started + millisecondsIn(clock) : this.#now;
    if (time) {
      await this.#pass(millisecondsIn(time));
    }
    if (admin) {
      await server.sdk.licenses.update(id, admin);
    }
    if (step.device_metadata) {
      await describeDevice(server, id, step.device_metadata);
    }
    if (signing) {
      await this.#signWith(signing);
    }
    for (const [name, text] of Object.entries(left)) {
      const sha256 = createHash('sha256')
        .update(this.scenario.program ?? '')
        .digest('hex')
        .slice(0, 16);
      writeFileSync(join(this.world.folder, DOWNLOADS, filledIn(name, { sha256 })), text);
    }
    if (store) {
      changeStore(this.store, store);
    }
    if (disk) {
      await setDisk(this.processes.get('first'), disk);
      // A write that failed leaves nothing.
      expect(readdirSync(this.world.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    }
    if (occupy) {
      await server.sdk.activate({ license_key: key, hardware_id: occupy });
    }
    if (seat) {
      await this.#moveSeat(seat);
    }
    if (step.take_back) {
      await this.#takeBack(step.take_back);
    }
    if (file) {
      this.#file = await this.#licenseFile(file);
    }
  }

  async #call({ do: name = '', process = 'first', with: parameters, options, state }: Step): Promise<Reply> {
    const { scenario } = this;
    const driver = this.processes.get(process);
    const path = join(this.world.folder, DOWNLOADS, 'program.zip');
    const known = { license_key: this.license.key, path, ...(this.#file && { file: this.#file }) };
    const command =
      name === 'open'
        ? { do: name, now: this.#now, with: { ...this.#options({ ...scenario.options, ...options }) } }
        : { do: name, now: this.#now, with: { ...known, ...this.#filled(parameters) } };
    let reply = await driver.send(command);
    this.#request = name === 'offline_request' ? reply.result : this.#request;
    if (name === 'open' || name === 'close') {
      this.#open[name === 'open' && reply.state !== null ? 'add' : 'delete'](process);
    }
    // Some clients do what is due in the background.
    if (name === 'wake' && state) {
      await until('the state is as expected', async () => {
        reply = await driver.send(command);
        return reply.state?.kind === state.kind;
      });
    }
    return reply;
  }

  #filled({ license_key: key, ...others }: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
    return { ...others, ...(typeof key === 'string' && { license_key: filledIn(key, { key: this.license.key }) }) };
  }

  /** With a new key of ES256. */
  async #signWith(alg: 'EdDSA' | 'ES256'): Promise<void> {
    const { sdk } = this.world.server;
    this.#point = (await sdk.signingKeys.rotate({ alg: 'ES256' })).public_key;
    await sdk.products.update(PRODUCT, { signing_alg: alg });
  }

  /** In small steps, in which another program keeps its floating seat. */
  async #pass(milliseconds: number): Promise<void> {
    const { server } = this.world;
    for (let passed = 0; passed < milliseconds; passed += STEP_MS) {
      server.clock.advance(STEP_MS);
      if (this.#session) {
        expect((await beat(server, this.#session)).status).toBe(200);
      }
    }
    this.#now += milliseconds;
  }

  #options({ system, ...options }: ScenarioOptions): OpenOptions {
    const { proxy, folder } = this.world;
    // As a developer may have pasted them.
    const known = { first: FIRST_KEY, es256: this.#point };
    const keys = (options.keys ?? this.world.keys).map((key) => ` "${filledIn(key, known)}"=\n`);
    const replaced = system === undefined ? {} : { system: systemIn(folder, system) };
    const { base_url = '{url}', store = '{store}' } = options;
    const places = {
      base_url: filledIn(base_url, proxy.places),
      store: filledIn(store, { store: this.store, unwritable: join(folder, FILE, 'license') }),
    };
    return { product: PRODUCT, device: DEVICE, ...options, keys, ...places, ...replaced };
  }

  #downloads(): Record<string, string> {
    const folder = join(this.world.folder, DOWNLOADS);
    return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  }

  async #moveSeat(to: 'taken' | 'freed' | 'borrowed'): Promise<void> {
    const { server } = this.world;
    const { id, key } = this.license;
    if (to === 'borrowed') {
      await server.sdk.activate({ license_key: key, hardware_id: DEVICE });
      expect((await start(server, key, DEVICE, { borrow_days: 3 })).status).toBe(201);
      return;
    }
    if (to === 'freed') {
      await end(server, this.#session ?? '');
      this.#session = undefined;
      return;
    }
    for await (const session of server.sdk.licenseSessions.list({ license: id })) {
      await server.sdk.licenseSessions.end(session.id);
    }
    await server.sdk.activate({ license_key: key, hardware_id: 'another' });
    const { status, body } = await start(server, key, 'another');
    expect([status, body.error]).toEqual([201, undefined]);
    this.#session = body.session_token;
  }

  async #takeBack(message: string): Promise<void> {
    const { server } = this.world;
    for await (const { id } of server.sdk.licenseSessions.list({ license: this.license.id })) {
      await server.asAdmin('DELETE', `/api/v1/license-sessions/${id}?message=${encodeURIComponent(message)}`);
    }
  }

  async #licenseFile({ days, device, changed, encrypted, requested, as }: NonNullable<Step['file']>): Promise<string> {
    const to = requested ? { request: this.#request } : { hardware_id: device ?? DEVICE };
    const body = { ...to, ...(days && { ttl_days: days }), ...(encrypted && { encrypted }) };
    const answer = await this.world.server.asAdmin('POST', `/api/v1/licenses/${this.license.id}/files`, { body });
    expect([answer.status, answer.body.error]).toEqual([201, undefined]);
    const text = as ? MAILED[as](answer.body.file) : String(answer.body.file);
    return changed
      ? text.replace(/\n(.{40})(.)/, (_, before: string, one: string) => `\n${before}${one === 'A' ? 'B' : 'A'}`)
      : text;
  }
}

function filledIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** Languages write a time in different ways. */
function sameForm(time: string | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

function millisecondsIn(duration: string): number {
  const [, sign = '', days = '0', hours = '0', minutes = '0', seconds = '0'] = DURATION.exec(duration) ?? [];
  return (
    (sign === '-' ? -1 : 1) *
    (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1_000)
  );
}
