import { offlineRequest, randomNonce } from '../signed';
import type { LicenseDependencies } from './license-dependencies';

const NONCE_LENGTH = 16;

/** The request for a license file that this device shows: the one that no file has answered, or a new one. */
export async function requestOffline(
  { memory, time, fingerprint }: Pick<LicenseDependencies, 'memory' | 'time' | 'fingerprint'>,
  licenseKey: string,
): Promise<string> {
  const request = memory.request ?? { nonce: randomNonce(NONCE_LENGTH), at: Math.floor(time.localNow) };
  const text = await offlineRequest({ licenseKey, fingerprint, nonce: request.nonce });
  memory.rememberRequest(request);
  return text;
}
