import { randomUUID } from 'node:crypto';

/** Names one message of one process. */
export interface MessageId {
  /** UUID of the process. */
  readonly boot: string;
  /** From 1. */
  readonly number: number;
}

/** Order of a message, and the last one that its sender has received; null before the first one. */
export interface MessageOrder {
  readonly id: MessageId;
  readonly answers: MessageId | null;
}

/** A message whose signature is valid, in its order. */
export interface Accepted {
  /** It is later than all before, and no copy: what it says holds. */
  readonly isNew: boolean;
  /** When the message was sent that it answers, if this process has sent that one. */
  readonly sentAt: number | undefined;
}

/** Messages whose answers are still recognized. */
const MAX_SENT = 100;

/**
 * The order of messages between two processes, without clocks: a copied or late message changes nothing. The first message of
 * a process counts only as an answer, so that one of a former process is never taken for new.
 */
export class Conversation {
  private readonly boot = randomUUID();
  private number = 0;
  private readonly sent = new Map<number, number>();
  private last: MessageId | null = null;
  private counted: MessageId | null = null;
  private readonly former = new Set<string>();

  /** Process whose messages count. */
  get countedBoot(): string | undefined {
    return this.counted?.boot;
  }

  /** @param now of a clock that is never set, in any unit */
  next(now: number): MessageOrder {
    this.number += 1;
    this.sent.set(this.number, now);
    this.sent.delete(this.number - MAX_SENT);
    return { id: { boot: this.boot, number: this.number }, answers: this.last };
  }

  accept({ id, answers }: MessageOrder): Accepted {
    const sentAt = answers?.boot === this.boot ? this.sent.get(answers.number) : undefined;
    const isOfKnown = this.counted?.boot === id.boot;
    const isNew = isOfKnown
      ? id.number > (this.counted?.number ?? 0)
      : sentAt !== undefined && !this.former.has(id.boot);
    if (isNew) {
      if (this.counted && !isOfKnown) {
        this.former.add(this.counted.boot);
      }
      this.counted = id;
    }
    if (!this.former.has(id.boot) && (this.last?.boot !== id.boot || id.number > this.last.number)) {
      this.last = id;
    }
    return { isNew, sentAt };
  }
}
