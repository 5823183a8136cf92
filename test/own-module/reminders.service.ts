import { Injectable } from '@nestjs/common';
import { Clock } from '../../src/core/common/clock';
import { problem } from '../../src/core/common/errors/domain-error';
import type { Page, PageRequest } from '../../src/core/common/pagination/page-request';
import { productScope } from '../../src/core/identity/permissions/caller';
import { readPage } from '../../src/core/platform/database/read-page';
import { UnitOfWork } from '../../src/core/platform/database/unit-of-work';
import { Reminder } from './reminder.entity';

@Injectable()
export class RemindersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async create(text: string, dueAt: Date): Promise<Reminder> {
    refuseScopedKeys();
    const now = this.clock.now();
    if (dueAt <= now) {
      throw problem('REMINDER_OVERDUE', { field: 'due_at', now: now.toISOString() });
    }
    return this.work.create('reminder.created', this.work.manager.create(Reminder, { text, dueAt }));
  }

  async list(page: PageRequest): Promise<Page<Reminder>> {
    refuseScopedKeys();
    return readPage(this.work.manager.createQueryBuilder(Reminder, 'reminder'), page);
  }

  async get(uid: string): Promise<Reminder> {
    refuseScopedKeys();
    const reminder = await this.work.manager.findOneBy(Reminder, { uid });
    if (!reminder) {
      throw problem('REMINDER_NOT_FOUND');
    }
    return reminder;
  }

  async delete(uid: string): Promise<void> {
    await this.work.run(async () => this.work.remove('reminder.deleted', Reminder, await this.get(uid)));
  }
}

/** Reminders belong to no product: an API key of one product has no access. */
function refuseScopedKeys(): void {
  if (productScope() !== undefined) {
    throw problem('REMINDERS_FORBIDDEN');
  }
}
