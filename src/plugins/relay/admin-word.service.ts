import { Injectable } from '@nestjs/common';
import { User } from '../../core/identity';
import { isPassword } from '../../core/identity/internal';
import { fieldProblem, InvalidRequest } from '../../core/common';
import { UnitOfWork } from '../../core/platform';

const ADMIN = 'admin';

/** The password of the admin, which the first start prints. Each change needs it. */
@Injectable()
export class AdminWordService {
  constructor(private readonly work: UnitOfWork) {}

  async require(word: string): Promise<void> {
    const admin = await this.work.manager.findOneBy(User, { username: ADMIN });
    if (!(await isPassword(word, admin?.passwordHash ?? undefined))) {
      throw new InvalidRequest([fieldProblem('RELAY_WORD_WRONG', { field: 'word' })]);
    }
  }
}
