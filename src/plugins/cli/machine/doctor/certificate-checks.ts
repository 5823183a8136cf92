import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { readTls } from '../../../../core/start/read-tls';
import { StartupError } from '../../../../core/start/fatal-error';
import { type Check, type Finding, findingIf, NotChecked, required } from './check';
import type { Context } from './context';

const DAY_MS = 86_400_000;
/** Certificates of three months are usually renewed thirty days before their end. */
const WARNED_DAYS = 21;

export const CERTIFICATE_CHECKS: readonly Check[] = [
  {
    name: 'tls-files',
    finds: 'a certificate or key that cannot be read, or that do not belong together',
    run: tlsFiles,
  },
  {
    name: 'tls-validity',
    finds: `a certificate that has expired, expires within ${WARNED_DAYS} days or is not valid yet`,
    run: async (context) => validityProblems(await certificateOf(context), context.now),
  },
  { name: 'tls-name', finds: 'a certificate for another name than the host of `PUBLIC_URL`', run: tlsName },
];

async function tlsFiles({ settings }: Context): Promise<readonly Finding[]> {
  required(settings.TLS_CERT, 'TLS_CERT');
  try {
    await readTls(settings);
    return [];
  } catch (error) {
    if (!(error instanceof StartupError)) {
      throw error;
    }
    const remedy =
      'Compare `openssl x509 -noout -pubkey -in "$TLS_CERT"` with `openssl pkey -pubout -in "$TLS_KEY"`, as the user of the server: both print the same key.';
    return [{ problem: error.message, remedy }];
  }
}

/** Problems of a certificate's period. */
export function validityProblems(
  { validFrom, validTo }: Pick<X509Certificate, 'validFrom' | 'validTo'>,
  now: Date,
): readonly Finding[] {
  const days = Math.floor((Date.parse(validTo) - now.getTime()) / DAY_MS);
  const remedy = 'Renew it, for example with `certbot renew`; the server reads the new files by itself.';
  if (Date.parse(validFrom) > now.getTime()) {
    const problem = `The certificate in TLS_CERT is valid only from ${validFrom}.`;
    return [{ problem, remedy: 'Compare the clock of this machine with the real time (`timedatectl`), or wait.' }];
  }
  return days < 0
    ? [{ problem: `The certificate in TLS_CERT expired on ${validTo}.`, remedy }]
    : findingIf(days <= WARNED_DAYS, `The certificate in TLS_CERT expires in ${days} days, on ${validTo}.`, remedy);
}

async function tlsName(context: Context): Promise<readonly Finding[]> {
  const certificate = await certificateOf(context);
  const { hostname } = new URL(required(context.settings.PUBLIC_URL, 'PUBLIC_URL'));
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const isNamed = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host);
  return findingIf(
    isNamed === undefined,
    `The certificate in TLS_CERT is not for ${host}, the host of PUBLIC_URL, but for ${certificate.subjectAltName ?? certificate.subject}.`,
    'Set TLS_CERT to a certificate for that name, or PUBLIC_URL to a name of the certificate.',
  );
}

async function certificateOf({ settings }: Context): Promise<X509Certificate> {
  const path = required(settings.TLS_CERT, 'TLS_CERT');
  try {
    return new X509Certificate(await readFile(path));
  } catch {
    throw new NotChecked('the certificate cannot be read: see `tls-files`');
  }
}
