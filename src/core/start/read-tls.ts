import { type CertificateFiles, readCertificate } from '../common/http/certificate-reload';
import type { Certificate } from '../common/http/secure-server';
import type { Settings } from '../platform/config/settings';
import { toCertificateStartupError } from './startup-error';

export interface Tls {
  readonly files: CertificateFiles;
  readonly certificate: Certificate;
}

/** The certificate of the encrypted listener, if there is one. Throws a StartupError if its files cannot be used. */
export async function readTls({ TLS_CERT: cert, TLS_KEY: key }: Settings): Promise<Tls | undefined> {
  if (cert === undefined || key === undefined) {
    return undefined;
  }
  const files = { cert, key };
  try {
    return { files, certificate: await readCertificate(files) };
  } catch (error) {
    throw toCertificateStartupError(error);
  }
}
