import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../database/unit-of-work';
import type { Bounce } from './mail-bounces.service';
import { MailBouncesService } from './mail-bounces.service';
import { MailReport } from './mail-report.entity';

/** A report of a mail provider whose sender was verified. */
export interface VerifiedReport {
  /** The provider's id of the event. */
  readonly id: string;
  /** Valid for one event, where the provider signs this alone; by default the id. */
  readonly token?: string;
  /** Empty for an event that says nothing about an address. */
  readonly bounces: readonly Bounce[];
}

export type ReportOutcome = 'reported' | 'ignored' | 'repeated' | 'replayed';

/** Carries out the reports of mail providers, each once. */
@Injectable()
export class MailReportsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly bounces: MailBouncesService,
  ) {}

  /** An event that was carried out before is `repeated`; one with the token of another event is `replayed`. */
  carryOut(provider: string, { id: eventId, token = eventId, bounces }: VerifiedReport): Promise<ReportOutcome> {
    return this.work.run(async (manager) => {
      const isFirst = (await manager.findOneBy(MailReport, { provider, eventId })) === null;
      const row = { provider, token, eventId, receivedAt: this.clock.now() };
      const insertion = manager.createQueryBuilder().insert().into(MailReport).values(row).orIgnore();
      const inserted = await insertion.returning('token').updateEntity(false).execute();
      if ((inserted.raw as unknown[]).length === 0) {
        const known = await manager.findOneByOrFail(MailReport, { provider, token });
        return known.eventId === eventId ? 'repeated' : 'replayed';
      }
      if (!isFirst) {
        return 'repeated';
      }
      for (const bounce of bounces) {
        await this.bounces.report(bounce);
      }
      return bounces.length === 0 ? 'ignored' : 'reported';
    });
  }
}
