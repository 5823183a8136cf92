import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';

/** Injectable, so that tests do not have to wait. */
@Injectable()
export class Delay {
  async wait(milliseconds: number): Promise<void> {
    await setTimeout(milliseconds);
  }
}
