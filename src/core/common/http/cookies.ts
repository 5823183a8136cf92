import { parseCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { basePathOf } from './base-path';

const SESSION = 'keyward_session';
/** Browsers accept these prefixes only from secure pages, and send a cookie with the first one to no other host. */
const [HOST_PREFIX, SECURE_PREFIX] = ['__Host-', '__Secure-'];

export interface CookieOptions {
  /** In seconds; until the browser is closed by default. */
  readonly maxAge?: number;
  /** Browsers send the cookie only to this path of the server and those below it; to all by default. */
  readonly path?: string;
}

/** The value of a cookie that `setCookie` has set, if the browser sent it. */
export function cookieIn(request: FastifyRequest, name: string, path?: string): string | undefined {
  const { cookie } = request.headers;
  // Values are compared with what `setCookie` has sent, which is never encoded.
  return cookie === undefined ? undefined : parseCookie(cookie, { decode: String })[fullName(request, name, path)];
}

/** Sets a cookie that scripts cannot read. The value must consist of letters, digits and `-._~`. */
export function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  value: string,
  options: CookieOptions = {},
): void {
  void reply.header('set-cookie', cookieText(request, name, value, options));
}

/** The Set-Cookie header of `setCookie`. */
export function cookieText(
  request: FastifyRequest,
  name: string,
  value: string,
  { maxAge, path }: CookieOptions = {},
): string {
  const attributes = [
    `${fullName(request, name, path)}=${value}`,
    `Path=${basePathOf(request) + (path ?? '') || '/'}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(isSecure(request) ? ['Secure'] : []),
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
  ];
  return attributes.join('; ');
}

/** Lets the browser forget a cookie. `path` is that with which it was set. */
export function clearCookie(request: FastifyRequest, reply: FastifyReply, name: string, path?: string): void {
  setCookie(request, reply, name, '', { maxAge: 0, path });
}

/** The access token in the session cookie, if present. */
export function sessionCookieIn(request: FastifyRequest): string | undefined {
  return cookieIn(request, SESSION) || undefined;
}

/** Gives the browser the session of the console. */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  setCookie(request, reply, SESSION, token);
}

/** Lets the browser forget the session of the console. */
export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  clearCookie(request, reply, SESSION);
}

/** Servers below other paths of the host have other names, because a browser also sends the cookies of the paths above. */
function fullName(request: FastifyRequest, name: string, path: string | undefined): string {
  const basePath = basePathOf(request);
  const prefix = basePath === '' && path === undefined ? HOST_PREFIX : SECURE_PREFIX;
  return `${isSecure(request) ? prefix : ''}${name}${basePath.replaceAll('/', '.')}`;
}

function isSecure({ protocol }: FastifyRequest): boolean {
  return protocol === 'https';
}
