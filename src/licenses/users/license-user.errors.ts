import { Conflict } from '../../common/errors/domain-error';

export const USERS_EXHAUSTED = 'This license has as many users as it may have';

export class UsersExhausted extends Conflict {
  constructor() {
    super(USERS_EXHAUSTED, 'USERS_EXHAUSTED');
  }
}
