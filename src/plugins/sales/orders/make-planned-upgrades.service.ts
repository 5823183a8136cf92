import { Injectable } from '@nestjs/common';
import { LicensesService } from '../../../core/licensing';
import { takeTurn, UnitOfWork } from '../../../core/platform';
import { ContinuationsService } from './continuations.service';
import { MADE } from './planned-upgrades.service';

/** Licenses that one query reads. */
const BATCH = 100;

/** Gives licenses the limits of upgrades whose time has come. */
@Injectable()
export class MakePlannedUpgradesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly continuations: ContinuationsService,
  ) {}

  /** Several nodes may do so at once: each line is read again under the lock of its license. */
  async run(): Promise<void> {
    await takeTurn(async () => {
      const ids = await this.due();
      for (const id of ids) {
        await this.licenses.runLocked(id, () => this.continuations.follow([id], () => Promise.resolve()));
      }
      return ids.length === BATCH;
    });
  }

  private async due(): Promise<number[]> {
    const rows = await this.work.manager.query<{ id: number }[]>(DUE, [BATCH]);
    return rows.map(({ id }) => id);
  }
}

const DUE = `
  SELECT DISTINCT order_lines.license_id AS id FROM order_lines
  WHERE order_lines.license_id IS NOT NULL AND ${MADE} LIMIT $1`;
