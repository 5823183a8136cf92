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

/** All that a conversation remembers. */
export interface ConversationMemory {
  /** UUID of this process, and the number of its last message. */
  readonly boot: string;
  readonly number: number;
  /** Numbers of the last messages, and when they were sent; oldest first. */
  readonly sent: readonly (readonly [number: number, at: number])[];
  /** The last message that was received, and the last one that counted. */
  readonly last: MessageId | null;
  readonly counted: MessageId | null;
  /** Another process of the other one, and the number of the last message when it was first heard. */
  readonly next: { readonly boot: string; readonly since: number } | null;
}

/** Messages whose answers are still recognized. */
const MAX_SENT = 100;

/**
 * The order of messages between two processes, without clocks: a copied or late message changes nothing. The messages of a process count from
 * its first answer on; those of another one after it from its first answer to a message that was sent once it had been heard: no process that has
 * ended by then gives one, however late its messages come.
 */
export class Conversation {
  /** @param memory of a conversation that goes on; a new one by default */
  constructor(
    private memory: ConversationMemory = {
      boot: randomUUID(),
      number: 0,
      sent: [],
      last: null,
      counted: null,
      next: null,
    },
  ) {}

  get remembered(): ConversationMemory {
    return this.memory;
  }

  /** Process whose messages count. */
  get countedBoot(): string | undefined {
    return this.memory.counted?.boot;
  }

  /**
   * @param now of a clock that is never set, in any unit
   * @param least number of the message at least
   */
  next(now: number, least = 0): MessageOrder {
    const { boot, sent, last } = this.memory;
    const number = Math.max(this.memory.number + 1, least);
    this.memory = { ...this.memory, number, sent: [...sent, [number, now] as const].slice(-MAX_SENT) };
    return { id: { boot, number }, answers: last };
  }

  accept({ id, answers }: MessageOrder): Accepted {
    const { boot, number, sent, counted, last, next } = this.memory;
    const answered = answers?.boot === boot ? sent.find(([one]) => one === answers.number) : undefined;
    const [isKnown, isNext] = [counted?.boot === id.boot, next?.boot === id.boot];
    const since = isNext ? (next?.since ?? 0) : Infinity;
    const isNew = isKnown
      ? id.number > (counted?.number ?? 0)
      : answered !== undefined && (counted === null || answered[0] > since);
    const begins = isKnown || isNext || isNew ? next : { boot: id.boot, since: number };
    this.memory = {
      ...this.memory,
      next: isNew && !isKnown ? null : begins,
      ...(isNew && { counted: id }),
      ...((last?.boot !== id.boot || id.number > last.number) && { last: id }),
    };
    return { isNew, sentAt: answered?.[1] };
  }
}
