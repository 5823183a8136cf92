import type { KnownTime } from './known-time';
import type { LicenseDependencies } from './license-dependencies';
import { unusableFile, usageError } from './problems';
import type { SignedProof } from './signed-proof';

const SECOND = 1_000;

/**
 * The license file in a text, if this device may use it now.
 * @throws KeywardError with a code by cause
 */
export async function usableFile(
  text: string,
  licenseKey: string,
  { memory, time, verifier }: Pick<LicenseDependencies, 'memory' | 'time' | 'verifier'>,
): Promise<SignedProof> {
  const file = await verifier.file(text, verifier.subject(licenseKey)).catch(unusableFile);
  if (memory.hasReleased(file)) {
    throw usageError('The seat of this license file was given up', 'LICENSE_FILE_RELEASED');
  }
  time.sawAtLeast(file.issuedAt);
  if (memory.isNew(file)) {
    const { request } = memory;
    time.sawNew(file.issuedAt, file.request === request?.nonce ? request.at : undefined);
  }
  checkEnd(file, time);
  return file;
}

function checkEnd({ endsAt }: SignedProof, time: KnownTime): void {
  const end = endsAt + SECOND;
  if (time.now() < end) {
    return;
  }
  if (time.isTurnedBack && time.reading < end) {
    throw usageError(
      'The clock of this device was ahead once, or is behind now: correct it, and use a license file that was made for a new request',
      'CLOCK_WAS_AHEAD',
    );
  }
  throw usageError('The license file has ended', 'LICENSE_FILE_EXPIRED');
}
