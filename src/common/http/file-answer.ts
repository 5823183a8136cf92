import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

/** An answer that is a file to keep, of a known size. Its bytes are taken only as fast as the caller reads, and not at all for a HEAD. */
export function fileAnswer(name: string, size: number, bytes: AsyncIterable<Buffer>): StreamableFile {
  return new StreamableFile(Readable.from(bytes, { objectMode: false }), {
    type: 'application/octet-stream',
    length: size,
    disposition: attachment(name),
  });
}

/** As RFC 6266 writes it, with a plain name for those who cannot read the real one. */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const real = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${real}`}`;
}
