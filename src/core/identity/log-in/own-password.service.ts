import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { CredentialsService } from '../users/credentials.service';
import { hashPassword } from '../users/passwords';
import { SessionsService } from '../users/sessions.service';
import type { User } from '../users/user.entity';

/** Changes the password of the signed-in user, who proves the current one. */
@Injectable()
export class OwnPasswordService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly credentials: CredentialsService,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {}

  /** Ends every session of the user, including the current one. */
  async change({ username }: User, currentPassword: string, newPassword: string): Promise<void> {
    await this.credentials.attempt(username, async () => {
      const verified = await this.credentials.verify(username, currentPassword);
      const passwordHash = await hashPassword(newPassword);
      await this.work.run(async () => {
        const user = await this.credentials.lockVerified(verified);
        await this.work.update('user.password_changed', user, {
          passwordHash,
          hasPassword: true,
          updatedAt: this.clock.now(),
        });
        await this.sessions.endAllOf(user);
      });
    });
  }
}
