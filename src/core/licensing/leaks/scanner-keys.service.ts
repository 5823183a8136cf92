import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { readApi } from '../../common/http/read-api';
import { SettingValuesService } from '../../platform/settings/setting-values.service';
import { LEAK_KEYS_URL } from '../anomalies/anomaly.settings';

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 65_536;
const MAX_KEYS = 20;
/** Unknown keys, which a stranger may name, cause a request at most this often. */
const PAUSE_MS = 60_000;

interface KnownKeys {
  readonly url: string;
  readonly readAt: number;
  readonly keys: ReadonlyMap<string, KeyObject>;
}

/** The published form of GitHub's keys: a list of an identifier and a key of P-256 in PEM. */
interface PublishedKeys {
  readonly public_keys?: readonly { readonly key_identifier?: unknown; readonly key?: unknown }[];
}

/** Verifies what a secret scanner has signed with ECDSA, P-256 and SHA-256, as GitHub's partner programme does. */
@Injectable()
export class ScannerKeysService {
  private readonly logger = new Logger('Anomalies');
  private known: KnownKeys | undefined;
  private reading: Promise<KnownKeys> | undefined;

  constructor(
    private readonly settings: SettingValuesService,
    private readonly clock: Clock,
  ) {}

  /**
   * @param signature in DER, base64
   * @throws UNAVAILABLE if the keys cannot be read
   */
  async isSigned(body: Buffer, identifier: string, signature: string): Promise<boolean> {
    const url = this.settings.get(LEAK_KEYS_URL);
    const key = url === '' ? undefined : await this.keyOf(url, identifier);
    return key !== undefined && verify('sha256', body, key, Buffer.from(signature, 'base64'));
  }

  private async keyOf(url: string, identifier: string): Promise<KeyObject | undefined> {
    const known = this.known?.url === url ? this.known : undefined;
    const isRecent = known && this.clock.now().getTime() - known.readAt < PAUSE_MS;
    if (known && (known.keys.has(identifier) || isRecent)) {
      return known.keys.get(identifier);
    }
    this.reading ??= this.read(url).finally(() => (this.reading = undefined));
    this.known = await this.reading;
    return this.known.keys.get(identifier);
  }

  private async read(url: string): Promise<KnownKeys> {
    const readAt = this.clock.now().getTime();
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const { status, bytes } = await readApi({ url, accept: 'application/json', maxBytes: MAX_BYTES, signal });
      if (status !== 200) {
        throw new Error(`HTTP ${status}`);
      }
      return { url, readAt, keys: keysIn(JSON.parse(bytes.toString()) as PublishedKeys) };
    } catch (error) {
      this.logger.warn(`The keys of the scanner of leaked keys cannot be read: ${String(error)}`);
      throw problem('LEAK_KEYS_UNREADABLE');
    }
  }
}

function keysIn({ public_keys: published = [] }: PublishedKeys): Map<string, KeyObject> {
  return new Map(
    published.slice(0, MAX_KEYS).map(({ key_identifier: identifier, key }) => {
      const parsed = createPublicKey(String(key));
      if (parsed.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
        throw new Error('A key is not of P-256');
      }
      return [String(identifier), parsed];
    }),
  );
}
