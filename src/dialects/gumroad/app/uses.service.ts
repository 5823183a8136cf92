import { Injectable } from '@nestjs/common';
import { problem } from '../../../common/errors/domain-error';
import { isForeignKeyViolation } from '../../../platform/database/database-error';
import { UnitOfWork } from '../../../platform/database/unit-of-work';

interface Counted {
  readonly uses: number;
}

/** Counts the uses of licenses. Each change is one statement, so that concurrent calls count each. */
@Injectable()
export class UsesService {
  constructor(private readonly work: UnitOfWork) {}

  /** @param licenseId numeric id */
  async read(licenseId: number): Promise<number> {
    return this.usesIn('SELECT uses FROM gumroad_uses WHERE license_id = $1', licenseId);
  }

  /** Returns the new count. */
  async increment(licenseId: number): Promise<number> {
    try {
      return await this.usesIn(INCREMENT, licenseId);
    } catch (error) {
      // The license was deleted since it was found.
      throw isForeignKeyViolation(error) ? problem('LICENSE_NOT_FOUND') : error;
    }
  }

  /** The count of another server, of a license that has none yet. */
  async set(licenseId: number, uses: number): Promise<void> {
    await this.work.manager.query('INSERT INTO gumroad_uses (license_id, uses) VALUES ($1, $2)', [licenseId, uses]);
  }

  /** Returns the new count, which is never negative. */
  async decrement(licenseId: number): Promise<number> {
    return this.usesIn(DECREMENT, licenseId);
  }

  private async usesIn(statement: string, licenseId: number): Promise<number> {
    const [row] = await this.work.manager.query<Counted[]>(statement, [licenseId]);
    return row?.uses ?? 0;
  }
}

const INCREMENT = `
  INSERT INTO gumroad_uses AS counted (license_id, uses) VALUES ($1, 1)
  ON CONFLICT (license_id) DO UPDATE SET uses = counted.uses + 1
  RETURNING uses`;

// As a query: TypeORM answers an UPDATE with its rows and their number.
const DECREMENT = `
  WITH counted AS (UPDATE gumroad_uses SET uses = greatest(uses - 1, 0) WHERE license_id = $1 RETURNING uses)
  SELECT uses FROM counted`;
