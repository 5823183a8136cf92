import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/common';
import { SecretCipher, UnitOfWork } from '../../core/platform';
import { REPORT_NAMES_SENT } from './relay-mode';
import type { ReportNames } from './report-claims';
import type { WrittenReport } from './written-report.entity';
import { writeReport } from './cli/write-report';

/** Writes usage reports. */
@Injectable()
export class RelayReportsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cipher: SecretCipher,
    private readonly clock: Clock,
  ) {}

  /**
   * The report of the time since the last one.
   * @param names as the start of the relay says, by default
   */
  write(names: ReportNames = REPORT_NAMES_SENT): Promise<WrittenReport> {
    return this.work.run((manager) => writeReport(manager, this.cipher, this.clock.now(), names));
  }
}
