import type { FastifyRequest } from 'fastify';
import { ContextVariable } from '../common/async-context';
import { cookieIn } from '../common/http/cookies';
import { isOwnLanguage, type Language, languageOf } from './language';

const ZONE_COOKIE = 'keyward_zone';

/** For whom a page is written. */
export interface Viewer {
  /** English for viewers of an added language: e-mails and codes of the API have no other ones. */
  readonly language: Language;
  /** The language of pages, which may be an added one. */
  readonly pageLanguage: string;
  /** IANA name of the time zone of the browser; UTC until a script of the console has set the cookie. */
  readonly zone: string;
  /** When the request was received, for texts such as "4 min ago". */
  readonly now: Date;
}

const currentViewer = new ContextVariable<Viewer>();

/** The viewer of the page that is being made. Outside of the console's requests: English, UTC. */
export function viewer(): Viewer {
  return currentViewer.current ?? { language: 'en', pageLanguage: 'en', zone: 'UTC', now: new Date() };
}

/** Runs work whose texts are in this language. */
export function inLanguage<T>(language: Language, work: () => T): T {
  return currentViewer.run({ ...viewer(), language, pageLanguage: language }, work);
}

/** Runs work for the viewer who sent the request. */
export function asViewer<T>(request: FastifyRequest, work: () => T, now = viewer().now): T {
  const pageLanguage = languageOf(request);
  const language = isOwnLanguage(pageLanguage) ? pageLanguage : 'en';
  return currentViewer.run({ language, pageLanguage, zone: zoneOf(request), now }, work);
}

function zoneOf(request: FastifyRequest): string {
  const zone = cookieIn(request, ZONE_COOKIE)?.replaceAll('%2F', '/');
  if (zone === undefined) {
    return 'UTC';
  }
  try {
    // Throws for other names. What it resolves to may be an older name of the same zone.
    new Intl.DateTimeFormat('en', { timeZone: zone }).format();
    return zone;
  } catch {
    return 'UTC';
  }
}
