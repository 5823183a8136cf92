import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';

/** Waits for real, so that tests can wait for nothing. */
@Injectable()
export class Delay {
  async wait(milliseconds: number): Promise<void> {
    await setTimeout(milliseconds);
  }
}
