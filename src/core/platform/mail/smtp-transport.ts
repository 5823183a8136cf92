import type { Transporter } from 'nodemailer';
import { readSmtpUrl } from './smtp-url';

/** Concurrent connections of a node. */
export const CONNECTIONS = 4;
const CONNECT_LIMIT_MS = 10_000;
/** Without an answer of the server. */
const SILENCE_LIMIT_MS = 30_000;
const ON_THIS_MACHINE = /^(localhost|127\..*|::1)$/;

/**
 * Connects to an SMTP server when it is first used. A password is sent through TLS only, unless the server runs on this machine.
 * @param url valid by `readSmtpUrl`
 */
export async function createSmtpTransport(url: string): Promise<Transporter> {
  const server = readSmtpUrl(url);
  if (!server) {
    throw new Error('mail.smtp_url is not valid');
  }
  const { createTransport } = await import('nodemailer');
  return createTransport({
    ...server,
    pool: true,
    maxConnections: CONNECTIONS,
    requireTLS: server.auth !== undefined && !server.secure && !ON_THIS_MACHINE.test(server.host),
    connectionTimeout: CONNECT_LIMIT_MS,
    dnsTimeout: CONNECT_LIMIT_MS,
    greetingTimeout: CONNECT_LIMIT_MS,
    socketTimeout: SILENCE_LIMIT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
