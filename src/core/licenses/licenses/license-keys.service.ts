import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock';
import { DomainError, problem } from '../../common/errors/domain-error';
import { Randomness } from '../../common/randomness';
import { generateKey, parseKeyFormat, SIGNED_KEY_FORMAT } from '../../catalog/policies/key-format';
import { MAX_KEY_LENGTH } from '../../catalog/policies/license-key';
import type { Policy } from '../../catalog/policies/policy.entity';
import type { Product } from '../../catalog/products/product.entity';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SIGNED_LICENSE_KEY } from '../../platform/signing-keys/signed-types';
import { SigningKeysService } from '../../platform/signing-keys/signing-keys.service';
import { ARCHIVED_KEYS } from './archived-keys';
import { License } from './license.entity';

export const MAX_ATTEMPTS = 5;

const ID_BYTES = 10;

/** The license for which a key is generated. */
interface KeyOwner {
  readonly policy: Pick<Policy, 'keyFormat'>;
  readonly product: Pick<Product, 'reference' | 'signingAlg'>;
  readonly expiresAt: Date | null;
}

/** Generates license keys. */
@Injectable()
export class LicenseKeysService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly signingKeys: SigningKeysService,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** A function that generates keys in the policy's format, which may be in use already. */
  async generatorFor(owner: KeyOwner): Promise<() => string> {
    if (owner.policy.keyFormat === SIGNED_KEY_FORMAT) {
      const generate = await this.generator();
      return () => generate(owner);
    }
    const format = parseKeyFormat(owner.policy.keyFormat);
    return () => generateKey(format, this.randomness, this.clock.now());
  }

  /** Like `generatorFor`, for licenses of several products and policies. */
  async generator(): Promise<(owner: KeyOwner) => string> {
    const signerFor = await this.signingKeys.signers(SIGNED_LICENSE_KEY);
    return (owner) =>
      owner.policy.keyFormat === SIGNED_KEY_FORMAT
        ? this.signedKey(signerFor(owner.product.signingAlg), owner)
        : generateKey(parseKeyFormat(owner.policy.keyFormat), this.randomness, this.clock.now());
  }

  /** A key that no license has. It is not reserved. */
  async generateFree(owner: KeyOwner): Promise<string> {
    const keys = Array.from({ length: MAX_ATTEMPTS }, await this.generatorFor(owner));
    const taken = await this.work.manager.find(License, { select: { key: true }, where: { key: In(keys) } });
    const free = keys.find((key) => !taken.some((license) => license.key === key));
    if (free === undefined) {
      throw keySpaceExhausted();
    }
    return free;
  }

  /** Those of the keys that licenses of any product have, had or will have, or are deleted with. */
  async taken(keys: readonly string[]): Promise<string[]> {
    const taken = await this.work.manager.query<{ key: string }[]>(TAKEN_KEYS, [keys]);
    return taken.map(({ key }) => key);
  }

  /** The names of the claims are short, because a key has a maximum length. */
  private signedKey(sign: (claims: object) => string, { product, expiresAt }: KeyOwner): string {
    const term = expiresAt && { exp: Math.floor(expiresAt.getTime() / 1000) };
    const key = sign({ p: product.reference, id: this.randomness.secret(ID_BYTES), ...term });
    if (key.length > MAX_KEY_LENGTH) {
      throw problem('KEY_TOO_LONG');
    }
    return key;
  }
}

const TAKEN_KEYS = `
  SELECT key FROM licenses WHERE key = ANY ($1)
  UNION ALL SELECT key FROM retired_keys WHERE key = ANY ($1)
  UNION ALL ${ARCHIVED_KEYS} WHERE archived.key = ANY ($1)
  UNION ALL SELECT key FROM pooled_keys WHERE key = ANY ($1) AND drawn_at IS NULL
`;

export function keySpaceExhausted(): DomainError {
  return problem('KEY_SPACE_EXHAUSTED');
}
