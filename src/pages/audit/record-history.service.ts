import { Injectable } from '@nestjs/common';
import { AuditSearchService, AuditSubjectsService, type Subjects, type WebhookRecipients } from '../../core/events';
import { type WebhookRecipient, WebhookRecipientsService } from '../../core/events/internal';
import { currentCaller, isPermitted, Permission } from '../../core/identity';
import type { AuditEntry } from '../../core/platform';

/** Entries of the audit trail, with what their sentences name. */
export interface AuditEntries {
  readonly rows: readonly AuditEntry[];
  readonly subjects: Subjects;
  /** The webhooks that were told of an entry, by its number. */
  readonly recipients: WebhookRecipients;
}

/** The changes of a record, for its page. */
@Injectable()
export class RecordHistoryService {
  constructor(
    private readonly audit: AuditSearchService,
    private readonly subjects: AuditSubjectsService,
    private readonly recipients: WebhookRecipientsService,
  ) {}

  /** The newest changes; undefined for those who may not read the audit trail. */
  async newestOf(
    target: { readonly type: string; readonly id: string },
    limit: number,
  ): Promise<AuditEntries | undefined> {
    if (!isPermitted(currentCaller(), Permission.AuditRead)) {
      return undefined;
    }
    const { rows } = await this.audit.list({ view: 'everything', target }, { limit });
    return { rows, ...(await this.about(rows)) };
  }

  /** The subjects of entries, and the webhooks that were told, for those who may see them. */
  async about(rows: readonly AuditEntry[]): Promise<Omit<AuditEntries, 'rows'>> {
    const canSee = isPermitted(currentCaller(), Permission.WebhooksRead);
    return {
      subjects: await this.subjects.of(rows),
      recipients: canSee ? await this.recipients.of(rows) : new Map<number, readonly WebhookRecipient[]>(),
    };
  }
}
