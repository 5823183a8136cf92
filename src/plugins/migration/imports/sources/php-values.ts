/** A value that PHP has serialized; arrays are maps by index or key. */
export type PhpValue = string | number | boolean | null | PhpArray;
export type PhpArray = ReadonlyMap<string, PhpValue>;

const MAX_DEPTH = 20;

/** Reads what `serialize()` of PHP has written; undefined if it is something else, or an object. */
export function phpValue(text: string): PhpValue | undefined {
  try {
    return new PhpReader(Buffer.from(text)).value(0);
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

/** Lengths of strings are in bytes. */
class PhpReader {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  /** @throws RangeError */
  value(depth: number): PhpValue {
    const type = this.bytes.toString('latin1', this.at, this.at + 2);
    this.at += 2;
    switch (type) {
      case 'N;':
        return null;
      case 'b:':
        return this.upTo(';') === '1';
      case 'i:':
      case 'd:':
        return Number(this.upTo(';'));
      case 's:':
        return this.string();
      case 'a:':
        return this.array(depth);
      default:
        throw new RangeError(`Unknown type ${type}`);
    }
  }

  private string(): string {
    const start = this.length() + 1;
    const end = start + this.count;
    if (this.bytes.toString('latin1', end, end + 2) !== '";') {
      throw new RangeError('A string has another length');
    }
    this.at = end + 2;
    return this.bytes.toString('utf8', start, end);
  }

  private array(depth: number): PhpArray {
    if (depth >= MAX_DEPTH) {
      throw new RangeError('Too deep');
    }
    this.at = this.length() + 1;
    const entries = new Map<string, PhpValue>();
    for (let left = this.count; left > 0; left--) {
      const key = this.value(MAX_DEPTH);
      if (typeof key !== 'string' && typeof key !== 'number') {
        throw new RangeError('An array has another key');
      }
      entries.set(String(key), this.value(depth + 1));
    }
    this.at += 1;
    return entries;
  }

  private count = 0;

  /** Reads a length into `count`, and returns the place after its colon. */
  private length(): number {
    this.count = Number(this.upTo(':'));
    if (!Number.isInteger(this.count) || this.count < 0 || this.count > this.bytes.length) {
      throw new RangeError('Invalid length');
    }
    return this.at;
  }

  private upTo(mark: string): string {
    const end = this.bytes.indexOf(mark, this.at);
    if (end === -1) {
      throw new RangeError('The text ends within a value');
    }
    const text = this.bytes.toString('latin1', this.at, end);
    this.at = end + 1;
    return text;
  }
}
