import { Injectable, Logger } from '@nestjs/common';
import { createRemoteJWKSet, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type * as OpenIdClient from 'openid-client';
import { Clock } from '../../common/clock';
import { DomainError, problem } from '../../common/errors/domain-error';
import { publicAddress } from '../../common/http/base-url';
import { Settings } from '../../platform/config/settings';
import type { TriedTarget } from '../../platform/outgoing/tried-target';
import { SettingValuesService } from '../../platform/settings/setting-values.service';
import { type Claims, textsIn } from './claims';
import { isLoopback } from './issuer-url';
import { describeFailure, failureOf } from './openid-failures';
import {
  OIDC_CLIENT_ID,
  OIDC_CLIENT_SECRET,
  OIDC_ISSUER,
  OIDC_NAME,
  OIDC_ROLE_CLAIM,
  OIDC_SCOPES,
} from './openid.settings';

/** Path at which sign-in with OpenID begins. */
export const OPENID_PATH = '/login/oidc';
/** Path to which the OpenID provider sends people back. */
export const CALLBACK_PATH = '/login/oidc/callback';

const TIMEOUT_SECONDS = 5;
const CLOCK_TOLERANCE_SECONDS = 60;
const DISCOVERY_MS = 10 * 60_000;
/** Log-out tokens that are older are refused. */
const MAX_LOGOUT_AGE_SECONDS = 600;
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const SIGNATURES = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** The secrets of one sign-in, which the browser keeps until it comes back. */
export interface OpenIdFlow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The provider's answer about the user who signed in. */
export interface OpenIdAnswer {
  readonly issuer: string;
  readonly clientId: string;
  readonly subject: string;
  readonly idToken: string;
  /** Claims of the ID token and of the user info. */
  readonly claims: Claims;
}

/** A verified log-out token: it ends one session of the provider, or all of a subject. */
export interface LogoutClaims {
  readonly issuer: string;
  readonly id: string;
  readonly expiresAt: Date;
  readonly session?: string;
  readonly subject?: string;
}

interface Provider {
  readonly key: string;
  readonly until: number;
  readonly config: Promise<OpenIdClient.Configuration>;
  keys?: JWTVerifyGetKey;
}

/** Requests to the OpenID provider. Its address is the owners' choice, and may be in a private network. */
@Injectable()
export class OpenIdProviderService {
  private readonly logger = new Logger('OpenID');
  private known: Provider | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly values: SettingValuesService,
    private readonly clock: Clock,
  ) {}

  /** Name of the provider; undefined if the sign-in is not set up, or PUBLIC_URL is missing. */
  get name(): string | undefined {
    const issuer = this.values.get(OIDC_ISSUER);
    const isSetUp = issuer !== '' && this.values.get(OIDC_CLIENT_ID) !== '' && this.settings.PUBLIC_URL !== undefined;
    return isSetUp ? this.values.get(OIDC_NAME) || new URL(issuer).host : undefined;
  }

  async newFlow(): Promise<OpenIdFlow> {
    const client = await openIdClient();
    return { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
  }

  /** The provider's address for signing in. */
  async signInUrl({ state, nonce, verifier }: OpenIdFlow): Promise<string> {
    const [client, config] = [await openIdClient(), await this.configuration()];
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: this.url(CALLBACK_PATH),
      scope: [...new Set(['openid', ...this.values.get(OIDC_SCOPES)])].join(' '),
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return url.href;
  }

  /**
   * Redeems the code with which the browser came back.
   * @param search query of the callback's address
   */
  async redeem(search: string, { state, nonce, verifier }: OpenIdFlow): Promise<OpenIdAnswer> {
    const [client, config] = [await openIdClient(), await this.configuration()];
    return this.asked(async () => {
      const tokens = await client.authorizationCodeGrant(config, new URL(this.url(CALLBACK_PATH) + search), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
      });
      const idToken = tokens.claims();
      if (idToken === undefined || tokens.id_token === undefined) {
        throw problem('OPENID_INVALID');
      }
      const { sub: subject, iss: issuer } = idToken;
      const info = this.needsUserInfo(config, idToken)
        ? await client.fetchUserInfo(config, tokens.access_token, subject)
        : {};
      const { client_id: clientId } = config.clientMetadata();
      return { issuer, clientId, subject, idToken: tokens.id_token, claims: { ...info, ...idToken } };
    });
  }

  /** Where the browser goes to sign out of the provider, too; undefined if the provider has no such address. */
  async signOutUrl(idToken: string | undefined): Promise<string | undefined> {
    const config = await this.configuration();
    if (config.serverMetadata().end_session_endpoint === undefined) {
      return undefined;
    }
    const parameters = new URLSearchParams({ post_logout_redirect_uri: this.url('/login') });
    if (idToken !== undefined) {
      parameters.set('id_token_hint', idToken);
    }
    const client = await openIdClient();
    return client.buildEndSessionUrl(config, parameters).href;
  }

  /** Verifies a log-out token as OpenID Connect Back-Channel Logout 1.0 demands, but not whether it was used before. */
  async verifyLogout(token: string): Promise<LogoutClaims> {
    const config = await this.configuration();
    const { issuer, jwks_uri: keysUrl } = config.serverMetadata();
    const { known } = this;
    if (!known || keysUrl === undefined) {
      throw problem('OPENID_LOGOUT_INVALID');
    }
    known.keys ??= createRemoteJWKSet(new URL(keysUrl), { timeoutDuration: TIMEOUT_SECONDS * 1_000 });
    try {
      const { payload } = await jwtVerify(token, known.keys, {
        issuer,
        audience: config.clientMetadata().client_id,
        algorithms: SIGNATURES,
        currentDate: this.clock.now(),
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        maxTokenAge: MAX_LOGOUT_AGE_SECONDS,
        requiredClaims: ['jti', 'events'],
      });
      return logoutClaims(issuer, payload, this.clock.now());
    } catch (error) {
      this.logger.warn(`A log-out token was refused: ${describeFailure(error)}`);
      throw problem('OPENID_LOGOUT_INVALID', { cause: error });
    }
  }

  private needsUserInfo(config: OpenIdClient.Configuration, claims: Claims): boolean {
    const hasRoles = textsIn(claims, this.values.get(OIDC_ROLE_CLAIM)).length > 0;
    const hasName = textsIn(claims, 'preferred_username').length > 0;
    return config.serverMetadata().userinfo_endpoint !== undefined && !(hasRoles && hasName);
  }

  /** Reads the provider's metadata anew, for the owner who sets it up: how long it took, and why it failed. */
  async test(): Promise<TriedTarget> {
    const issuer = this.values.get(OIDC_ISSUER);
    if (issuer === '') {
      throw problem('OPENID_OFF');
    }
    const before = this.clock.now().getTime();
    const failure = await discover(
      issuer,
      this.values.get(OIDC_CLIENT_ID),
      this.values.get(OIDC_CLIENT_SECRET),
      0,
    ).then(() => undefined, describeFailure);
    return { name: issuer, tookMs: this.clock.now().getTime() - before, failure };
  }

  /** Discovered again after a few minutes, and after a change of the settings. */
  private configuration(): Promise<OpenIdClient.Configuration> {
    if (this.name === undefined) {
      throw problem('OPENID_OFF');
    }
    const issuer = this.values.get(OIDC_ISSUER);
    const clientId = this.values.get(OIDC_CLIENT_ID);
    const secret = this.values.get(OIDC_CLIENT_SECRET);
    const key = JSON.stringify([issuer, clientId, secret]);
    const now = this.clock.now().getTime();
    if (this.known?.key !== key || this.known.until <= now) {
      const config = this.asked(() => discover(issuer, clientId, secret, (now - Date.now()) / 1_000));
      const provider = { key, until: now + DISCOVERY_MS, config };
      this.known = provider;
      // A failure is not kept.
      config.catch(() => (this.known = this.known === provider ? undefined : this.known));
    }
    return this.known.config;
  }

  /** Logs what the provider answered; people learn only the kind of the failure. */
  private async asked<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      if (error instanceof DomainError) {
        throw error;
      }
      this.logger.warn(`The OpenID provider: ${describeFailure(error)}`);
      throw problem(failureOf(error), { cause: error });
    }
  }

  private url(path: string): string {
    return publicAddress(this.settings.PUBLIC_URL, path);
  }
}

/** Loaded at the first sign-in: most installations have none, and it takes a start some time. */
function openIdClient(): Promise<typeof OpenIdClient> {
  return import('openid-client');
}

async function discover(
  issuer: string,
  clientId: string,
  secret: string,
  skew: number,
): Promise<OpenIdClient.Configuration> {
  const client = await openIdClient();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- For a provider on this machine, which has no certificate.
  const insecure = isLoopback(issuer) ? [client.allowInsecureRequests] : [];
  const metadata = {
    [client.clockSkew]: Math.round(skew),
    [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS,
    id_token_signed_response_alg: undefined,
  };
  return client.discovery(new URL(issuer), clientId, metadata, authentication(client, secret), {
    timeout: TIMEOUT_SECONDS,
    execute: [client.enableNonRepudiationChecks, ...insecure],
  });
}

/** In the header, unless the provider takes a secret only in the body. */
function authentication(client: typeof OpenIdClient, secret: string): OpenIdClient.ClientAuth {
  if (secret === '') {
    return client.None();
  }
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const isInHeader = methods.includes('client_secret_basic');
    (isInHeader ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret))(server, ...rest);
  };
}

function logoutClaims(issuer: string, payload: JWTPayload, now: Date): LogoutClaims {
  const { jti: id, sub: subject, sid, events, nonce, exp } = payload;
  const session = typeof sid === 'string' ? sid : undefined;
  const isLogout = typeof events === 'object' && events !== null && LOGOUT_EVENT in events;
  if (!isLogout || nonce !== undefined || id === undefined || (session === undefined && subject === undefined)) {
    throw new Error('events, nonce, sub or sid is not that of a log-out token');
  }
  const lifetime = (MAX_LOGOUT_AGE_SECONDS + 2 * CLOCK_TOLERANCE_SECONDS) * 1_000;
  const expiresAt = new Date(Math.max((exp ?? 0) * 1_000, now.getTime() + lifetime));
  return { issuer, id, expiresAt, session, subject };
}
