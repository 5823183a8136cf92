export type PhpScalar = string | number | boolean | null;

// String lengths count bytes, so the input is read as Latin-1, one character per byte.
const SCALAR = /N;|b:([01]);|i:(-?\d{1,15});|s:(\d{1,5}):"/y;
const ARRAY = /a:(\d{1,5}):\{/y;

/**
 * Reads the output of PHP's `serialize` for a string, integer, boolean, null, or a flat array of them; Laravel's `encrypt`
 * serializes its input. Objects, references, nested arrays and floats are refused.
 * @throws SyntaxError
 */
export function unserializePhp(bytes: Buffer): PhpScalar | ReadonlyMap<string, PhpScalar> {
  const reader = new PhpReader(bytes);
  const value = reader.array() ?? reader.scalar();
  reader.end();
  return value;
}

class PhpReader {
  private readonly text: string;
  private at = 0;

  constructor(bytes: Buffer) {
    this.text = bytes.toString('latin1');
  }

  array(): ReadonlyMap<string, PhpScalar> | undefined {
    const start = this.take(ARRAY);
    if (!start) {
      return undefined;
    }
    const entries = new Map<string, PhpScalar>();
    for (let left = Number(start[1]); left > 0; left -= 1) {
      entries.set(this.name(), this.scalar());
    }
    this.expect('}');
    return entries;
  }

  scalar(): PhpScalar {
    const [start, boolean, integer, length] = this.take(SCALAR) ?? this.fail();
    if (start === 'N;') {
      return null;
    }
    if (length !== undefined) {
      return this.rest(Number(length));
    }
    return boolean === undefined ? Number(integer) : boolean === '1';
  }

  end(): void {
    if (this.at !== this.text.length) {
      this.fail();
    }
  }

  private name(): string {
    const name = this.scalar();
    return typeof name === 'string' || typeof name === 'number' ? String(name) : this.fail();
  }

  private rest(bytes: number): string {
    const text = Buffer.from(this.text.slice(this.at, this.at + bytes), 'latin1');
    this.at += bytes;
    this.expect('";');
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text);
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    this.at += match?.[0].length ?? 0;
    return match;
  }

  private expect(end: string): void {
    if (!this.text.startsWith(end, this.at)) {
      this.fail();
    }
    this.at += end.length;
  }

  private fail(): never {
    throw new SyntaxError('Invalid PHP serialization');
  }
}
