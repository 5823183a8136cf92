import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { DomainError, problem } from '../../common/errors/domain-error';
import { Randomness } from '../../common/randomness';
import { SecretCipher } from '../../platform/config/secret-cipher';
import { advisoryLock } from '../../platform/database/advisory-lock';
import { isUniqueViolation } from '../../platform/database/database-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { SettingValuesService } from '../../platform/settings/setting-values.service';
import { LogInService, type PendingLogIn } from '../log-in/log-in.service';
import { firstKnownRole, type FoundRole } from '../users/find-role';
import { AccessTokensService, OPENID_FLOW_LIFETIME, PENDING_LOG_IN_LIFETIME } from '../users/access-tokens.service';
import { CredentialsService } from '../users/credentials.service';
import { MAX_ID_TOKEN, OpenIdSession } from '../users/openid-session.entity';
import { hashPassword } from '../users/passwords';
import { CONSOLE_SESSION_LIFETIME, type LogIn, SessionsService } from '../users/sessions.service';
import { SignInRulesService } from '../users/sign-in-rules.service';
import { User } from '../users/user.entity';
import { UsersService } from '../users/users.service';
import { emailIn, hasSecondFactor, mappedRoles, usernameIn } from './claims';
import { idTokenSecret } from './id-token-secret';
import { type OpenIdAnswer, type OpenIdFlow, OpenIdProviderService } from './openid-provider.service';
import { OIDC_ROLE_CLAIM, OIDC_ROLE_MAP } from './openid.settings';
import { useOnce } from './use-once';
import { UserIdentity } from './user-identity.entity';

/** Characters of the column. */
const MAX_SID = 255;

/** A sign-in that leads to the provider. */
export interface BegunOpenId {
  readonly url: string;
  /** For the browser to keep. */
  readonly flow: string;
}

/** A sign-in that came back. */
export interface FinishedOpenId {
  /** Path of the page that was asked for. */
  readonly next?: string;
  /** Undefined if a signed-in user has connected the account. */
  readonly logIn?: LogIn | PendingLogIn;
}

interface Flow extends OpenIdFlow {
  readonly next?: string;
  /** Id of the session whose user connects the account. */
  readonly link?: string;
}

/** Sign-ins through the OpenID provider. Call it outside of a unit of work. */
@Injectable()
export class OpenIdLogInService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly provider: OpenIdProviderService,
    private readonly logIns: LogInService,
    private readonly credentials: CredentialsService,
    private readonly sessions: SessionsService,
    private readonly users: UsersService,
    private readonly rules: SignInRulesService,
    private readonly tokens: AccessTokensService,
    private readonly values: SettingValuesService,
    private readonly cipher: SecretCipher,
    private readonly randomness: Randomness,
    private readonly clock: Clock,
  ) {}

  /** @param next path of the page to open after the sign-in */
  async begin(next?: string, link?: string): Promise<BegunOpenId> {
    const flow = await this.provider.newFlow();
    const url = await this.provider.signInUrl(flow);
    return { url, flow: await this.tokens.signOpenIdFlow({ ...flow, next, link }) };
  }

  /** Begins to connect the user with an account of the provider. A stolen session alone does not allow it. */
  async beginLink({ username }: User, sessionId: string, password: string): Promise<BegunOpenId> {
    await this.credentials.attempt(username, () => this.credentials.verify(username, password));
    return this.begin(undefined, sessionId);
  }

  /**
   * @param search query of the address to which the provider has sent the browser
   * @param flowToken what `begin` returned
   * @param accessToken of the session that is open in the browser
   */
  async finish(search: string, flowToken: string, accessToken: string | undefined): Promise<FinishedOpenId> {
    const flow = flowIn(await this.tokens.openIdFlowOf(flowToken));
    await this.useUp(flow);
    const answer = await this.provider.redeem(search, flow);
    if (flow.link !== undefined) {
      await this.link(answer, flow.link, accessToken);
      return {};
    }
    return { next: flow.next, logIn: await this.logIn(answer) };
  }

  /** The provider's refusal of a code that was used is not the only guard against a sign-in that is repeated. */
  private async useUp({ state }: Flow): Promise<void> {
    const expiresAt = new Date(this.clock.now().getTime() + OPENID_FLOW_LIFETIME * 1_000);
    if (!(await useOnce(this.work.manager, ['state', state], expiresAt))) {
      throw problem('OPENID_EXPIRED');
    }
  }

  /** Ends the session at the provider, too. @returns where the browser goes for that; undefined for other sessions */
  async signOut(sessionId: string): Promise<string | undefined> {
    const found = await this.work.manager.findOneBy(OpenIdSession, { sessionId });
    if (!found) {
      return undefined;
    }
    try {
      return await this.provider.signOutUrl(this.idTokenOf(found));
    } catch (error) {
      if (error instanceof DomainError) {
        return undefined;
      }
      throw error;
    }
  }

  private async logIn(answer: OpenIdAnswer): Promise<LogIn | PendingLogIn> {
    try {
      const user = await this.userOf(answer);
      const openId = { session: await this.keepSession(user, answer), hasSecondFactor: hasSecondFactor(answer.claims) };
      return await this.logIns.logInVerified(user, openId, CONSOLE_SESSION_LIFETIME);
    } catch (error) {
      if (error instanceof DomainError) {
        await this.recordRefusal(answer, error);
      }
      throw error;
    }
  }

  private async userOf(answer: OpenIdAnswer): Promise<User> {
    const isKnown = await this.work.manager.existsBy(UserIdentity, subjectOf(answer));
    // The hash of a text that nobody knows: every sign-in with a password fails.
    const passwordHash = isKnown ? undefined : await hashPassword(this.randomness.secret(32));
    return this.work.run(async (manager) => {
      await lockSubject(manager, answer);
      const role = await this.roleOf(manager, answer);
      const identity = await manager.findOneBy(UserIdentity, subjectOf(answer));
      if (!identity) {
        return this.create(manager, answer, { role, passwordHash: passwordHash ?? '' });
      }
      const lastLoginAt = this.clock.now();
      await manager.update(UserIdentity, { userId: identity.userId }, { lastLoginAt, clientId: answer.clientId });
      return this.withRole(await manager.findOneByOrFail(User, { id: identity.userId }), role);
    });
  }

  private async roleOf(manager: EntityManager, { claims }: OpenIdAnswer): Promise<FoundRole['columns']> {
    const roles = mappedRoles(claims, this.values.get(OIDC_ROLE_CLAIM), this.values.get(OIDC_ROLE_MAP));
    const role = await firstKnownRole(manager, roles);
    if (role === null) {
      throw problem('OPENID_NO_ROLE');
    }
    return role.columns;
  }

  /** A user of the same name is never taken over: whoever names accounts at the provider would get its rights. */
  private async create(
    manager: EntityManager,
    { claims, clientId, ...answer }: OpenIdAnswer,
    { role, passwordHash }: { readonly role: FoundRole['columns']; readonly passwordHash: string },
  ): Promise<User> {
    const username = usernameIn(claims);
    if (username === undefined) {
      throw problem('OPENID_INVALID');
    }
    const now = this.clock.now();
    const user = manager.create(User, {
      username,
      email: emailIn(claims),
      ...role,
      passwordHash,
      hasPassword: false,
      deactivatedAt: null,
      createdAt: now,
      updatedAt: now,
    });
    const { id: userId } = await refuseTakenName(this.work.create('user.created', user));
    const { issuer, subject } = answer;
    await manager.insert(UserIdentity, { userId, issuer, subject, clientId, lastLoginAt: now, createdAt: now });
    return manager.findOneByOrFail(User, { id: userId });
  }

  private async withRole(current: User, columns: FoundRole['columns']): Promise<User> {
    if (current.deactivatedAt !== null) {
      throw problem('OPENID_DEACTIVATED');
    }
    if (current.role === columns.role) {
      return current;
    }
    const { user, isLastOwner } = await this.users.getLocked(current.uid);
    if (isLastOwner) {
      throw problem('LAST_OWNER');
    }
    if (await this.rules.isNeeded(user)) {
      throw problem('BREAK_GLASS_USER');
    }
    await this.sessions.endAllOf(user);
    return this.work.update('user.openid_role_changed', user, { ...columns, updatedAt: this.clock.now() });
  }

  /** @returns the id of the session that is about to start */
  private async keepSession({ id: userId }: User, { idToken, claims }: OpenIdAnswer): Promise<string> {
    const sessionId = this.randomness.uuid();
    const lifetime = (CONSOLE_SESSION_LIFETIME + PENDING_LOG_IN_LIFETIME) * 1_000;
    const stored = this.cipher.encrypt(idTokenSecret(sessionId), idToken);
    await this.work.manager.insert(OpenIdSession, {
      sessionId,
      userId,
      providerSession: typeof claims.sid === 'string' && claims.sid.length <= MAX_SID ? claims.sid : null,
      idToken: stored.length <= MAX_ID_TOKEN ? stored : null,
      expiresAt: new Date(this.clock.now().getTime() + lifetime),
    });
    return sessionId;
  }

  /** Undefined if the key that encrypted it was replaced meanwhile. */
  private idTokenOf({ sessionId, idToken }: OpenIdSession): string | undefined {
    try {
      return idToken === null ? undefined : this.cipher.decrypt(idTokenSecret(sessionId), idToken);
    } catch {
      return undefined;
    }
  }

  private async link(answer: OpenIdAnswer, sessionId: string, accessToken = ''): Promise<void> {
    const caller = await this.sessions.authenticate(accessToken);
    if (caller?.session.id !== sessionId) {
      throw problem('OPENID_EXPIRED');
    }
    const { user } = caller;
    const { issuer, subject, clientId } = answer;
    await this.work.run(async (manager) => {
      await lockSubject(manager, answer);
      const known = await manager.findOneBy(UserIdentity, { issuer, subject });
      if (known && known.userId !== user.id) {
        throw problem('OPENID_IDENTITY_TAKEN');
      }
      const row = { userId: user.id, issuer, subject, clientId, lastLoginAt: null, createdAt: this.clock.now() };
      await manager.upsert(UserIdentity, row, ['userId']);
      const data = { username: user.username, issuer };
      await this.work.record([this.work.changeRecord('user.openid_linked', user, null, null, data)]);
    });
  }

  private async recordRefusal(answer: OpenIdAnswer, { rule }: DomainError): Promise<void> {
    const identity = await this.work.manager.findOne(UserIdentity, {
      where: subjectOf(answer),
      relations: { user: true },
    });
    await this.work.run(() =>
      this.work.record([
        {
          event: 'user.openid_refused',
          targetType: 'users',
          targetId: identity?.user?.uid ?? 'unknown',
          before: null,
          after: { username: identity?.user?.username ?? null, reason: rule },
        },
      ]),
    );
  }
}

function flowIn(claims: Readonly<Record<string, unknown>> | null): Flow {
  const { state, nonce, verifier, next, link } = claims ?? {};
  if (typeof state !== 'string' || typeof nonce !== 'string' || typeof verifier !== 'string') {
    throw problem('OPENID_EXPIRED');
  }
  return { state, nonce, verifier, next: textOrNone(next), link: textOrNone(link) };
}

const textOrNone = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function subjectOf({ issuer, subject }: OpenIdAnswer): Pick<UserIdentity, 'issuer' | 'subject'> {
  return { issuer, subject };
}

async function refuseTakenName(saving: Promise<User>): Promise<User> {
  try {
    return await saving;
  } catch (failure) {
    throw isUniqueViolation(failure, 'users_username_unique') ? problem('OPENID_NAME_TAKEN') : failure;
  }
}

/** Serializes the first sign-ins of one person. */
function lockSubject(manager: EntityManager, { issuer, subject }: OpenIdAnswer): Promise<void> {
  return advisoryLock(manager, `keyward: OpenID account ${JSON.stringify([issuer, subject])}`);
}
