import { isRecord } from './hostile-schema';
import { encoded } from './hostile-values';
import type { Random } from './part';

const MOST_OF_A_KIND = 200;
/** Fields that name an object. */
const NAMES = [
  'id',
  'uid',
  'number',
  'key',
  'license_key',
  'reference',
  'code',
  'name',
  'username',
  'email',
  'identifier',
];

/** Real ids, keys and names of the installation, as its own lists show them. */
export class Known {
  private readonly byNoun = new Map<string, string[]>();
  private readonly protectedTexts = new Set<string>();

  constructor(private readonly random: Random) {}

  /** No request names it. */
  protect(...texts: readonly string[]): void {
    texts.forEach((text) => this.protectedTexts.add(text));
  }

  isProtected(text: string): boolean {
    for (const one of this.protectedTexts) {
      if (text.includes(one) || text.includes(encoded(one))) {
        return true;
      }
    }
    return false;
  }

  safe(text: string): string {
    return this.protectedTexts.has(text) ? 'nobody' : text;
  }

  /** @param path of the list, without its query */
  learn(path: string, body: unknown): void {
    const noun =
      path
        .split('/')
        .filter((part) => part !== '' && !part.includes('{'))
        .at(-1) ?? '';
    this.walk(noun, body, 0);
  }

  /** An id for `{id}` behind the noun. */
  ofNoun(noun: string, parameter: string): string | undefined {
    // Seldom an id of something else.
    const names = this.random.below(10) === 0 ? [...this.byNoun.keys()] : [noun, plural(parameter.replace(/_id$/, ''))];
    const found = names.flatMap((name) => this.byNoun.get(name) ?? []);
    return found.length > 0 ? this.random.pick(found) : undefined;
  }

  /** A value for a field such as `license_key` or `customer_id`. */
  field(name: string): string | undefined {
    const found = this.byNoun.get(`.${name}`) ?? this.byNoun.get(plural(name.replace(/_(id|key)$/, '')));
    return found !== undefined && found.length > 0 ? this.random.pick(found) : undefined;
  }

  get counts(): string {
    return [...this.byNoun].map(([noun, ids]) => `${noun} ${ids.length}`).join(', ');
  }

  private walk(noun: string, value: unknown, depth: number): void {
    if (depth > 4) {
      return;
    }
    if (Array.isArray(value)) {
      value.slice(0, MOST_OF_A_KIND).forEach((entry) => this.walk(noun, entry, depth + 1));
    } else if (isRecord(value)) {
      this.keep(noun, value);
      Object.entries(value).forEach(([name, entry]) =>
        this.walk(name === 'items' || name === 'data' ? noun : plural(name), entry, depth + 1),
      );
    }
  }

  private keep(noun: string, item: Record<string, unknown>): void {
    if (NAMES.some((name) => this.protectedTexts.has(textOf(item[name])))) {
      return;
    }
    for (const [name, value] of Object.entries(item)) {
      if (typeof value !== 'string' && typeof value !== 'number') {
        continue;
      }
      const text = String(value);
      if (text === '' || text.length > 255 || this.protectedTexts.has(text)) {
        continue;
      }
      if (NAMES.includes(name)) {
        this.add(noun, text);
      }
      if (NAMES.includes(name) || /_(id|key|hash|code|token)$/.test(name) || name === 'fingerprint') {
        this.add(`.${name}`, text);
      }
    }
  }

  private add(noun: string, text: string): void {
    const texts = this.byNoun.get(noun) ?? [];
    if (!texts.includes(text)) {
      texts.push(text);
    }
    // The newest: older ones may be gone.
    if (texts.length > MOST_OF_A_KIND) {
      texts.shift();
    }
    this.byNoun.set(noun, texts);
  }
}

function plural(noun: string): string {
  return noun.endsWith('s') ? noun : noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
