import { sign } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '../../core/common';
import { SecretCipher, UnitOfWork } from '../../core/platform';
import { newestCertificate } from './cli/keep-relay-file';
import { postTo } from './post-to';
import type { RelayFile } from './cli/relay-file';
import { RelayPoolService } from './relay-pool.service';
import { RelayReportsService } from './relay-reports.service';
import { relaySigner } from './cli/write-report';
import { WrittenReport } from './written-report.entity';

const HOUR_MS = 3_600_000;
const FIRST_PAUSE_MS = 60_000;
/** Reports that one contact sends; the others follow with the next one. */
const MAX_REPORTS = 20;

/** Renews a connected relay, and sends its reports. Whatever fails is tried again, and never stops the relay from serving. */
@Injectable()
export class VendorContactService {
  private readonly logger = new Logger('Relay');
  private failures = 0;
  private notBefore = 0;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly cipher: SecretCipher,
    private readonly pool: RelayPoolService,
    private readonly reports: RelayReportsService,
  ) {}

  /** Each minute: contacts the vendor if `report_hours` have passed since the file was taken. */
  async contactIfDue(): Promise<void> {
    const { served } = this.pool;
    if (!served) {
      return;
    }
    const { vendor_url: url, report_hours: hours } = served.terms;
    const now = this.clock.now().getTime();
    const row = await newestCertificate(this.work.manager);
    const isDue = hours && row && !row.releasedAt && row.takenAt.getTime() + hours * HOUR_MS <= now;
    if (!url || !isDue || now < this.notBefore) {
      return;
    }
    try {
      await this.contact(url.replace(/\/$/, ''), served);
      this.failures = 0;
    } catch (error) {
      this.notBefore = now + Math.min(HOUR_MS, FIRST_PAUSE_MS * 2 ** this.failures);
      this.failures += 1;
      this.logger.warn(`The vendor's server at ${url} was not reached: ${error instanceof Error ? error.message : ''}`);
    }
  }

  private async contact(url: string, { certificate, claims }: RelayFile): Promise<void> {
    await this.sendReports(url);
    const at = Math.floor(this.clock.now().getTime() / 1000);
    const { privateKey } = await relaySigner(this.work.manager, this.cipher);
    const proof = sign(null, Buffer.from(`keyward relay renew ${claims.jti} ${at}`), privateKey).toString('base64url');
    const answer = await postTo(
      `${url}/api/v1/relays/renew`,
      JSON.stringify({ certificate, at, proof }),
      'application/json',
    );
    const { file } = JSON.parse(answer) as { file?: unknown };
    await this.pool.take(String(file));
  }

  /** A report that the vendor's server has already counts once. */
  private async sendReports(url: string): Promise<void> {
    await this.reports.write();
    const unsent = { where: { sentAt: IsNull() }, order: { seq: 'ASC' }, take: MAX_REPORTS } as const;
    for (const { seq, report } of await this.work.manager.find(WrittenReport, unsent)) {
      await postTo(`${url}/api/v1/relays/reports`, report, 'text/plain');
      await this.work.manager.update(WrittenReport, { seq }, { sentAt: this.clock.now() });
    }
  }
}
