import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work';
import { InvalidCredentials } from './auth.errors';
import { LockOut } from './lock-out';
import { isPassword } from './passwords';
import { User } from './user.entity';

/** Whether a name and a password belong together. Every question of that kind is asked here, and guessing is slow. */
@Injectable()
export class Credentials {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lockOut: LockOut,
  ) {}

  /** The same answer and the same work for an unknown name and a wrong password. */
  async prove(name: string, password: string): Promise<User> {
    const username = name.toLowerCase();
    await this.lockOut.admit(username);
    const user = await this.work.manager.findOneBy(User, { username, deactivatedAt: IsNull() });
    if (!(await isPassword(password, user?.passwordHash)) || !user) {
      throw new InvalidCredentials();
    }
    await this.lockOut.forgive(username);
    return user;
  }

  /** The user as now, locked until the transaction ends; refused where the password was changed since it was proven. */
  async lockProven({ id, passwordHash }: User): Promise<User> {
    const user = await this.work.manager.findOne(User, {
      where: { id, passwordHash, deactivatedAt: IsNull() },
      lock: { mode: 'for_no_key_update' },
    });
    if (!user) {
      throw new InvalidCredentials();
    }
    return user;
  }
}
