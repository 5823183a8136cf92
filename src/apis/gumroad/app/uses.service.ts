import { Injectable } from '@nestjs/common';
import type { License } from '../../../core/licenses';
import { importedFacts, numberFact } from '../../kit/imported-facts';
import { METADATA_FIELD } from './product-names';
import { problem } from '../../../core/common';
import { isForeignKeyViolation, UnitOfWork } from '../../../core/platform';

interface Counted {
  readonly uses: number;
}

/**
 * Counts the uses of licenses, from those that an imported license had at Gumroad. Each change is one statement, so that
 * concurrent calls count each.
 */
@Injectable()
export class UsesService {
  constructor(private readonly work: UnitOfWork) {}

  async read(license: License): Promise<number> {
    return this.usesIn(READ, license);
  }

  /** Returns the new count. */
  async increment(license: License): Promise<number> {
    return this.usesIn(INCREMENT, license);
  }

  /** Returns the new count, which is never negative. */
  async decrement(license: License): Promise<number> {
    return this.usesIn(DECREMENT, license);
  }

  private async usesIn(statement: string, { id, metadata }: License): Promise<number> {
    const former = numberFact(importedFacts(metadata, METADATA_FIELD).uses) ?? 0;
    try {
      const [row] = await this.work.manager.query<Counted[]>(statement, [id, former]);
      return row?.uses ?? 0;
    } catch (error) {
      // The license was deleted since it was found.
      throw isForeignKeyViolation(error) ? problem('LICENSE_NOT_FOUND') : error;
    }
  }

  /** Stores the count of another server for a license without a count. */
  async set(licenseId: number, uses: number): Promise<void> {
    await this.work.manager.query('INSERT INTO gumroad_uses (license_id, uses) VALUES ($1, $2)', [licenseId, uses]);
  }
}

const READ = `
  SELECT coalesce((SELECT uses FROM gumroad_uses WHERE license_id = $1), $2::bigint) AS uses`;

const INCREMENT = `
  INSERT INTO gumroad_uses AS counted (license_id, uses) VALUES ($1, $2::bigint + 1)
  ON CONFLICT (license_id) DO UPDATE SET uses = counted.uses + 1
  RETURNING uses`;

const DECREMENT = `
  INSERT INTO gumroad_uses AS counted (license_id, uses) VALUES ($1, greatest($2::bigint - 1, 0))
  ON CONFLICT (license_id) DO UPDATE SET uses = greatest(counted.uses - 1, 0)
  RETURNING uses`;
