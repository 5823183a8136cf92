const SCHEME_AND_AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

/** The target of a request as path and query: clients may send a whole URL, whose host means nothing (RFC 9112, 3.2.2). */
export function originForm(target: string): string {
  const rest = target.replace(SCHEME_AND_AUTHORITY, '');
  return rest === target || rest.startsWith('/') ? rest : `/${rest}`;
}
