import type { Context } from './context';

/** Whether only this machine can reach a listener on this host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** The address that the server listens on. */
export function listeningHost({ settings, isEmbedded }: Context): string {
  return settings.HOST ?? (isEmbedded ? '127.0.0.1' : '0.0.0.0');
}
