import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '../common/clock';
import { type Page, type PageRequest, readPage } from '../common/pagination/page-request';
import { UnitOfWork } from '../database/unit-of-work';
import { freshKeyPair } from './key-pair';
import { SIGNING_ALGORITHM, UpdateSigningKey } from './update-signing-key.entity';

/** The keys that updates are signed with: one is live, the ones before it stay to be verified with. */
@Injectable()
export class UpdateSigningKeys {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(page: PageRequest): Promise<Page<UpdateSigningKey>> {
    return readPage(this.work.manager.createQueryBuilder(UpdateSigningKey, 'signing_key'), page);
  }

  /** The key that signs, as the database has it at this moment. */
  live(): Promise<UpdateSigningKey> {
    return this.work.manager.findOneByOrFail(UpdateSigningKey, LIVE);
  }

  /** A new key signs from now on; the one before it does no more. */
  rotate(): Promise<UpdateSigningKey> {
    return this.work.run(async (manager) => {
      // One at a time, because a statement cannot see the key that a rival is about to insert.
      await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('keyward: the update signing key', 0))`);
      const now = this.clock.now();
      for (const former of await manager.findBy(UpdateSigningKey, LIVE)) {
        await this.work.update('update-signing-key.retired', former, { retiredAt: now });
      }
      const key = manager.create(UpdateSigningKey, { ...freshKeyPair(), createdAt: now, retiredAt: null });
      return this.work.create('update-signing-key.created', key);
    });
  }
}

const LIVE = { algorithm: SIGNING_ALGORITHM, retiredAt: IsNull() };
