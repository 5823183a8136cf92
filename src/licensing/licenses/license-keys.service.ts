import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock';
import { Conflict } from '../../common/errors/domain-error';
import { Randomness } from '../../common/randomness';
import { generateKey, SIGNED_KEY_FORMAT } from '../../catalog/policies/key-format';
import { MAX_KEY_LENGTH } from '../../catalog/policies/license-key';
import type { Policy } from '../../catalog/policies/policy.entity';
import type { Product } from '../../catalog/products/product.entity';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SigningKeysService } from '../../platform/signing-keys/signing-keys.service';
import { License } from './license.entity';

export const MAX_ATTEMPTS = 5;

const SIGNED_KEY_TYPE = 'keyward-key+jws';
const ID_BYTES = 10;

/** What a key is generated for. */
interface KeyOwner {
  readonly policy: Pick<Policy, 'keyFormat'>;
  readonly product: Pick<Product, 'reference'>;
  readonly expiresAt: Date | null;
}

export type KeyGenerator = (owner: KeyOwner) => string;

/** Generates license keys. */
@Injectable()
export class LicenseKeysService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly signingKeys: SigningKeysService,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** A function that generates keys for licenses of these policies, in their formats. A key may be in use already. */
  async generatorFor(policies: readonly KeyOwner['policy'][]): Promise<KeyGenerator> {
    const isSigned = policies.some(({ keyFormat }) => keyFormat === SIGNED_KEY_FORMAT);
    const sign = isSigned ? await this.signingKeys.signer(SIGNED_KEY_TYPE) : undefined;
    return (owner) => {
      const { keyFormat } = owner.policy;
      return sign && keyFormat === SIGNED_KEY_FORMAT
        ? this.signedKey(owner, sign)
        : generateKey(keyFormat, this.randomness, this.clock.now());
    };
  }

  /** A key that no license has. It is not reserved. */
  async generateFree(owner: KeyOwner): Promise<string> {
    const generate = await this.generatorFor([owner.policy]);
    const keys = Array.from({ length: MAX_ATTEMPTS }, () => generate(owner));
    const taken = await this.work.manager.find(License, { select: { key: true }, where: { key: In(keys) } });
    const free = keys.find((key) => !taken.some((license) => license.key === key));
    if (free === undefined) {
      throw keySpaceExhausted();
    }
    return free;
  }

  /** The names of the claims are short, because a key has a maximum length. */
  private signedKey({ product, expiresAt }: KeyOwner, sign: (claims: object) => string): string {
    const term = expiresAt && { exp: Math.floor(expiresAt.getTime() / 1000) };
    const key = sign({ p: product.reference, id: this.randomness.secret(ID_BYTES), ...term });
    if (key.length > MAX_KEY_LENGTH) {
      throw new Conflict('The reference of this product is too long for signed keys', 'KEY_TOO_LONG');
    }
    return key;
  }
}

export function keySpaceExhausted(): Conflict {
  return new Conflict('The key space of this policy is exhausted');
}
