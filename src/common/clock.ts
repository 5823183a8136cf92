import { Injectable } from '@nestjs/common';

/** Where time comes from, so that tests can hold it still. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
