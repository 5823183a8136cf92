import { Injectable } from '@nestjs/common';
import { refuseDotSegments } from '../../common/validation/dot-segment';
import type { SelectQueryBuilder } from 'typeorm';
import { currentCaller } from '../permissions/caller';
import type { UserSession } from './user-session.entity';
import { hashPassword } from './passwords';
import { SignInRulesService } from './sign-in-rules.service';
import { type SessionFilter, SessionsService } from './sessions.service';
import { RolesService } from './roles.service';
import { User } from './user.entity';
import { Clock } from '../../common/clock';
import { defined } from '../../common/fields/fields-of';
import { DomainError, problem } from '../../common/errors/domain-error';
import { Randomness } from '../../common/randomness';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';
import type { CursorRequest, Page, PageRequest } from '../../common/pagination/page-request';
import { idOrName, idOrNameSql } from '../../platform/database/id-or-name';
import { searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { OneOrMore } from '../../common/pagination/any-of';
import { listOf, whereAnyOf } from '../../platform/database/any-of';

export type NewUser = Pick<User, 'username' | 'role'> & {
  email?: string | null;
  /** Without one, nobody can sign in with a password. */
  password?: string;
};
export type UserChange = Partial<Pick<User, 'email' | 'role'>> & { password?: string };

/** Conditions of a list of users, all optional. */
export interface UserFilter {
  /** Text in the user name or the e-mail address. */
  readonly q?: string;
  readonly role?: OneOrMore<string>;
  /** Only deactivated users; only active ones by default. */
  readonly deactivated?: boolean;
}

/** Characters that nobody confuses when reading a password aloud. */
const PASSWORD_ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const PASSWORD_LENGTH = 20;

/** Creates, lists, changes and deactivates users. An unknown one is refused with USER_NOT_FOUND. */
@Injectable()
export class UsersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: SessionsService,
    private readonly rules: SignInRulesService,
    private readonly roles: RolesService,
    private readonly randomness: Randomness,
    private readonly clock: Clock,
  ) {}

  /** A password to give to a user, who should change it. */
  newPassword(): string {
    return this.randomness.text(PASSWORD_LENGTH, PASSWORD_ALPHABET).replace(/.{5}(?=.)/g, '$&-');
  }

  async create({ password, role, ...input }: NewUser): Promise<User> {
    refuseDotSegments({ username: input.username });
    const passwordHash = await hashPassword(password ?? this.randomness.secret(32));
    const now = this.clock.now();
    return this.work.run(async (manager) => {
      const { columns } = await this.roles.give(role);
      const user = manager.create(User, {
        ...input,
        ...columns,
        email: input.email ?? null,
        passwordHash,
        hasPassword: password !== undefined,
        deactivatedAt: null,
        createdAt: now,
        updatedAt: now,
      });
      return refuseDuplicateName(this.work.create('user.created', user));
    });
  }

  async list(page: PageRequest, { q, role, deactivated = false }: UserFilter = {}): Promise<Page<User>> {
    const query = this.query(deactivated);
    if (q !== undefined) {
      query.andWhere('(user.username ILIKE :q OR user.email ILIKE :q)', { q: searchPattern(q) });
    }
    const roles = role === undefined ? undefined : await this.roles.named(listOf(role));
    return readPage(whereAnyOf(query, { role: roles }), page);
  }

  /**
   * Deactivated users are not found.
   * @param id uid or user name
   */
  async get(id: string): Promise<User> {
    const user = await this.query().andWhere(HAS_ID, idOrName('id', id.toLowerCase())).getOne();
    if (!user) {
      throw problem('USER_NOT_FOUND');
    }
    return user;
  }

  /**
   * Finds deactivated users too.
   * @param uid no name
   */
  async find(uid: string): Promise<User> {
    const user = await this.work.manager.findOneBy(User, { uid });
    if (!user) {
      throw problem('USER_NOT_FOUND');
    }
    return user;
  }

  /** Changing the password or the role ends the user's sessions. */
  async change(id: string, { password, role: newRole, ...change }: UserChange): Promise<User> {
    const { uid } = await this.get(id);
    if (password !== undefined && isOwn(uid)) {
      throw problem('CURRENT_PASSWORD_REQUIRED');
    }
    const passwordHash = password === undefined ? undefined : await hashPassword(password);
    return this.work.run(async () => {
      // Before the user's row, as when a role is renamed: this lock order prevents deadlocks.
      const given = newRole === undefined ? undefined : await this.roles.give(newRole);
      const { user, isLastOwner } = await this.getManageable(uid);
      const isMoved = given !== undefined && given.columns.role !== user.role;
      if (isLastOwner && isMoved) {
        throw lastOwner();
      }
      if (isMoved && given.columns.role !== 'owner' && (await this.rules.isNeeded(user))) {
        throw problem('BREAK_GLASS_USER');
      }
      if (passwordHash !== undefined || isMoved) {
        await this.sessions.endAllOf(user);
      }
      const updatedAt = this.clock.now();
      if (passwordHash !== undefined) {
        await this.work.update('user.password_changed', user, { passwordHash, hasPassword: true, updatedAt });
      }
      return this.work.update('user.updated', user, { ...defined(change), ...(isMoved && given.columns), updatedAt });
    });
  }

  /** The name stays reserved, and the audit log is kept. */
  async deactivate(id: string): Promise<void> {
    const { uid } = await this.get(id);
    await this.work.run(async () => {
      const { user, isLastOwner } = await this.getManageable(uid);
      if (isLastOwner) {
        throw lastOwner();
      }
      if (await this.rules.isNeeded(user)) {
        throw problem('BREAK_GLASS_USER');
      }
      await this.sessions.endAllOf(user);
      const now = this.clock.now();
      await this.work.update('user.deactivated', user, { deactivatedAt: now, updatedAt: now });
    });
  }

  /** Reverses a deactivation. The password and the second factor are those from before; sessions stay ended. */
  async activate(uid: string): Promise<User> {
    return this.work.run(async (manager) => {
      const user = await manager.findOne(User, { where: { uid }, lock: { mode: 'for_no_key_update' } });
      if (!user) {
        throw problem('USER_NOT_FOUND');
      }
      await this.roles.requireManager(user.role);
      return this.work.update('user.activated', user, { deactivatedAt: null, updatedAt: this.clock.now() });
    });
  }

  async listSessions(id: string, page: CursorRequest, filter: SessionFilter): Promise<Page<UserSession>> {
    return this.sessions.list(await this.get(id), page, filter);
  }

  /**
   * Ends one session of the user, or all of them.
   * @returns how many ended
   */
  async endSessions(id: string, sessionId?: string): Promise<number> {
    const user = await this.get(id);
    await this.roles.requireManager(user.role);
    if (sessionId === undefined) {
      return this.sessions.endActive(user);
    }
    await this.sessions.endOrThrow(user, sessionId);
    return 1;
  }

  private query(isDeactivated = false): SelectQueryBuilder<User> {
    const query = this.work.manager.createQueryBuilder(User, 'user');
    return query.where(`user.deactivatedAt IS ${isDeactivated ? 'NOT NULL' : 'NULL'}`);
  }

  private async getManageable(uid: string): Promise<{ user: User; isLastOwner: boolean }> {
    const locked = await this.getLocked(uid);
    await this.roles.requireManager(locked.user.role);
    return locked;
  }

  /** Locks all owners too, so that two owners deactivated concurrently do not each count the other as remaining. */
  async getLocked(uid: string): Promise<{ user: User; isLastOwner: boolean }> {
    const locked = await this.work.manager.query<{ role: string }[]>(
      `SELECT role FROM users WHERE uid = $1 OR (role = 'owner' AND deactivated_at IS NULL) ORDER BY id FOR NO KEY UPDATE`,
      [uid],
    );
    const user = await this.get(uid);
    const owners = locked.filter(({ role }) => role === 'owner').length;
    return { user, isLastOwner: user.role === 'owner' && owners === 1 };
  }
}

const HAS_ID = `user.id = ${idOrNameSql({ table: 'users', nameColumn: 'username' }, 'id')}`;

export function isOwn(uid: string): boolean {
  const caller = currentCaller();
  return caller.type === 'user' && caller.user.uid === uid;
}

function lastOwner(): DomainError {
  return problem('LAST_OWNER');
}

export function refuseDuplicateName(saving: Promise<User>): Promise<User> {
  return onUniqueViolation(saving, 'USER_NAME_TAKEN', {
    constraint: 'users_username_unique',
    field: 'username',
  });
}
