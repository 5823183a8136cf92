import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { Randomness } from '../../common/randomness';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { hashPassword } from '../users/passwords';
import { SignInRulesService } from '../users/sign-in-rules.service';
import { User } from '../users/user.entity';
import { type NewUser, UsersService } from '../users/users.service';
import { LimitedRolesService } from './limited-roles.service';
import { UserInvitation } from './user-invitation.entity';

export const INVITATION_DAYS = 7;
/** The page of the link. */
export const INVITATION_PATH = '/invitation';

export interface NewInvitation extends Omit<NewUser, 'password'> {
  /** Uids or references: the role is limited to them. */
  readonly products?: readonly string[];
}

export interface Invited {
  readonly user: User;
  readonly expiresAt: Date;
  /** Null if it is sent by e-mail. */
  readonly token: string | null;
}

/** Sends the link to an invited user. */
export interface InvitationMailer {
  /** Whether links can be sent now. */
  readonly isOn: boolean;
  /** Joins the caller's transaction. */
  send(user: User & { readonly email: string }, token: string): Promise<void>;
}

/** Invites users, who choose their password by a link that works once. */
@Injectable()
export class InvitationsService {
  private mailer: InvitationMailer | undefined;

  constructor(
    private readonly work: UnitOfWork,
    private readonly users: UsersService,
    private readonly roles: LimitedRolesService,
    private readonly rules: SignInRulesService,
    private readonly randomness: Randomness,
    private readonly clock: Clock,
  ) {}

  sendWith(mailer: InvitationMailer): void {
    this.mailer = mailer;
  }

  /** Whether links are sent by e-mail; otherwise, whoever invites passes them on. */
  get areMailed(): boolean {
    return this.mailer?.isOn === true;
  }

  /** Creates the user, who cannot sign in before the invitation is accepted. */
  invite({ products = [], role, ...input }: NewInvitation): Promise<Invited> {
    if (this.rules.arePasswordsOff) {
      throw problem('INVITATIONS_OFF');
    }
    const token = this.randomness.secret(32);
    const expiresAt = new Date(this.clock.now().getTime() + INVITATION_DAYS * DAY);
    return this.work.run(async (manager) => {
      const given = products.length > 0 ? await this.roles.named(role, products) : role;
      const user = await this.users.create({ ...input, role: given });
      await manager.insert(UserInvitation, { userId: user.id, tokenHash: hash('sha256', token), expiresAt });
      await this.work.record([
        this.work.changeRecord('user.invited', user, null, null, { username: user.username, role: user.role }),
      ]);
      const { mailer } = this;
      if (!mailer?.isOn || !isReachable(user)) {
        return { user, expiresAt, token };
      }
      await mailer.send(user, token);
      return { user, expiresAt, token: null };
    });
  }

  /** When the open invitation of a user ends; null without one. */
  async openUntil({ id: userId }: Pick<User, 'id'>): Promise<Date | null> {
    const found = await this.work.manager.findOneBy(UserInvitation, { userId, acceptedAt: IsNull() });
    return found?.expiresAt ?? null;
  }

  /** The user whom a link invites. Throws INVITATION_INVALID. */
  async find(token: string): Promise<User> {
    const invitation = await this.work.manager.findOne(UserInvitation, {
      where: { tokenHash: hash('sha256', token), acceptedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) },
      relations: { user: true },
    });
    return waiting(invitation?.user ?? null);
  }

  /** Sets the password. Of two acceptances at the same time, one succeeds. Throws INVITATION_INVALID. */
  async accept(token: string, password: string): Promise<User> {
    const { id } = await this.find(token);
    const passwordHash = await hashPassword(password);
    return this.work.run(async (manager) => {
      const now = this.clock.now();
      const user = waiting(await manager.findOne(User, { where: { id }, lock: { mode: 'for_no_key_update' } }));
      const open = { tokenHash: hash('sha256', token), acceptedAt: IsNull(), expiresAt: MoreThan(now) };
      const { affected } = await manager.update(UserInvitation, open, { acceptedAt: now });
      if (affected !== 1) {
        throw problem('INVITATION_INVALID');
      }
      return this.work.update('user.invitation_accepted', user, { passwordHash, hasPassword: true, updatedAt: now });
    });
  }
}

function isReachable(user: User): user is User & { readonly email: string } {
  return user.email !== null;
}

/** A user who got a password in another way, or was deactivated, needs no invitation. */
function waiting(user: User | null): User {
  if (user === null || user.hasPassword || user.deactivatedAt !== null) {
    throw problem('INVITATION_INVALID');
  }
  return user;
}
