/** Types of records. */
export const [A, PTR, TXT, SRV, ANY] = [1, 12, 16, 33, 255] as const;

/** A question of a DNS message (RFC 1035, section 4.1.2). */
export interface DnsQuestion {
  /** In lower case. */
  readonly name: string;
  readonly type: number;
}

export interface DnsRecord {
  /** Labels: each may have dots. */
  readonly name: readonly string[];
  readonly type: number;
  readonly data: Buffer;
}

/** Answers to one question, which it repeats for who is no responder itself (RFC 6762, section 6.7). */
export interface DnsResponse {
  readonly id: number;
  readonly question: Buffer;
  readonly answers: readonly DnsRecord[];
  readonly additionals: readonly DnsRecord[];
}

const HEADER_BYTES = 12;
/** A response, with authority. */
const FLAGS = 0x8400;
const IS_RESPONSE = 0x8000;
const INTERNET = 1;
/** Seconds for which an answer is remembered. */
const TTL = 120;
const MAX_LABEL = 63;

/** The first question of a query, and its bytes; undefined for what is no query. */
export function firstQuestion(message: Buffer): { question: DnsQuestion; bytes: Buffer } | undefined {
  if (message.length < HEADER_BYTES || (message.readUInt16BE(2) & IS_RESPONSE) !== 0 || message.readUInt16BE(4) === 0) {
    return undefined;
  }
  const labels: string[] = [];
  let offset = HEADER_BYTES;
  for (let length = message[offset] ?? 0; length > 0; length = message[offset] ?? 0) {
    if (length > MAX_LABEL) {
      // A pointer: the first name of a message has nothing before it.
      return undefined;
    }
    labels.push(message.toString('latin1', offset + 1, offset + 1 + length));
    offset += length + 1;
  }
  const end = offset + 5;
  return end > message.length
    ? undefined
    : {
        question: { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(offset + 1) },
        bytes: message.subarray(HEADER_BYTES, end),
      };
}

export function encodeResponse({ id, question, answers, additionals }: DnsResponse): Buffer {
  const header = numbers(id, FLAGS, question.length === 0 ? 0 : 1, answers.length, 0, additionals.length);
  return Buffer.concat([header, question, ...[...answers, ...additionals].map(encodeRecord)]);
}

/** @param labels of at most 63 bytes */
export function encodeName(labels: readonly string[]): Buffer {
  const parts = labels.flatMap((label) => [Buffer.of(Buffer.byteLength(label)), Buffer.from(label)]);
  return Buffer.concat([...parts, Buffer.of(0)]);
}

export function encodeService(port: number, target: readonly string[]): Buffer {
  return Buffer.concat([numbers(0, 0, port), encodeName(target)]);
}

function encodeRecord({ name, type, data }: DnsRecord): Buffer {
  return Buffer.concat([encodeName(name), numbers(type, INTERNET, 0, TTL, data.length), data]);
}

function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, index) => bytes.writeUInt16BE(value, 2 * index));
  return bytes;
}
