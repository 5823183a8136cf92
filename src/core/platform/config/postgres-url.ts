/** Values of `target_session_attrs` for a connection that writes, and for one that only reads. */
export const WRITER_TARGETS = ['read-write', 'primary'] as const;
export const READER_TARGETS = ['any', 'standby'] as const;

export const MAX_HOSTS = 10;

const TARGET = 'target_session_attrs';
const URL_PARTS = /^(\w+:\/\/)([^/?#]*@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/;

/**
 * One URL for each host of a connection URL, in its order. Several stand as libpq reads them, in
 * `postgres://a:5432,b:5433/db` or `postgres:///db?host=a,b&port=5432,5433`; one port is for all of them.
 */
export function urlsOfHosts(url: string): string[] {
  return hostsIn(url).map(withVerifiedTls);
}

/** The driver verifies the certificate in these modes, too, but prints six lines about the mode first. */
function withVerifiedTls(url: string): string {
  return /[?&]uselibpqcompat=true(?:&|$)/.test(url)
    ? url
    : url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/g, '$1verify-full');
}

function hostsIn(url: string): string[] {
  const [, scheme = '', login = '', authority = '', path = '', query = ''] = URL_PARTS.exec(url) ?? [];
  if (authority.includes(',')) {
    const tail = url.slice(scheme.length + login.length + authority.length);
    return authority.split(',').map((host) => `${scheme}${login}${host}${tail}`);
  }
  const parameters = new URLSearchParams(query);
  const hosts = parameters.get('host')?.split(',') ?? [];
  if (hosts.length < 2) {
    return [url];
  }
  const ports = parameters.get('port')?.split(',') ?? [];
  return hosts.map((host, index) => {
    const own = new URLSearchParams(parameters);
    own.set('host', host);
    if (ports.length > 0) {
      own.set('port', (ports.length === 1 ? ports[0] : ports[index]) ?? '');
    }
    return `${scheme}${login}${authority}${path}?${own.toString()}`;
  });
}

/** The kind of server that a URL asks for. With several hosts, it is one that accepts changes unless the URL says otherwise. */
export function targetOf(url: string): string {
  const [first = '', ...others] = urlsOfHosts(url);
  return new URL(first).searchParams.get(TARGET) ?? (others.length > 0 ? 'read-write' : 'any');
}

/** Host and name of the database without credentials, for messages; several hosts are separated by commas. */
export function placeOf(url: string): string {
  const urls = urlsOfHosts(url).map((each) => new URL(each));
  const hosts = urls.map(({ host, searchParams }) => decodeURIComponent(host) || (searchParams.get('host') ?? ''));
  return `${hosts.join(',')}${decodeURIComponent(urls[0]?.pathname ?? '')}`;
}

/** Rejects an unescaped `#` or `%` in the password, which would be misinterpreted. */
export function isPostgresUrl(text: string): boolean {
  const urls = urlsOfHosts(text);
  return urls.length <= MAX_HOSTS && urls.every(isUrlOfHost);
}

function isUrlOfHost(text: string): boolean {
  try {
    const { protocol, username, password, host, pathname, hash } = new URL(text);
    [username, password, host, pathname].forEach(decodeURIComponent);
    return /^postgres(ql)?:$/.test(protocol) && hash === '' && !/\s/.test(text);
  } catch {
    return false;
  }
}
