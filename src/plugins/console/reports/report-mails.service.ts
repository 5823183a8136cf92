import { Injectable, Logger } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { Calendar, Clock, DAY, DomainError, csvHeadText, csvRowsText } from '../../../core/common';
import { texts, viewer } from '../../../core/i18n';
import { inLanguage } from '../../../core/i18n';
import type { User } from '../../../core/identity';
import { grantsOf, type SavedView, SavedViewsService } from '../../../core/identity/internal';
import { DataExportsService, type ExportedRows, MailQueueService, UnitOfWork } from '../../../core/platform';
import { ListExport } from '../../../pages/exports/list-export';
import { reportedBy } from '../../../pages/reports/report-places';
import { ReportSubscription } from './report-subscription.entity';

const WEEK = 7 * DAY;
/** Rows in the file of an e-mail: the newest. */
const MAX_ROWS = 1_000;
/** Subscriptions of one run. */
const MAX_SENT = 200;

/** Sends saved reports to the members who asked for them, once a week, as CSV. */
@Injectable()
export class ReportMailsService {
  private readonly logger = new Logger('Reports');

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly calendar: Calendar,
    private readonly queue: MailQueueService,
    private readonly views: SavedViewsService,
    private readonly exports: DataExportsService,
  ) {}

  /** Whether e-mails are sent to this user. */
  canSendTo({ email }: Pick<User, 'email'>): boolean {
    return this.queue.isOn && email !== null;
  }

  /** The reports that a user gets. */
  async ofUser({ id: userId }: User): Promise<ReadonlyMap<string, ReportSubscription>> {
    const rows = await this.work.manager.findBy(ReportSubscription, { userId });
    return new Map(rows.map((row) => [row.viewId, row]));
  }

  /** Sends a visible report to the user from now on, or no longer. */
  async subscribe(user: User, viewId: string, isOn: boolean): Promise<void> {
    await this.views.get(user, viewId);
    await this.work.run(async (manager) => {
      const key = { viewId, userId: user.id };
      if (isOn) {
        const row = { ...key, language: viewer().language, dueAt: this.clock.now(), sentAt: null };
        await manager.upsert(ReportSubscription, row, ['viewId', 'userId']);
      } else {
        await manager.delete(ReportSubscription, key);
      }
    });
  }

  /** Queues what is due. A report whose reader may no longer see it ends. */
  async sendDue(): Promise<void> {
    if (!this.queue.isOn) {
      return;
    }
    for (let sent = 0; sent < MAX_SENT; sent++) {
      const isSent = await this.work.run(async (manager) => {
        const due = await manager.findOne(ReportSubscription, {
          where: { dueAt: LessThanOrEqual(this.clock.now()) },
          order: { dueAt: 'ASC' },
          lock: { mode: 'for_no_key_update', onLocked: 'skip_locked' },
        });
        if (!due) {
          return false;
        }
        const { viewId, userId } = due;
        const row = await manager.findOneOrFail(ReportSubscription, {
          where: { viewId, userId },
          relations: { view: true, user: { ownRole: true } },
        });
        if (await this.send(row)) {
          const sentAt = this.clock.now();
          await manager.update(
            ReportSubscription,
            { viewId, userId },
            { sentAt, dueAt: new Date(sentAt.getTime() + WEEK) },
          );
        } else {
          await manager.delete(ReportSubscription, { viewId, userId });
        }
        return true;
      });
      if (!isSent) {
        return;
      }
    }
  }

  private async send({ view, user, language }: ReportSubscription): Promise<boolean> {
    const email = user?.email ?? null;
    const list = view && this.listOf(view);
    if (!view || !user || !list || email === null || !canSee(user, view, list)) {
      return false;
    }
    const { name, columns, sets } = list.file({});
    const shown = sets?.support ?? columns;
    const creator = { actorType: 'user', actorId: user.id, actor: user.username } as const;
    try {
      const { rows, next } = await this.exports.asCreator(creator, () => this.rowsOf(list, view.query));
      const attachment = { filename: `${name}.csv`, content: csvHeadText(shown) + csvRowsText(shown, rows) };
      const { subject, text } = inLanguage(language, () => {
        const t = texts('reports').mail;
        const count = rows.length;
        return {
          subject: t.subject({ name: view.name, count }),
          text: next === null ? t.text({ count }) : t.more({ count }),
        };
      });
      const html = `<p>${text}</p>`;
      await this.queue.add({ kind: 'report', language, to: email, subject, text, html, attachment });
      return true;
    } catch (error) {
      if (!(error instanceof DomainError)) {
        throw error;
      }
      this.logger.warn(error, `A report for ${user.username} ends`);
      return false;
    }
  }

  /** The rows that a saved report is of; undefined for the view of a list, or without its plug-in. */
  private listOf({ list }: SavedView): ListExport | undefined {
    const kind = reportedBy(list);
    const found = kind && this.exports.kindOf({ kind });
    return found instanceof ListExport ? found : undefined;
  }

  private rowsOf(list: ListExport, query: string): Promise<ExportedRows> {
    const moment = { now: this.clock.now(), calendar: this.calendar };
    return list.rows(list.stored(Object.fromEntries(new URLSearchParams(query))), moment, { limit: MAX_ROWS });
  }
}

function canSee({ id, role, ownRole }: User, { isShared, userId }: SavedView, { permission }: ListExport): boolean {
  const { permissions } = grantsOf(role, ownRole ?? null);
  return permissions.includes(permission) && (isShared || userId === id);
}
