import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const MEGABYTE = 1024 * 1024;
const BOUNDARY = 'between the parts';

/** A file too large for memory: its bytes are generated while they are sent. */
export class LargeFile {
  readonly size: number;
  private readonly noise = randomBytes(MEGABYTE);

  constructor(private readonly megabytes: number) {
    this.size = megabytes * MEGABYTE;
  }

  /** Each megabyte is different. */
  *bytes(): Generator<Buffer> {
    for (let index = 0; index < this.megabytes; index++) {
      const piece = Buffer.from(this.noise);
      piece.writeUInt32BE(index);
      yield piece;
    }
  }

  get sha256(): string {
    const hash = createHash('sha256');
    for (const piece of this.bytes()) {
      hash.update(piece);
    }
    return hash.digest('hex');
  }

  /** Sends it in this field of a form, after these text fields. */
  async upload(
    method: string,
    url: string,
    headers: Record<string, string>,
    field: string,
    texts: Record<string, string> = {},
  ): Promise<{ status: number; body: unknown }> {
    const sent = request(url, {
      method,
      headers: { ...headers, 'content-type': `multipart/form-data; boundary="${BOUNDARY}"` },
    });
    const answered = answerTo(sent);
    await pipeline(Readable.from(this.form(field, texts)), sent);
    const answer = await answered;
    const body = await Readable.from(answer).toArray();
    return { status: answer.statusCode ?? 0, body: JSON.parse(Buffer.concat(body).toString()) };
  }

  private *form(field: string, texts: Record<string, string>): Generator<Buffer> {
    for (const [name, text] of Object.entries(texts)) {
      yield Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`);
    }
    yield Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="large.bin"\r\n` +
        'Content-Type: application/octet-stream\r\n\r\n',
    );
    yield* this.bytes();
    yield Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
  }
}

/** Downloads a file and returns its checksum without storing it. */
export async function checksumOf(
  method: string,
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; size: number; sha256: string }> {
  const sent = request(url, { method, headers });
  const answered = answerTo(sent);
  sent.end();
  const answer = await answered;
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    hash.update(piece);
    size += piece.length;
  }
  return { status: answer.statusCode ?? 0, size, sha256: hash.digest('hex') };
}

async function answerTo(sent: ClientRequest): Promise<IncomingMessage> {
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return answer;
}
