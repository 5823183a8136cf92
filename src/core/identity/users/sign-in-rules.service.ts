import { Injectable } from '@nestjs/common';
import { SettingValuesService } from '../../platform/settings/setting-values.service';
import { roleKey } from '../permissions/permission';
import { BREAK_GLASS_USER, PASSWORDS, SECOND_FACTOR_ROLES } from './sign-in.settings';
import type { User } from './user.entity';

/** The demands of the settings on sign-ins. */
@Injectable()
export class SignInRulesService {
  constructor(private readonly settings: SettingValuesService) {}

  get arePasswordsOff(): boolean {
    return this.settings.get(PASSWORDS) === 'off';
  }

  /** Whether the user can sign in with a password. */
  takesPassword({ username }: Pick<User, 'username'>): boolean {
    return !this.arePasswordsOff || this.isBreakGlass(username);
  }

  /**
   * Whether this is the one user who could sign in if the provider failed, and stays an active owner while passwords are off.
   * Call it while holding the lock of the user's row: who switches passwords off holds it, too.
   */
  async isNeeded({ role, username }: Pick<User, 'role' | 'username'>): Promise<boolean> {
    const settings = role === 'owner' ? await this.settings.read() : undefined;
    return settings?.get(PASSWORDS) === 'off' && settings.get(BREAK_GLASS_USER).toLowerCase() === username;
  }

  /** Whether the role of the user needs a second factor, and the user has set up none. */
  lacksSecondFactor({ role, secondFactorSince }: Pick<User, 'role' | 'secondFactorSince'>): boolean {
    const roles = this.settings.get(SECOND_FACTOR_ROLES).map(roleKey);
    return secondFactorSince === null && roles.includes(roleKey(role));
  }

  private isBreakGlass(username: string): boolean {
    return this.settings.get(BREAK_GLASS_USER).toLowerCase() === username;
  }
}
