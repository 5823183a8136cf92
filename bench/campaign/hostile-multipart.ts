import { wellFormed } from './hostile-values';
import type { Random } from './part';

/** A field of a form, or a file in it. */
export interface Part {
  readonly name: string;
  readonly content: string | Buffer;
  readonly fileName?: string;
  readonly type?: string;
}

const BOUNDARY = '----keyward-hostile-7b1c';

/** A form; seldom one whose frame is broken. */
export function multipart(random: Random, parts: readonly Part[]): { type: string; body: Buffer } {
  const chunks = parts.flatMap(({ name, content, fileName, type }) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${escaped(name)}"` +
        (fileName === undefined ? '' : `; filename="${escaped(fileName)}"`) +
        (type === undefined ? '' : `\r\nContent-Type: ${type}`) +
        '\r\n\r\n',
    ),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]);
  const whole = Buffer.concat([...chunks, Buffer.from(`--${BOUNDARY}--\r\n`)]);
  const type = `multipart/form-data; boundary=${BOUNDARY}`;
  switch (random.below(30)) {
    case 0:
      return { type, body: whole.subarray(0, random.below(whole.length + 1)) };
    case 1:
      return { type: 'multipart/form-data', body: whole };
    case 2:
      return { type: `multipart/form-data; boundary=${'b'.repeat(random.pick([1, 70, 71, 500]))}`, body: whole };
    case 3:
      return { type, body: Buffer.concat([whole, whole]) };
    case 4:
      return { type, body: Buffer.from(whole.toString('latin1').replace('Content-Disposition', 'X-None'), 'latin1') };
    case 5:
      return { type, body: Buffer.from(whole.toString('latin1').replaceAll('\r\n', '\n'), 'latin1') };
    default:
      return { type, body: whole };
  }
}

function escaped(text: string): string {
  return wellFormed(text).replace(/["\r\n]/g, (unit) => (unit === '"' ? '%22' : unit === '\r' ? '%0D' : '%0A'));
}
