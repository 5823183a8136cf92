import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Forbidden } from '../../common/access/access.errors';
import { CurrentPasswordRequired } from '../sessions/auth.errors';
import { currentCaller } from '../permissions/caller';
import { hashPassword } from './passwords';
import { SessionsService } from '../sessions/sessions.service';
import { type Role, User } from './user.entity';
import { Clock } from '../../common/clock';
import { defined } from '../../common/defined';
import { Conflict, NotFound } from '../../common/errors/domain-error';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { idOrName, idOrNameSql } from '../../platform/database/id-or-name';
import { searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';

export type NewUser = Pick<User, 'username' | 'role'> & { email?: string | null; password: string };
export type UserChange = Partial<Pick<User, 'email' | 'role'>> & { password?: string };

export interface UserFilter {
  /** Text in the user name or the e-mail address. */
  readonly q?: string;
  readonly role?: Role;
}

@Injectable()
export class UsersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {}

  async create({ password, ...input }: NewUser): Promise<User> {
    if (input.role === 'owner') {
      requireOwner();
    }
    const passwordHash = await hashPassword(password);
    const now = this.clock.now();
    return this.work.run((manager) => {
      const user = manager.create(User, {
        ...input,
        email: input.email ?? null,
        passwordHash,
        deactivatedAt: null,
        createdAt: now,
        updatedAt: now,
      });
      return refuseDuplicateName(this.work.create('user.created', user));
    });
  }

  list(page: PageRequest, { q, role }: UserFilter = {}): Promise<Page<User>> {
    const query = this.query();
    if (q !== undefined) {
      query.andWhere('(user.username ILIKE :q OR user.email ILIKE :q)', { q: searchPattern(q) });
    }
    if (role !== undefined) {
      query.andWhere('user.role = :role', { role });
    }
    return readPage(query, page);
  }

  /**
   * Deactivated users are not found.
   * @param id uid or user name
   */
  async get(id: string): Promise<User> {
    const user = await this.query().andWhere(HAS_ID, idOrName('id', id.toLowerCase())).getOne();
    if (!user) {
      throw new NotFound('user');
    }
    return user;
  }

  /** Changing the password or the role ends the user's sessions. */
  async change(id: string, { password, ...change }: UserChange): Promise<User> {
    const { uid } = await this.get(id);
    if (password !== undefined && isOwn(uid)) {
      throw new CurrentPasswordRequired();
    }
    const passwordHash = password === undefined ? undefined : await hashPassword(password);
    return this.work.run(async () => {
      const { user, isLastOwner } = await this.getLocked(uid);
      const role = change.role ?? user.role;
      if (user.role === 'owner' || role === 'owner') {
        requireOwner();
      }
      if (isLastOwner && role !== 'owner') {
        throw lastOwner();
      }
      if (passwordHash !== undefined || role !== user.role) {
        await this.sessions.endAllOf(user);
      }
      const updatedAt = this.clock.now();
      if (passwordHash !== undefined) {
        await this.work.update('user.password_changed', user, { passwordHash, updatedAt });
      }
      return this.work.update('user.updated', user, { ...defined(change), updatedAt });
    });
  }

  /** Permanent: the name stays reserved, and the audit log is kept. */
  async deactivate(id: string): Promise<void> {
    const { uid } = await this.get(id);
    await this.work.run(async () => {
      const { user, isLastOwner } = await this.getLocked(uid);
      if (user.role === 'owner') {
        requireOwner();
      }
      if (isLastOwner) {
        throw lastOwner();
      }
      await this.sessions.endAllOf(user);
      const now = this.clock.now();
      await this.work.update('user.deactivated', user, { deactivatedAt: now, updatedAt: now });
    });
  }

  private query(): SelectQueryBuilder<User> {
    return this.work.manager.createQueryBuilder(User, 'user').where('user.deactivatedAt IS NULL');
  }

  // Locks all owners too, so that two owners deactivated concurrently do not each count the other as remaining.
  private async getLocked(uid: string): Promise<{ user: User; isLastOwner: boolean }> {
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

function isOwn(uid: string): boolean {
  const caller = currentCaller();
  return caller.type === 'user' && caller.user.uid === uid;
}

function requireOwner(): void {
  const caller = currentCaller();
  if (caller.type !== 'user' || caller.user.role !== 'owner') {
    throw new Forbidden('management of owners, which requires the role owner');
  }
}

function lastOwner(): Conflict {
  return new Conflict('The last owner cannot be deactivated or given another role', 'LAST_OWNER');
}

function refuseDuplicateName(saving: Promise<User>): Promise<User> {
  return onUniqueViolation(saving, 'This user name is already taken', {
    constraint: 'users_username_unique',
    field: 'username',
  });
}
