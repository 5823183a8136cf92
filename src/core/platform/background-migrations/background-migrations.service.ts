import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work';
import type { BackgroundMigrationProgress } from './background-migration-progress.entity';
import { backgroundMigrations } from './background-migrations';

/** Reads how far background migrations are. */
@Injectable()
export class BackgroundMigrationsService {
  constructor(private readonly work: UnitOfWork) {}

  /** The newest first, at most 100, also those of other releases. */
  list(): Promise<BackgroundMigrationProgress[]> {
    return backgroundMigrations(this.work.manager);
  }
}
