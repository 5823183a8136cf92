import { type KeyObject, sign } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '../../common/clock';
import { fieldProblem, problem } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { inSeconds } from '../../common/seconds';
import { SecretCipher } from '../config/secret-cipher';
import { CachedValue } from '../database/cached-value';
import { searchPattern } from '../database/like-pattern';
import { NotificationsService } from '../database/notifications.service';
import { readPage } from '../database/read-page';
import { UnitOfWork } from '../database/unit-of-work';
import { SettingValuesService } from '../settings/setting-values.service';
import { SettingsService } from '../settings/settings.service';
import { IssuerService } from './issuer.service';
import type { KeyListClaims } from './key-claims';
import { isSignedBy, readJws } from './read-jws';
import { SIGNED_KEY_LIST } from './signed-types';
import { SIGNING_ALG, SIGNING_ALGS, type SigningAlg } from './signing-alg';
import { SigningKey, privateKeySecret } from './signing-key.entity';
import { compactJws, privateKeyOf } from './signing-key-pair';

/** Bounds the published lists; keys are created rarely. */
const MAX_PUBLISHED = 200;
const LIST_LIFETIME = 86_400;

interface ActiveKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

/** Signs claims as a compact JWS. */
export type Signer = (claims: object) => string;

/**
 * Completes what the active key signs: a relay names the certificate of its key. Undefined for what is signed as it is.
 * @param typ the `typ` header of what is signed
 */
export type Certifier = (
  typ: string,
  claims: object,
) => { header: { chain: readonly string[] }; claims: object } | undefined;

/** The keys that verify, by algorithm and the newest first, and the list of them and of the revoked ones, signed by each algorithm that has a key. */
export interface PublishedKeys {
  readonly keys: readonly SigningKey[];
  readonly signed: ReadonlyMap<SigningAlg, string>;
}

/** Signs as this installation, and publishes the public keys. */
@Injectable()
export class SigningKeysService implements OnModuleInit {
  private readonly active = new CachedValue(() => this.readActive());
  private certifier: Certifier | undefined;

  constructor(
    private readonly work: UnitOfWork,
    private readonly cipher: SecretCipher,
    private readonly issuer: IssuerService,
    private readonly settings: SettingValuesService,
    private readonly settingChanges: SettingsService,
    private readonly clock: Clock,
    notifications: NotificationsService,
  ) {
    notifications.onChange('signing_keys', () => this.active.drop());
  }

  onModuleInit(): void {
    this.settingChanges.addCheck(async ({ after, names }) => {
      const isMissing = names.includes(SIGNING_ALG.name) && !(await this.hasActive(after.get(SIGNING_ALG)));
      return isMissing ? [fieldProblem('SIGNING_KEY_MISSING', { field: SIGNING_ALG.name })] : [];
    });
  }

  /** From now on, `certifier` completes what is signed. */
  certifyBy(certifier: Certifier): void {
    this.certifier = certifier;
  }

  /**
   * A function that signs claims as a compact JWS with the active key. Not to be kept, because the key may be rotated. Needs no
   * query, unless keys were changed or were read more than ten seconds ago.
   * @param typ distinguishes what is signed, so that one thing cannot be presented as another
   * @param alg of the product; null for the installation's
   */
  async signer(typ: string, alg: SigningAlg | null = null): Promise<Signer> {
    return (await this.signers(typ))(alg);
  }

  /** Like `signer`, for things of several products. */
  async signers(typ: string): Promise<(alg: SigningAlg | null) => Signer> {
    const active = await this.active.get(this.clock.now());
    return (alg) => signerOf(active[alg ?? this.settings.get(SIGNING_ALG)], typ, this.certifier);
  }

  /**
   * The Ed25519 signature of a text by the active key.
   * @param text contains a space, so that it cannot be presented as a JWS
   */
  async signText(text: string): Promise<Buffer> {
    const { EdDSA } = await this.active.get(this.clock.now());
    return sign(null, Buffer.from(text), EdDSA.privateKey);
  }

  /** @param key is active */
  signerWith(key: SigningKey, typ: string): Signer {
    return signerOf(this.unlocked(key), typ);
  }

  /** The claims of what this installation signed as this type, also with a retired key; null for anything else. */
  async read(jws: string, typ: string): Promise<Readonly<Record<string, unknown>> | null> {
    const parts = readJws(jws);
    if (parts?.header.typ !== typ || typeof parts.header.kid !== 'string') {
      return null;
    }
    const key = await this.work.manager.findOneBy(SigningKey, { kid: parts.header.kid, revokedAt: IsNull() });
    return key && isSignedBy(parts, key) ? parts.claims : null;
  }

  async published(): Promise<PublishedKeys> {
    const newest = await this.work.manager.find(SigningKey, {
      // Those that are active are the first, however often keys of another algorithm were rotated.
      order: { retiredAt: { direction: 'DESC', nulls: 'FIRST' }, id: 'DESC' },
      take: MAX_PUBLISHED,
    });
    const good = newest.filter(({ revokedAt }) => revokedAt === null);
    const keys = SIGNING_ALGS.flatMap((alg) => good.filter((key) => key.alg === alg));
    const iat = inSeconds(this.clock.now());
    const claims: KeyListClaims = {
      iss: await this.issuer.name(),
      iat,
      exp: iat + LIST_LIFETIME,
      kids: keys.map(({ kid }) => kid),
      revoked: newest.filter((key) => !good.includes(key)).map(({ kid }) => kid),
    };
    const signed = keys
      .filter(({ retiredAt }) => retiredAt === null)
      .map((active) => {
        const others = keys.filter(({ alg }) => alg !== active.alg).map(({ publicKey }) => publicKey);
        const list = others.length === 0 ? claims : { ...claims, other_keys: others };
        return [active.alg, this.signerWith(active, SIGNED_KEY_LIST)(list)] as const;
      });
    return { keys, signed: new Map(signed) };
  }

  /**
   * Newest first, revoked ones included.
   * @param q part of the key id
   */
  list(page: PageRequest, q?: string): Promise<Page<SigningKey>> {
    const query = this.work.manager.createQueryBuilder(SigningKey, 'signing_key');
    if (q !== undefined) {
      query.where('signing_key.kid ILIKE :q', { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  async get(kid: string): Promise<SigningKey> {
    const key = await this.work.manager.findOneBy(SigningKey, { kid });
    if (!key) {
      throw problem('SIGNING_KEY_NOT_FOUND');
    }
    return key;
  }

  /** The keys that sign, at most one of each algorithm. */
  getActive(): Promise<SigningKey[]> {
    return this.work.manager.find(SigningKey, { where: { retiredAt: IsNull() }, order: { id: 'ASC' } });
  }

  /** Whether a key of this algorithm signs. Once there is one, there always is. */
  hasActive(alg: SigningAlg): Promise<boolean> {
    return this.work.manager.existsBy(SigningKey, { alg, retiredAt: IsNull() });
  }

  // Until this node knows a key that another one has just created, it signs with the one that there always is.
  private async readActive(): Promise<Readonly<Record<SigningAlg, ActiveKey>>> {
    const keys = new Map((await this.getActive()).map((key) => [key.alg, this.unlocked(key)]));
    const EdDSA = keys.get('EdDSA');
    if (!EdDSA) {
      throw new Error('No signing key is active');
    }
    return { EdDSA, ES256: keys.get('ES256') ?? EdDSA };
  }

  private unlocked({ kid, privateKey }: SigningKey): ActiveKey {
    if (privateKey === null) {
      throw new Error(`The signing key ${kid} has no private key`);
    }
    return { kid, privateKey: privateKeyOf(this.cipher.decrypt(privateKeySecret(kid), privateKey)) };
  }
}

function signerOf({ kid, privateKey }: ActiveKey, typ: string, certifier?: Certifier): Signer {
  return (claims) => {
    const certified = certifier?.(typ, claims);
    return compactJws({ kid, typ, ...certified?.header }, certified?.claims ?? claims, privateKey);
  };
}
