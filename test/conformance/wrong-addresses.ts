import { join } from 'node:path';
import type { Processes, Reply } from './driver';
import { LANGUAGES } from './languages';
import type { Network } from './lying-proxy';
import type { World } from './run-scenario';

interface WrongAddress {
  readonly title: string;
  /** With `places` of the proxy. */
  readonly address: string;
  readonly network?: Network;
}

export const WRONG_ADDRESSES: readonly WrongAddress[] = [
  { title: 'without http or https', address: 'licenses.example.com' },
  { title: 'empty', address: '' },
  { title: 'of another protocol', address: 'ftp://licenses.example.com' },
  { title: 'without a host', address: 'http://' },
  { title: 'with a bracket that is not closed', address: 'http://[::1' },
  { title: 'with a port that is no number', address: 'http://licenses.example.com:port' },
  { title: 'with a query', address: '{url}?product=editor' },
  { title: 'with a fragment', address: '{url}#licenses' },
  { title: 'with a password', address: 'http://user:secret@licenses.example.com' },
  { title: 'with the path of the API', address: '{url}/api/v1' },
  { title: 'with the path of the API and a slash', address: '{url}/api/v1/' },
  { title: 'with a path that the server does not have', address: '{url}/shop' },
  { title: 'where nobody listens', address: 'http://127.0.0.1:8' },
  { title: 'with https, at a port without TLS', address: '{tls}' },
  { title: 'with http, at a port with TLS', address: '{encrypted}' },
  { title: 'of a server whose certificate is not trusted', address: '{untrusted}' },
  { title: 'of a server whose certificate has expired', address: '{expired}' },
  { title: 'of a server whose certificate is for another host', address: '{other_host}' },
  { title: 'behind the page of a hotel', address: '{url}', network: 'portal' },
  { title: 'behind a page on which people sign in', address: '{url}', network: 'sign_in' },
  { title: 'that has moved', address: '{url}', network: 'moved' },
  { title: 'of a web server without this path', address: '{url}', network: 'not_found_page' },
  { title: 'behind a firewall that forbids it', address: '{url}', network: 'forbidden_page' },
  { title: 'of another program with an API', address: '{url}', network: 'other_api' },
  { title: 'of something that answers nothing', address: '{url}', network: 'empty' },
];

export interface Said {
  readonly code: string;
  readonly unreachable: boolean;
  readonly message: string;
}

/** Errors of a client that is opened with each wrong address, and then activates a license key. */
export async function saidBy(processes: Processes, { proxy, keys, folder }: World): Promise<readonly Said[]> {
  const driver = processes.get('first');
  const places: Readonly<Record<string, string>> = proxy.places;
  const said: Said[] = [];
  for (const { address, network = 'live' } of WRONG_ADDRESSES) {
    proxy.reset();
    const base_url = address.replace(/\{(\w+)\}/, (_, place: string) => places[place] ?? '');
    const options = { base_url, product: 'v2-default', keys, device: 'desk', store: join(folder, 'wrong-address') };
    let reply = await driver.send({ do: 'open', now: 1, with: options });
    if (reply.state) {
      proxy.network = network;
      reply = await driver.send({ do: 'activate', now: 1, with: { license_key: 'ANY' } });
    }
    said.push(saidIn(reply, Object.values(places)));
  }
  proxy.reset();
  return said;
}

function saidIn({ error = '', unreachable = false, message = '' }: Reply, servers: readonly string[]): Said {
  const hosts = servers.map((server) => server.replace(/^https?:\/\//, ''));
  const shown = hosts.reduce((text, host) => text.replaceAll(host, 'licenses.example.com'), message);
  return { code: error, unreachable, message: shown };
}

/** docs/other-languages/wrong-addresses.md. */
export function wrongAddressesPage(said: ReadonlyMap<string, readonly Said[]>): string {
  const sections = WRONG_ADDRESSES.map(({ title, address }, index) => {
    const lines = LANGUAGES.map((language) => {
      const { code = '', message = '' } = said.get(language)?.[index] ?? {};
      return `| ${language} | \`${code}\` | ${message.replace(/[|<*_]/g, '\\$&')} |`;
    });
    const shown = address.replace(/\{(\w+)\}/, (_, name: string) => `${SCHEMES[name]}://licenses.example.com`);
    return `## An address ${title}\n\n\`${shown || ' '}\`\n\n| client | code | says |\n| --- | --- | --- |\n${lines.join('\n')}`;
  });
  return `# Wrong addresses

What the clients say when a program is opened with a wrong address, and then activates a license key. None of it says anything about the
license: a program that was licensed before goes on. A test runs this with each client and compares the page.

${sections.join('\n\n')}
`;
}

const SCHEMES: Readonly<Record<string, string>> = {
  url: 'http',
  tls: 'https',
  encrypted: 'http',
  untrusted: 'https',
  expired: 'https',
  other_host: 'https',
};
