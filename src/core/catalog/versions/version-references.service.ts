import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { Randomness } from '../../common/randomness';
import { advisoryLock } from '../../platform/database/advisory-lock';
import { UnitOfWork } from '../../platform/database/unit-of-work';

const MAX_LENGTH = 255;
/** Unambiguous letters and digits; eight of them are 39 bits. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const SUFFIX_LENGTH = 8;

interface Taken {
  readonly reference: string;
  readonly isOwn: boolean;
}

/** Generates references of versions. Some clients send nothing but the reference, so it must be unique on the server. */
@Injectable()
export class VersionReferencesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  /** `v1.1.0`, or `v1.1.0-<random suffix>` if another product uses that reference. */
  async generate(productId: number, version: string): Promise<string> {
    const { manager } = this.work;
    const plain = `v${version}`;
    // Held until commit, so that concurrent publications of the same version see each other.
    await advisoryLock(manager, `version ${plain}`);
    const taken = await manager.query<Taken[]>(TAKEN, [plain, productId, version]);
    if (!taken.some(({ reference }) => reference === plain)) {
      return plain;
    }
    // A product cannot publish a version twice, whether or not its first reference has a suffix.
    if (taken.some(({ isOwn }) => isOwn)) {
      throw problem('VERSION_REFERENCE_TAKEN', { field: 'reference' });
    }
    return this.withSuffix(plain);
  }

  private withSuffix(plain: string): string {
    const start = Array.from(plain).slice(0, MAX_LENGTH - SUFFIX_LENGTH - 1);
    return `${start.join('')}-${this.randomness.text(SUFFIX_LENGTH, ALPHABET)}`;
  }
}

const TAKEN = `
  SELECT reference, product_id = $2 AS "isOwn" FROM product_versions
  WHERE reference = $1 OR (product_id = $2 AND version = $3 AND starts_with(reference, $1 || '-'))
`;
