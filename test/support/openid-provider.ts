import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Visit } from '../testkit/browser';
import type { TestServer } from '../testkit/server';

export const CLIENT_ID = 'keyward';
const CLIENT_SECRET = 'the secret of the client';

interface Person {
  readonly sub: string;
  readonly preferred_username?: string;
  readonly email?: string;
  readonly groups?: readonly string[] | string;
  readonly amr?: readonly string[];
  /** The person refuses. */
  readonly refuse?: boolean;
}

interface Token {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

/** The real oidc-provider in a process of its own. */
export class OpenIdProvider {
  private constructor(
    private readonly process: ChildProcess,
    readonly issuer: string,
  ) {}

  static async start(publicUrl: string): Promise<OpenIdProvider> {
    const child = spawn(process.execPath, [join(__dirname, 'openid-provider.mjs')], {
      env: { PATH: process.env.PATH, CLIENT_ID, CLIENT_SECRET, PUBLIC_URL: publicUrl },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface(child.stdout)) {
      return new OpenIdProvider(child, line);
    }
    throw new Error('The provider did not start');
  }

  async stop(): Promise<void> {
    this.process.kill();
    await once(this.process, 'exit');
  }

  /** Who signs in next. */
  async expect(person: Person): Promise<void> {
    await this.control('next', person);
  }

  /** Changes the claims of the next ID token; null removes one. */
  async tamper(token: Token & { readonly key?: 'other' }): Promise<void> {
    await this.control('tamper', token);
  }

  /** Where log-out tokens are sent. */
  async sendLogOutsTo(url: string): Promise<void> {
    await this.control('back-channel', { url });
  }

  /** A token that the provider has signed; by another key with `other`. */
  sign(token: Token & { readonly other?: boolean }): Promise<string> {
    return this.control('sign', token);
  }

  private async control(name: string, body: object): Promise<string> {
    const response = await fetch(`${this.issuer}/test/${name}`, { method: 'POST', body: JSON.stringify(body) });
    return response.text();
  }
}

/** The browser's cookies and requests at the provider. */
export class ProviderVisit {
  private readonly cookies = new Map<string, string>();

  /** Follows redirects at the provider until one leads elsewhere. @returns that address */
  async follow(url: string): Promise<string> {
    for (let at = url, steps = 0; steps < 10; steps++) {
      const { location } = await this.request(at);
      if (location === undefined) {
        throw new Error(`The provider shows a page: ${at}`);
      }
      const target = new URL(location, at);
      if (target.origin !== new URL(url).origin) {
        return target.href;
      }
      at = target.href;
    }
    throw new Error('Too many redirects');
  }

  async request(url: string, form?: Record<string, string>): Promise<{ location?: string; html: string }> {
    const response = await fetch(url, {
      redirect: 'manual',
      method: form ? 'POST' : 'GET',
      body: form && new URLSearchParams(form),
      headers: { cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.cookies.set(name, value);
    }
    return { location: response.headers.get('location') ?? undefined, html: await response.text() };
  }
}

/** The sign-in by way of the provider, up to the answer of the callback. */
export async function signInBy(browser: Browser, visit = new ProviderVisit(), next = ''): Promise<Visit> {
  const { location, status, html } = await browser.get(`/login/oidc${next}`);
  if (location === undefined) {
    throw new Error(`The sign-in did not begin: ${status} ${html}`);
  }
  const back = new URL(await visit.follow(location));
  return browser.get(back.pathname + back.search);
}

/** Sets the sign-in up as an owner would. */
export function settingsOf(provider: OpenIdProvider): Record<string, unknown> {
  return {
    'oidc.issuer': provider.issuer,
    'oidc.client_id': CLIENT_ID,
    'oidc.client_secret': CLIENT_SECRET,
    'oidc.role_claim': 'groups',
    'oidc.role_map': ['key-owners=owner', 'key-admins=admin', 'key-support=support'],
  };
}

export async function change(server: TestServer, values: Record<string, unknown>) {
  return server.asAdmin('PATCH', '/api/v1/settings', { body: values });
}
