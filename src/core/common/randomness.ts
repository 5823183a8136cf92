import { randomBytes, randomInt, randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';

/** The source of randomness; tests replace it. */
@Injectable()
export class Randomness {
  /** Random text, uniform over an alphabet of UTF-16 code units. */
  text(length: number, alphabet: string): string {
    return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  }

  /** Random bytes as base64url. */
  secret(bytes: number): string {
    return this.bytes(bytes).toString('base64url');
  }

  bytes(count: number): Buffer {
    return randomBytes(count);
  }

  uuid(): string {
    return randomUUID();
  }
}
