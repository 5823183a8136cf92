import { randomBytes, randomInt, randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';

/** Where unguessable text comes from, so that tests can hold it still. */
@Injectable()
export class Randomness {
  /** Each character of the alphabet (one UTF-16 unit each) is equally likely at each place. */
  text(length: number, alphabet: string): string {
    return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  }

  /** So many random bytes, as base64url. */
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
