import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { MailReportsService, type ReportOutcome } from '../../platform/mail/mail-reports.service';
import { Metrics } from '../../platform/monitoring/metrics';
import {
  InvalidMailWebhook,
  type MailProvider,
  type MailWebhookAdapter,
  type MailWebhookRequest,
} from './mail-webhook';
import { MailgunAdapter } from './mailgun.adapter';
import { PostmarkAdapter } from './postmark.adapter';
import { SesAdapter } from './ses.adapter';

/** Receives the reports of mail providers about e-mails that came back and about complaints. */
@Injectable()
export class MailWebhooksService {
  private readonly adapters: Readonly<Record<MailProvider, MailWebhookAdapter>>;
  private readonly received: Counter<'provider' | 'outcome'>;

  constructor(
    private readonly reports: MailReportsService,
    private readonly clock: Clock,
    postmark: PostmarkAdapter,
    ses: SesAdapter,
    mailgun: MailgunAdapter,
    { registry }: Metrics,
  ) {
    this.adapters = { postmark, ses, mailgun };
    this.received = new Counter({
      name: 'keyward_mail_reports_total',
      help: 'Number of reports of mail providers by provider and outcome: reported, ignored, confirmed, repeated, replayed, signature, stale or malformed.',
      labelNames: ['provider', 'outcome'] as const,
      registers: [registry],
    });
  }

  async receive(provider: MailProvider, body: Buffer, headers: MailWebhookRequest['headers']): Promise<void> {
    const outcome = await this.outcomeOf(provider, { body: jsonIn(body), headers, receivedAt: this.clock.now() });
    this.received.inc({ provider, outcome });
    if (!isTaken(outcome)) {
      throw problem('MAIL_WEBHOOK_REFUSED', { reason: outcome });
    }
  }

  private async outcomeOf(provider: MailProvider, request: MailWebhookRequest): Promise<Outcome> {
    try {
      const report = await this.adapters[provider].verify(request);
      return report ? await this.reports.carryOut(provider, report) : 'confirmed';
    } catch (error) {
      if (error instanceof InvalidMailWebhook) {
        return error.reason;
      }
      throw error;
    }
  }
}

type Outcome = ReportOutcome | 'confirmed' | InvalidMailWebhook['reason'];

function isTaken(outcome: Outcome): boolean {
  return outcome === 'reported' || outcome === 'ignored' || outcome === 'confirmed' || outcome === 'repeated';
}

/** Undefined for a body that is no JSON: no provider has signed it. */
function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
