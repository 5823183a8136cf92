/** The end of a connection between two processes: `process` in a worker, a worker in the process that started it. */
export interface ChannelEnd {
  send?: (messages: object) => unknown;
  /** With a list of messages. */
  on: (event: 'message', listen: (message: unknown) => void) => unknown;
}

type Answerer = (...values: never[]) => unknown;

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Questions between a worker and the process that started it, in both directions. Those of one turn of the event loop are sent
 * together: sending a message takes longer than answering it.
 */
export class Channel {
  private readonly answerers = new Map<string, Answerer>();
  private readonly pending = new Map<number, Pending>();
  private outgoing: object[] = [];
  private asked = 0;
  private isClosed = false;

  constructor(private readonly end: ChannelEnd) {
    end.on('message', (messages) => [messages].flat().forEach((message) => void this.receive(message)));
  }

  /** Answers a question of the other process. What it throws is the asker's error. */
  answer(question: string, answerer: Answerer): void {
    this.answerers.set(question, answerer);
  }

  ask<T>(question: string, ...values: unknown[]): Promise<T> {
    const id = ++this.asked;
    return new Promise<T>((resolve, reject) => {
      if (this.isClosed) {
        reject(hasEnded());
        return;
      }
      this.pending.set(id, { resolve, reject });
      this.send({ question, id, values });
    });
  }

  /** Fails what was asked and not answered, and what is asked from now on: the other process has ended. */
  close(): void {
    this.isClosed = true;
    const left = [...this.pending.values()];
    this.pending.clear();
    left.forEach(({ reject }) => reject(hasEnded()));
  }

  private send(message: object): void {
    this.outgoing.push(message);
    if (this.outgoing.length === 1) {
      setImmediate(() => {
        const messages = this.outgoing;
        this.outgoing = [];
        this.end.send?.(messages);
      });
    }
  }

  private async receive(message: unknown): Promise<void> {
    if (isQuestion(message)) {
      const { question, id, values } = message;
      try {
        const answerer: Answerer | undefined = this.answerers.get(question);
        this.send({ answer: await answerer?.(...(values as never[])), id });
      } catch (error) {
        this.send({ failure: String(error), id });
      }
    } else if (isAnswer(message)) {
      const { id, answer, failure } = message;
      const waiting = this.pending.get(id);
      this.pending.delete(id);
      if (failure === undefined) {
        waiting?.resolve(answer as never);
      } else {
        waiting?.reject(new Error(failure));
      }
    }
  }
}

const hasEnded = (): Error => new Error('The other process has ended');

interface Question {
  readonly question: string;
  readonly id: number;
  readonly values: unknown[];
}

interface Answer {
  readonly id: number;
  readonly answer?: unknown;
  readonly failure?: string;
}

const isObject = (message: unknown): message is object => typeof message === 'object' && message !== null;
const isQuestion = (message: unknown): message is Question => isObject(message) && 'question' in message;
const isAnswer = (message: unknown): message is Answer => isObject(message) && 'id' in message;
