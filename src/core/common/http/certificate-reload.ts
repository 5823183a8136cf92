import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { Certificate } from './secure-server';

/** Paths of PEM files: the certificate, followed by its chain, and its key. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

interface ReloadLog {
  info(message: string): void;
  error(message: string): void;
}

const CHECK_INTERVAL_MS = 2_000;

/** Throws if a file cannot be read, or if certificate and key do not match. */
export async function readCertificate(files: CertificateFiles): Promise<Certificate> {
  const certificate = await readFiles(files);
  createSecureContext(certificate);
  return certificate;
}

async function readFiles({ cert, key }: CertificateFiles): Promise<Certificate> {
  return { cert: await readFile(cert), key: await readFile(key) };
}

/**
 * Gives new connections the certificate that the files contain now. Compares contents, so that it does not matter whether a
 * file is overwritten, renamed or behind a symbolic link.
 */
export class CertificateReload {
  private failure: string | undefined;
  private failures = 0;

  /** @param inUse the certificate that the server was created with */
  constructor(
    private readonly server: Server,
    private readonly files: CertificateFiles,
    private inUse: Certificate,
    private readonly log: ReloadLog,
  ) {}

  /** Checks every two seconds until the server closes. */
  start(): void {
    const timer = setInterval(() => void this.check(), CHECK_INTERVAL_MS).unref();
    this.server.once('close', () => clearInterval(timer));
  }

  /** Keeps the certificate in use if the files cannot be read or do not match. Never rejects. */
  async check(): Promise<void> {
    try {
      const { cert, key } = await readFiles(this.files);
      if (!cert.equals(this.inUse.cert) || !key.equals(this.inUse.key)) {
        this.use({ cert, key });
      }
      this.failure = undefined;
    } catch (error) {
      this.report(error instanceof Error ? error.message : String(error));
    }
  }

  /** Throws, and changes nothing, if the pair does not match. */
  private use(certificate: Certificate): void {
    createSecureContext(certificate);
    this.server.setSecureContext(certificate);
    this.inUse = certificate;
    const { validTo } = new X509Certificate(certificate.cert);
    this.log.info(`TLS certificate reloaded; it is valid until ${validTo}`);
  }

  /** Once, and only if it lasts: between the replacement of one file and of the other, they do not match. */
  private report(failure: string): void {
    this.failures = failure === this.failure ? this.failures + 1 : 1;
    this.failure = failure;
    if (this.failures === 2) {
      this.log.error(`TLS_CERT and TLS_KEY cannot be reloaded, the former certificate stays in use: ${failure}`);
    }
  }
}
