import { gunzipSync, gzipSync } from 'node:zlib';

/** Fields of a form are limited to 256 KiB each. */
const PIECE_LENGTH = 200_000;
/** All fields of a form together are limited to 1 MiB. */
const MAX_PIECES = 4;

/** A small file as fields of a form, so that the next step of a task needs no upload; undefined if it is too large. */
export function packed(bytes: Buffer): string[] | undefined {
  const text = gzipSync(bytes).toString('base64');
  const pieces = text.match(new RegExp(`.{1,${PIECE_LENGTH}}`, 'g')) ?? [];
  return pieces.length > MAX_PIECES ? undefined : [...pieces];
}

/** The file of `packed`; undefined if the fields were changed. */
export function unpacked(pieces: readonly string[], maxBytes: number): Buffer | undefined {
  try {
    return gunzipSync(Buffer.from(pieces.join(''), 'base64'), { maxOutputLength: maxBytes });
  } catch {
    return undefined;
  }
}
