import { fieldsOf, firstText } from './unknown';

const MAX_REASON = 120;
const NO_TLS = /wrong.version.number|packet.length.too.long|record.overflow|unknown.protocol|ERR_SSL_|EPROTO/i;
const UNTRUSTED = /CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;
/** Another address of a server, and no page on which people sign in. */
const MOVED = /^(https?:\/\/.{1,100})\/api\/v1\//i;
const CLOSED = /other side closed|socket hang up|ECONNRESET|EPIPE/i;

export const CHECK_ADDRESS = 'Check baseUrl: it is the address of the server, without /api/v1';
export const CHECK_NETWORK = `${CHECK_ADDRESS}, or sign in to the network`;

/**
 * One line for people who mend a program, and for logs.
 * @param came what came instead of an answer of a Keyward server
 * @param advice what to change
 */
export function notThere(baseUrl: string, came: string, advice: string): string {
  return `No Keyward server answered at ${baseUrl}: ${folded(came)}. ${advice}`;
}

export function redirectedTo(baseUrl: string, target: string): string {
  const [, moved] = MOVED.exec(target) ?? [];
  const advice = moved ? `If the server is there, make ${moved} the baseUrl` : CHECK_NETWORK;
  return notThere(baseUrl, `it redirects to ${target}`, advice);
}

/** Nothing came. What libraries say of TLS is in the cause alone. */
export function unreachable(baseUrl: string | undefined, error: unknown): string {
  const { message, code } = fieldsOf(fieldsOf(error).cause);
  // Node's message is "fetch failed"; the reason is in the cause, sometimes only as a code.
  const reason = firstText(message, code, fieldsOf(error).message) ?? 'the connection failed';
  if (baseUrl === undefined) {
    return `The file could not be reached: ${folded(reason)}`;
  }
  const isEncrypted = baseUrl.startsWith('https:');
  const said = `${reason} ${firstText(code) ?? ''}`;
  if (UNTRUSTED.test(firstText(code) ?? '')) {
    return notThere(
      baseUrl,
      'its certificate is not trusted',
      'Check baseUrl, the clock of this computer and the network',
    );
  }
  if (isEncrypted && NO_TLS.test(said)) {
    return notThere(baseUrl, 'it does not speak TLS there', 'Check baseUrl: http:// instead of https://?');
  }
  if (!isEncrypted && CLOSED.test(said)) {
    return notThere(baseUrl, 'the connection was closed', 'Check baseUrl: https:// instead of http://?');
  }
  return notThere(baseUrl, reason, 'Check baseUrl and the network');
}

function folded(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_REASON ? `${line.slice(0, MAX_REASON)}…` : line;
}
