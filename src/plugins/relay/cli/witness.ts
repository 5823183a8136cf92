import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { CliError } from '../../cli/kit/cli-error';
import { environment } from '../../cli/kit/environment';
import { forOperators } from '../../cli/machine/database';
import { Conversation } from '../pair/conversation';
import { MAX_MESSAGE, readToWitness, signedByWitness } from './pair-jws';
import { WITNESS_PATH } from '../pair/pair-paths';
import { WitnessBook, type WitnessedPairs } from '../pair/witness-book';
import type { RelayFolder } from './relay-environment';
import { keysIn, readRelayFile, type VendorJwk } from './relay-file';
import { textOf } from './start-relay';

/** The options of `keyward relay witness`. */
export interface WitnessOptions extends RelayFolder {
  readonly license: string;
  readonly port: number;
}

/** The file of a witness. */
interface WitnessFile {
  /** PKCS #8 in PEM. */
  readonly key: string;
  readonly pairs: WitnessedPairs;
}

const STATE = 'witness.json';
/** Requests in a second: a pair makes less than one. */
const MAX_PER_SECOND = 100;
const MAX_TALKS = 2_000;
const TIMEOUT_MS = 5_000;
/** Bytes of a message in JSON. */
const MAX_BODY = MAX_MESSAGE + 100;

const seconds = (): number => performance.now() / 1000;

/** Runs until a signal ends it. */
export async function runWitness({ license, data = 'keyward-witness', port }: WitnessOptions): Promise<void> {
  const { terms } = await forOperators(() => Promise.resolve(textOf(license)).then(readRelayFile));
  const witness = new Witness(resolve(data), keysIn(terms));
  const server = createServer({ requestTimeout: TIMEOUT_MS, headersTimeout: TIMEOUT_MS }, (request, response) => {
    void witness.handle(request, response).catch(() => response.destroy());
  });
  server.on('error', (error) => {
    process.stderr.write(`${new CliError(`The witness cannot listen at port ${port}: ${error.message}`).message}\n`);
    process.exitCode = 1;
  });
  server.listen(port, environment.HOST, () => {
    const address = server.address();
    const own = typeof address === 'object' ? address?.port : port;
    process.stdout.write(`The witness is running at http://${environment.HOST ?? 'localhost'}:${own}\n`);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => server.close().closeAllConnections());
  }
}

/** The third machine of a pair. It has no database: its file is written before an answer depends on it. */
class Witness {
  private readonly privateKey: KeyObject;
  private readonly x: string;
  private readonly book: WitnessBook;
  private readonly talks = new Map<string, Conversation>();
  private second = 0;
  private requests = 0;

  constructor(
    private readonly folder: string,
    private readonly keys: readonly VendorJwk[],
  ) {
    const { key, pairs } = readOrCreate(folder);
    this.privateKey = createPrivateKey(key);
    this.x = String(createPublicKey(this.privateKey).export({ format: 'jwk' }).x);
    this.book = new WitnessBook(pairs, seconds(), (changed) => write(this.folder, { key, pairs: changed }));
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [status, body] = await this.answer(request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  private async answer(request: IncomingMessage): Promise<readonly [status: number, body: object]> {
    if (request.method === 'GET' && request.url === '/health') {
      return [200, { status: 'ok' }];
    }
    if (request.method !== 'POST' || request.url !== WITNESS_PATH) {
      return [404, { error: 'not_found' }];
    }
    if (this.isTooFast()) {
      return [429, { error: 'rate_limited' }];
    }
    const text = await bodyOf(request);
    if (text === undefined) {
      return [413, { error: 'too_large' }];
    }
    const message = this.replyTo(messageIn(text));
    return message === undefined ? [422, { error: 'invalid' }] : [200, { message }];
  }

  private replyTo(text: string): string | undefined {
    const read = readToWitness(text, this.keys);
    const talk = read && this.talkWith(read.by.relay.id);
    if (!talk) {
      return undefined;
    }
    const { order, told } = read.message;
    const { isNew } = talk.accept(order);
    const answer = isNew ? (this.book.answer(told, seconds()) ?? null) : null;
    const message = { order: talk.next(seconds()), answer };
    return signedByWitness({ x: this.x, privateKey: this.privateKey }, told.relay, message);
  }

  private talkWith(relay: string): Conversation | undefined {
    const known = this.talks.get(relay);
    if (known || this.talks.size >= MAX_TALKS) {
      return known;
    }
    const talk = new Conversation();
    this.talks.set(relay, talk);
    return talk;
  }

  private isTooFast(): boolean {
    const second = Math.floor(seconds());
    this.requests = second === this.second ? this.requests + 1 : 1;
    this.second = second;
    return this.requests > MAX_PER_SECOND;
  }
}

function readOrCreate(folder: string): WitnessFile {
  const path = join(folder, STATE);
  if (existsSync(path)) {
    return JSON.parse(readFileSync(path, 'utf8')) as WitnessFile;
  }
  mkdirSync(folder, { recursive: true });
  const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const created = { key, pairs: {} };
  write(folder, created);
  return created;
}

/** The file is either the one before or this one, also after a loss of power. */
function write(folder: string, file: WitnessFile): void {
  const [path, draft] = [join(folder, STATE), join(folder, `${STATE}.new`)];
  const opened = openSync(draft, 'w', 0o600);
  writeSync(opened, JSON.stringify(file));
  fsyncSync(opened);
  closeSync(opened);
  renameSync(draft, path);
  if (process.platform !== 'win32') {
    const directory = openSync(folder, 'r');
    fsyncSync(directory);
    closeSync(directory);
  }
}

/** The message in a body; empty if there is none. */
function messageIn(body: string): string {
  try {
    return String((JSON.parse(body) as { message?: unknown } | null)?.message);
  } catch {
    return '';
  }
}

/** The text of a message; undefined for a larger one. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > MAX_BODY) {
      return undefined;
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
