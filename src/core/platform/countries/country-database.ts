import { readFile } from 'node:fs/promises';
import type * as MaxMind from 'maxmind';
import type { CountryResponse, Reader } from 'maxmind';

const WITH_COUNTRIES = /country|city|enterprise/i;

/** A MaxMind database of countries in memory. */
export class CountryDatabase {
  private constructor(private readonly reader: Reader<CountryResponse>) {}

  /** Throws if the file cannot be read or is no such database. */
  static async open(path: string): Promise<CountryDatabase> {
    const reader = readerOf(await import('maxmind'), await readFile(path));
    const type = reader?.metadata.databaseType;
    if (!reader || !type) {
      throw new Error('it is not a MaxMind database');
    }
    if (!WITH_COUNTRIES.test(type)) {
      throw new Error(`it is a database of the type ${type}`);
    }
    return new CountryDatabase(reader);
  }

  /** ISO 3166-1 alpha-2 code; null for an address without a country, such as one of a private network. */
  countryOf(address: string): string | null {
    return this.reader.get(address)?.country?.iso_code ?? null;
  }
}

/** Null if the bytes are not a country database: the parser's errors only describe offsets. */
function readerOf({ Reader }: typeof MaxMind, bytes: Buffer): Reader<CountryResponse> | null {
  try {
    return new Reader<CountryResponse>(bytes);
  } catch {
    return null;
  }
}
