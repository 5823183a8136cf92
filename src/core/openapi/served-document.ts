import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The most compact first. Higher levels cost many times the time and save little. */
const COMPRESS = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
} as const;

type Encoding = keyof typeof COMPRESS;

const ENCODINGS: readonly Encoding[] = ['br', 'gzip'];

/** A file in memory. It is compressed when the first client accepts it so, outside the event loop, and then kept. */
export class ServedDocument {
  private readonly bytes: Buffer;
  /** Weak: the same for every encoding. */
  private readonly etag: string;
  private readonly compressed = new Map<Encoding, Promise<Buffer>>();

  constructor(
    content: string | Buffer,
    private readonly type = 'application/json; charset=utf-8',
  ) {
    this.bytes = Buffer.from(content);
    this.etag = `W/"${hash('sha256', this.bytes, 'base64url')}"`;
  }

  /** Answers with the file, or with 304 if the client has it. Clients may cache it but must revalidate it. */
  async send({ headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    void reply.headers({ 'cache-control': 'no-cache', etag: this.etag, vary: 'accept-encoding' });
    if (this.isKnown(headers['if-none-match'])) {
      return reply.status(304).send();
    }
    const encoding = encodingIn(headers['accept-encoding']);
    void reply.type(this.type);
    return encoding === undefined
      ? reply.send(this.bytes)
      : reply.header('content-encoding', encoding).send(await this.encoded(encoding));
  }

  private isKnown(known = ''): boolean {
    const tags = known.split(',').map((tag) => tag.trim());
    return tags.includes('*') || tags.includes(this.etag) || tags.includes(this.etag.slice(2));
  }

  private encoded(encoding: Encoding): Promise<Buffer> {
    const known = this.compressed.get(encoding);
    if (known) {
      return known;
    }
    const compressed = COMPRESS[encoding](this.bytes);
    this.compressed.set(encoding, compressed);
    return compressed;
  }
}

/** The most compact encoding that `Accept-Encoding` allows; undefined if there is none. */
function encodingIn(accepted = ''): Encoding | undefined {
  const weights = new Map(
    accepted.split(',').map((entry) => {
      const [name = '', weight = ''] = entry.split(';', 2).map((part) => part.trim().toLowerCase());
      return [name, weight.startsWith('q=') ? Number(weight.slice(2)) : 1];
    }),
  );
  return ENCODINGS.find((encoding) => (weights.get(encoding) ?? weights.get('*') ?? 0) > 0);
}
