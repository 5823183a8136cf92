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
  /** Former processes of the other one. */
  readonly former: readonly string[];
}

/** Messages whose answers are still recognized, and former processes: each of them has answered one of these messages. */
const MAX_SENT = 100;

/**
 * The order of messages between two processes, without clocks: a copied or late message changes nothing. The first message of
 * a process counts only as an answer, so that one of a former process is never taken for new.
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
      former: [],
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
    const { boot, sent, counted, last, former } = this.memory;
    const sentAt = answers?.boot === boot ? sent.find(([number]) => number === answers.number)?.[1] : undefined;
    const isOfKnown = counted?.boot === id.boot;
    const isNew = isOfKnown ? id.number > counted.number : sentAt !== undefined && !former.includes(id.boot);
    const ended = isNew && counted && !isOfKnown ? [...former, counted.boot].slice(-MAX_SENT) : former;
    const isLast = !ended.includes(id.boot) && (last?.boot !== id.boot || id.number > last.number);
    this.memory = {
      ...this.memory,
      former: ended,
      ...(isNew && { counted: id }),
      ...(isLast && { last: id }),
    };
    return { isNew, sentAt };
  }
}
