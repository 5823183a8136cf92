import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formOf } from '../testkit/forms';
import { issued } from '../testkit/issue';
import { beat, end, start } from '../support/license-sessions';
import { metered } from '../support/meters';
import type { TestServer } from '../testkit/server';
import { until } from '../testkit/until';
import type { ConformanceState, Driver, OpenOptions, Reply } from './driver';
import type { LyingProxy } from './lying-proxy';
import { expectedOf, outcomeOf, partOf } from './outcome';
import type { Scenario, ScenarioOptions, Step } from './scenario';
import { systemIn } from './system';

const PRODUCT = 'v2-default';
const DEVICE = 'desk';
const DOWNLOADS = 'downloads';
const STEP_MS = 20_000;
/** No folder. */
const FILE = 'no-folder';
const DURATION = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;

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
  /** The part of the result that the scenario is about. */
  readonly result: unknown;
}

/** Runs a scenario with a client against the server, through the proxy. Returns an outcome for each call. */
export async function runScenario(scenario: Scenario, driver: Driver, world: World): Promise<readonly Outcome[]> {
  const run = await ScenarioRun.of(scenario, driver, world);
  for (const [index, step] of scenario.steps.entries()) {
    await run.take(step, `step ${index + 1}, ${JSON.stringify(step)}`);
  }
  await run.end();
  return run.outcomes;
}

class ScenarioRun {
  readonly #started: number;
  #now: number;
  #file: string | undefined;
  #request: unknown;
  #session: string | undefined;
  #point = '';
  #isOpen = false;
  readonly outcomes: Outcome[] = [];

  private constructor(
    private readonly scenario: Scenario,
    private readonly driver: Driver,
    private readonly world: World,
    private readonly license: { readonly id: string; readonly key: string },
    private readonly store: string,
  ) {
    this.#started = world.server.clock.now().getTime();
    this.#now = this.#started;
  }

  static async of(scenario: Scenario, driver: Driver, world: World): Promise<ScenarioRun> {
    const { server, proxy, folder } = world;
    const { meters, ...license } = { max_activations: 2, ...scenario.license };
    const made = meters ? await metered(server, meters, license) : await issued(server, license);
    if (scenario.version) {
      await publish(server, scenario.version, scenario.program);
    }
    proxy.reset();
    const store = join(folder, 'license');
    rmSync(store, { force: true });
    rmSync(join(folder, DOWNLOADS), { recursive: true, force: true });
    mkdirSync(join(folder, DOWNLOADS));
    writeFileSync(join(folder, FILE), '');
    return new ScenarioRun(scenario, driver, world, made, store);
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
    if (this.#isOpen) {
      await this.driver.send({ do: 'close', now: this.#now });
    }
    if (this.#session) {
      await end(this.world.server, this.#session);
    }
    if (this.#point !== '') {
      await this.world.server.sdk.products.update(PRODUCT, { signing_alg: null });
    }
  }

  async #prepare(step: Step): Promise<void> {
    const { network, clock, time, admin, store, occupy, seat, signing, file, left = [] } = step;
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
    if (signing) {
      await this.#signWith(signing);
    }
    for (const name of left) {
      writeFileSync(join(this.world.folder, DOWNLOADS, name), 'a part');
    }
    if (store) {
      this.#edit(store);
    }
    if (occupy) {
      await server.sdk.activate({ license_key: key, hardware_id: occupy });
    }
    if (seat) {
      await this.#moveSeat(seat);
    }
    if (file) {
      this.#file = await this.#licenseFile(file);
    }
  }

  async #call({ do: name = '', with: parameters, options, state }: Step): Promise<Reply> {
    const { scenario, driver } = this;
    const path = join(this.world.folder, DOWNLOADS, 'program.zip');
    const known = { license_key: this.license.key, path, ...(this.#file && { file: this.#file }) };
    const command =
      name === 'open'
        ? { do: name, now: this.#now, with: { ...this.#options({ ...scenario.options, ...options }) } }
        : { do: name, now: this.#now, with: { ...known, ...parameters } };
    let reply = await driver.send(command);
    this.#request = name === 'offline_request' ? reply.result : this.#request;
    this.#isOpen = name === 'open' ? reply.state !== null : this.#isOpen && name !== 'close';
    // Some clients do what is due in the background.
    if (name === 'wake' && state) {
      await until('the state is as expected', async () => {
        reply = await driver.send(command);
        return reply.state?.kind === state.kind;
      });
    }
    return reply;
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
    const keys = (options.keys ?? this.world.keys).map((key) => ` "${filledIn(key, { es256: this.#point })}"=\n`);
    const replaced = system === undefined ? {} : { system: systemIn(folder, system) };
    const { base_url = '{url}', store = '{store}' } = options;
    const places = {
      base_url: filledIn(base_url, {
        url: proxy.url,
        tls: proxy.url.replace('http', 'https'),
        encrypted: proxy.tlsUrl,
      }),
      store: filledIn(store, { store: this.store, unwritable: join(folder, FILE, 'license') }),
    };
    return { product: PRODUCT, device: DEVICE, ...options, keys, ...places, ...replaced };
  }

  #edit(how: 'edit' | 'garbage' | 'delete'): void {
    if (how === 'delete') {
      rmSync(this.store, { force: true });
      return;
    }
    if (how === 'garbage') {
      writeFileSync(this.store, '{"version": 1, "answer": ["\\ud800"');
      return;
    }
    const text = readFileSync(this.store, 'utf8');
    const edited = text.replace(/"seen":\d+/, '"seen":1');
    expect(edited).not.toBe(text);
    writeFileSync(this.store, edited);
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

  async #licenseFile({
    days,
    device,
    changed,
    encrypted,
    requested,
    mailed,
  }: NonNullable<Step['file']>): Promise<string> {
    const to = requested ? { request: this.#request } : { hardware_id: device ?? DEVICE };
    const body = { ...to, ...(days && { ttl_days: days }), ...(encrypted && { encrypted }) };
    const answer = await this.world.server.asAdmin('POST', `/api/v1/licenses/${this.license.id}/files`, { body });
    expect([answer.status, answer.body.error]).toEqual([201, undefined]);
    const text: string = mailed ? `Dear customer,\r\r${answer.body.file}`.replace(/^/gm, '> ') : answer.body.file;
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
  const [, sign = '', days = '0', hours = '0', minutes = '0'] = DURATION.exec(duration) ?? [];
  return (sign === '-' ? -1 : 1) * ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000;
}

async function publish(server: TestServer, version: string, program: string | undefined): Promise<void> {
  const path = `/api/v1/products/${PRODUCT}/versions`;
  const body = { reference: `v${version}`, version, released_at: '2026-01-01', is_active: true };
  const { status } = await server.asAdmin('POST', path, { body });
  expect([201, 409]).toContain(status);
  if (program) {
    const file = await formOf(['file', program, 'program.zip']);
    const sent = await server.asAdmin('PUT', `${path}/v${version}/files/main`, file);
    expect([200, 201, 204]).toContain(sent.status);
  }
}
