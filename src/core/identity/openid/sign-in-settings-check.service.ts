import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { fieldProblem } from '../../common/errors/domain-error';
import type { FieldProblem } from '../../common/errors/problem';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { SettingsSnapshot } from '../../platform/settings/setting-values.service';
import { type IntendedSettings, SettingsService } from '../../platform/settings/settings.service';
import { unknownRoles } from '../users/find-role';
import { BREAK_GLASS_USER, PASSWORDS, SECOND_FACTOR_ROLES } from '../users/sign-in.settings';
import { User } from '../users/user.entity';
import { requireOwner } from '../permissions/own-permissions';
import { splitEntry } from './claims';
import { UserIdentity } from './user-identity.entity';
import { OIDC_CLIENT_ID, OIDC_ISSUER, OIDC_ROLE_MAP } from './openid.settings';

/** Rules for the settings of the sign-in: they decide who becomes an owner, and must not lock everybody out. */
@Injectable()
export class SignInSettingsCheck implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: SettingsService,
  ) {}

  onModuleInit(): void {
    this.settings.addCheck((intended) => this.check(intended));
  }

  private async check({ before, after, names }: IntendedSettings): Promise<FieldProblem[]> {
    if (!names.some((name) => /^(oidc|sign_in)[.]/.test(name))) {
      return [];
    }
    requireOwner();
    const problems = await this.unknownRoles(after);
    if (after.get(PASSWORDS) === 'off') {
      if (before.get(PASSWORDS) !== 'off' && !(await this.isTried(after))) {
        problems.push(fieldProblem('OPENID_UNTRIED', { field: PASSWORDS.name }));
      }
      if (!(await this.isOwnerWithPassword(after.get(BREAK_GLASS_USER)))) {
        problems.push(fieldProblem('BREAK_GLASS_UNKNOWN', { field: BREAK_GLASS_USER.name }));
      }
    }
    return problems;
  }

  /** Whether an owner has signed in through this provider as this client. */
  private isTried(settings: SettingsSnapshot): Promise<boolean> {
    return this.work.manager.existsBy(UserIdentity, {
      issuer: settings.get(OIDC_ISSUER),
      clientId: settings.get(OIDC_CLIENT_ID),
      lastLoginAt: Not(IsNull()),
      user: { role: 'owner', deactivatedAt: IsNull() },
    });
  }

  /** Locks the user, who may lose the role at the same time. */
  private async isOwnerWithPassword(name: string): Promise<boolean> {
    const user = await this.work.manager.findOne(User, {
      where: { username: name.toLowerCase() },
      lock: { mode: 'for_no_key_update' },
    });
    return user?.role === 'owner' && user.hasPassword && user.deactivatedAt === null;
  }

  private async unknownRoles(settings: SettingsSnapshot): Promise<FieldProblem[]> {
    const mapped = settings.get(OIDC_ROLE_MAP).map((entry) => splitEntry(entry).role);
    const unknown = new Set(await unknownRoles(this.work.manager, [...mapped, ...settings.get(SECOND_FACTOR_ROLES)]));
    const roles = { [OIDC_ROLE_MAP.name]: mapped, [SECOND_FACTOR_ROLES.name]: settings.get(SECOND_FACTOR_ROLES) };
    return Object.entries(roles).flatMap(([field, names]) =>
      names.some((name) => unknown.has(name)) ? [fieldProblem('SETTING_ROLE_UNKNOWN', { field })] : [],
    );
  }
}
