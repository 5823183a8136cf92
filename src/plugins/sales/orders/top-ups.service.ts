import { Injectable } from '@nestjs/common';
import { MeterGrantsService } from '../../../core/verification';
import type { OrderLine } from './order-line.entity';

/** Lets grants of meters follow the lines that sell them. */
@Injectable()
export class TopUpsService {
  constructor(private readonly grants: MeterGrantsService) {}

  /** A line that does not count loses what is left of its grant. The caller has locked the licenses. */
  async follow(lines: readonly OrderLine[], counts: (line: OrderLine) => boolean): Promise<void> {
    for (const line of lines) {
      const { licenseId, continues, quantity, order } = line;
      if (licenseId !== null && continues?.topUp) {
        const { meter, amount, expiresAt } = continues.topUp;
        const given = {
          amount,
          times: quantity,
          expiresAt: expiresAt === null ? null : new Date(expiresAt),
          source: 'order',
          origin: `order-line ${line.uid}`,
          note: order?.externalId ?? null,
        } as const;
        await this.grants.follow(licenseId, meter, given, counts(line));
      }
    }
  }
}
