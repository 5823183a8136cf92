import { type KeyObject, sign } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { inSeconds } from '../../common/seconds';
import { SecretCipher } from '../config/secret-cipher';
import { CachedValue } from '../database/cached-value';
import { searchPattern } from '../database/like-pattern';
import { NotificationsService } from '../database/notifications.service';
import { readPage } from '../database/read-page';
import { UnitOfWork } from '../database/unit-of-work';
import { IssuerService } from './issuer.service';
import type { KeyListClaims } from './key-claims';
import { SIGNED_KEY_LIST } from './signed-types';
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

/** The keys that verify, the newest first, and a signed list of them and of the revoked ones. */
export interface PublishedKeys {
  readonly keys: readonly SigningKey[];
  readonly signed: string;
}

/** Signs as this installation, and publishes the public keys. */
@Injectable()
export class SigningKeysService {
  private readonly active = new CachedValue(() => this.readActive());

  constructor(
    private readonly work: UnitOfWork,
    private readonly cipher: SecretCipher,
    private readonly issuer: IssuerService,
    private readonly clock: Clock,
    notifications: NotificationsService,
  ) {
    notifications.onChange('signing_keys', () => this.active.drop());
  }

  /**
   * A function that signs claims as a compact JWS with the active key. Not to be kept, because the key may be rotated. Needs no
   * query, unless keys were changed or were read more than ten seconds ago.
   * @param typ distinguishes what is signed, so that one thing cannot be presented as another
   */
  async signer(typ: string): Promise<Signer> {
    return signerOf(await this.active.get(this.clock.now()), typ);
  }

  /**
   * The Ed25519 signature of a text by the active key.
   * @param text contains a space, so that it cannot be presented as a JWS
   */
  async signText(text: string): Promise<Buffer> {
    const { privateKey } = await this.active.get(this.clock.now());
    return sign(null, Buffer.from(text), privateKey);
  }

  /** @param key is active */
  signerWith(key: SigningKey, typ: string): Signer {
    return signerOf(this.unlocked(key), typ);
  }

  async published(): Promise<PublishedKeys> {
    const newest = await this.work.manager.find(SigningKey, { order: { id: 'DESC' }, take: MAX_PUBLISHED });
    const keys = newest.filter(({ revokedAt }) => revokedAt === null);
    const active = newest.find(({ retiredAt }) => retiredAt === null);
    if (!active) {
      throw new Error('No signing key is active');
    }
    const iat = inSeconds(this.clock.now());
    const claims: KeyListClaims = {
      iss: await this.issuer.name(),
      iat,
      exp: iat + LIST_LIFETIME,
      kids: keys.map(({ kid }) => kid),
      revoked: newest.filter((key) => !keys.includes(key)).map(({ kid }) => kid),
    };
    return { keys, signed: this.signerWith(active, SIGNED_KEY_LIST)(claims) };
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

  /** The key that signs. */
  getActive(): Promise<SigningKey> {
    return this.work.manager.findOneByOrFail(SigningKey, { retiredAt: IsNull() });
  }

  private async readActive(): Promise<ActiveKey> {
    return this.unlocked(await this.getActive());
  }

  private unlocked({ kid, privateKey }: SigningKey): ActiveKey {
    if (privateKey === null) {
      throw new Error(`The signing key ${kid} has no private key`);
    }
    return { kid, privateKey: privateKeyOf(this.cipher.decrypt(privateKeySecret(kid), privateKey)) };
  }
}

function signerOf({ kid, privateKey }: ActiveKey, typ: string): Signer {
  return (claims) => compactJws({ kid, typ }, claims, privateKey);
}
