import { Injectable } from '@nestjs/common';
import { IsNull, LessThanOrEqual } from 'typeorm';
import { Clock } from '../../core/common';
import { eventPayload } from '../../core/licenses';
import { UnitOfWork } from '../../core/platform';
import { Relay } from './relay.entity';

/** Relays per transaction. */
const BATCH = 100;

/** Records the ends of relays whose time is over. Their pools came back at that time without it. */
@Injectable()
export class EndRelaysService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    let ended = BATCH;
    while (ended === BATCH) {
      ended = await this.work.run(() => this.endSome());
    }
  }

  private async endSome(): Promise<number> {
    const now = this.clock.now();
    const relays = await this.work.manager.find(Relay, {
      where: { endedAt: IsNull(), expiresAt: LessThanOrEqual(now) },
      order: { expiresAt: 'ASC', id: 'ASC' },
      take: BATCH,
      lock: { mode: 'for_no_key_update', tables: ['relays'], onLocked: 'skip_locked' },
      relations: { license: true },
    });
    for (const relay of relays) {
      await this.work.update(
        'relay.ended',
        relay,
        { endedAt: relay.expiresAt },
        relay.license && eventPayload(relay.license),
      );
    }
    return relays.length;
  }
}
