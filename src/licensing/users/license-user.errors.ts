import { Conflict } from '../../common/errors/domain-error';
import { messageOf } from '../verifications/verdict';

export class UsersExhausted extends Conflict {
  constructor() {
    super(messageOf('USERS_EXHAUSTED'), 'USERS_EXHAUSTED');
  }
}
