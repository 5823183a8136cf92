import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { kidOf, type RelayVendor } from '../support/relay-files';
import { runCommand } from './command';
import { Link } from './link';
import { Program } from './program';
import { inRelayDatabase } from './relay-database';

const KEYWARD = resolve(__dirname, '../../scripts/keyward.mjs');

/** Each process that asks another one does so by a link that can be cut. */
export type PairLinks = Readonly<
  Record<'firstToSecond' | 'secondToFirst' | 'firstToWitness' | 'secondToWitness', Link>
>;

/** Two relays and their witness, as processes in one folder. */
export class RelayPairProcesses {
  private constructor(
    private readonly base: string,
    readonly links: PairLinks,
    /** Seconds for which a relay serves after a contact. */
    private readonly lease: number,
  ) {}

  static async open(lease: number): Promise<RelayPairProcesses> {
    const base = mkdtempSync(join(tmpdir(), 'keyward pair '));
    chmodSync(base, 0o711);
    const [firstToSecond, secondToFirst, firstToWitness, secondToWitness] = [
      await Link.open(),
      await Link.open(),
      await Link.open(),
      await Link.open(),
    ];
    return new RelayPairProcesses(base, { firstToSecond, secondToFirst, firstToWitness, secondToWitness }, lease);
  }

  async close(): Promise<void> {
    Object.values(this.links).forEach((link) => link.close());
    await Program.endAll();
    rmSync(this.base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  folder(name: string): string {
    return join(this.base, name);
  }

  save(name: 'first' | 'second', file: string): void {
    writeFileSync(this.folder(`${name}.json`), file);
  }

  /** Files of a vendor for both. */
  async issue(vendor: RelayVendor, pool: object, terms: object): Promise<void> {
    this.save('first', vendor.file({ claims: { pool }, terms }));
    const { output } = await runCommand(['relay', 'request', '--data', this.folder('second'), '--json']);
    const code = String(JSON.parse(output.trim().split('\n').at(-1) ?? '').request).replace('KWL1.', '');
    const { k: x } = JSON.parse(Buffer.from(code, 'base64url').toString());
    const relay = { id: randomUUID(), name: 'Plant 8', key: { kty: 'OKP', crv: 'Ed25519', x, kid: kidOf(x) } };
    const pair = { id: vendor.relay, member: 2 };
    this.save('second', vendor.file({ key: x, claims: { pool, relay, pair }, terms }));
  }

  /**
   * Whether a relay that runs knows the witness of its partner, without which it does not take over, and knows that the partner
   * knows its own, without which it serves by its partner alone.
   */
  async isReadyToTakeOver(name: 'first' | 'second'): Promise<boolean> {
    const ready = `SELECT FROM relay_pair WHERE state->'known'->>'witness' = state->>'witness'`;
    return (await inRelayDatabase(this.folder(name), ready)).rowCount === 1;
  }

  async startWitness(): Promise<Program> {
    const own = ['--license', this.folder('first.json'), '--data', this.folder('witness'), '--port', '0'];
    const witness = Program.launch({}, process.execPath, [KEYWARD, 'relay', 'witness', ...own]);
    const [, url = ''] = await witness.output.line(/^The witness is running at (http:\S+)$/);
    this.links.firstToWitness.leadTo(url);
    this.links.secondToWitness.leadTo(url);
    return witness;
  }

  /** @param witness address of the witness; the link to it by default */
  async startRelay(
    name: 'first' | 'second',
    { witness, settings = {} }: { witness?: string; settings?: Record<string, string> } = {},
  ): Promise<Program> {
    const { firstToSecond, secondToFirst, firstToWitness, secondToWitness } = this.links;
    const [partner, link, own] =
      name === 'first'
        ? [firstToSecond, firstToWitness, secondToFirst]
        : [secondToFirst, secondToWitness, firstToSecond];
    const options = ['--partner', partner.url, '--witness', witness ?? link.url, '--lease', String(this.lease)];
    const from = ['--data', this.folder(name), '--license', this.folder(`${name}.json`)];
    const relay = await Program.start(settings, process.execPath, [KEYWARD, 'relay', 'start', ...from, ...options]);
    own.leadTo(relay.url);
    return relay;
  }
}
