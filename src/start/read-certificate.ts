import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Certificate } from '../common/http/secure-server';
import type { Settings } from '../platform/config/settings';
import { toCertificateStartupError } from './startup-error';

/** The certificate of the encrypted listener, if there is one. Throws a StartupError if its files cannot be used. */
export function readCertificate({ TLS_CERT, TLS_KEY }: Settings): Certificate | undefined {
  if (TLS_CERT === undefined || TLS_KEY === undefined) {
    return undefined;
  }
  try {
    const certificate = { cert: readFileSync(TLS_CERT), key: readFileSync(TLS_KEY) };
    createSecureContext(certificate);
    return certificate;
  } catch (error) {
    throw toCertificateStartupError(error);
  }
}
