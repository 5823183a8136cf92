import { setMaxListeners } from 'node:events';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Agent, Dispatcher } from 'undici';
import { Clock } from '../../common/clock';
import { VERSION } from '../../common/version';
import type { DeliveryTry } from './webhook-delivery.entity';
import { OutgoingTargetsService } from '../../platform/outgoing/outgoing-targets.service';

/** Maximum number of bytes that are read of an answer. */
const MAX_RESPONSE_BYTES = 2_048;
const MAX_ERROR_LENGTH = 500;

export interface OutgoingRequest {
  readonly url: string;
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** Sends requests to endpoints. Redirects are not followed. */
@Injectable()
export class WebhookSenderService implements OnApplicationShutdown {
  /** For everything: name, connection, encryption, request and answer. */
  readonly timeoutMs: number = 10_000;
  private agent: Agent | undefined;
  private readonly stopping = new AbortController();

  constructor(
    private readonly targets: OutgoingTargetsService,
    private readonly clock: Clock,
  ) {
    // Each request under way listens.
    setMaxListeners(0, this.stopping.signal);
  }

  /** Runs after the dispatcher has waited for requests under way. */
  async onApplicationShutdown(): Promise<void> {
    await this.agent?.destroy();
  }

  /** Ends all requests. */
  abort(): void {
    this.stopping.abort(new Error('The server stopped'));
  }

  /** Sends a delivery. Never throws. */
  async send(outgoing: OutgoingRequest): Promise<DeliveryTry> {
    const at = this.clock.now().toISOString();
    const begun = performance.now();
    const outcome = await this.exchange(outgoing).catch((error: unknown) => ({
      status_code: null,
      response: null,
      error: describe(error),
    }));
    return { at, duration_ms: Math.round(performance.now() - begun), ...outcome };
  }

  private async exchange({ url, body, headers }: OutgoingRequest) {
    this.targets.checkLiteral(new URL(url));
    // Loaded for the first request: many installations have no webhook.
    const { Agent, request } = await import('undici');
    this.agent ??= new Agent({ connect: { lookup: this.targets.lookup, timeout: this.timeoutMs } });
    const limit = new AbortController();
    const end = (reason: unknown): void => limit.abort(reason);
    const seconds = this.timeoutMs / 1000;
    const timer = setTimeout(() => end(new Error(`No complete answer within ${seconds} seconds`)), this.timeoutMs);
    const stop = (): void => end(this.stopping.signal.reason);
    this.stopping.signal.addEventListener('abort', stop);
    try {
      const answer = await request(url, {
        method: 'POST',
        dispatcher: this.agent,
        signal: limit.signal,
        body,
        headers: { 'user-agent': `Keyward/${VERSION}`, 'content-type': 'application/json', ...headers },
      });
      return { status_code: answer.statusCode, response: await beginningOf(answer.body), error: null };
    } finally {
      clearTimeout(timer);
      this.stopping.signal.removeEventListener('abort', stop);
    }
  }
}

/** The rest is not received: the connection is closed. */
async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MAX_RESPONSE_BYTES) {
      break;
    }
  }
  return storable(Buffer.concat(chunks).subarray(0, MAX_RESPONSE_BYTES).toString());
}

function describe(error: unknown): string {
  const causes = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  const texts = causes.map((cause) => (cause instanceof Error ? cause.message : String(cause)));
  return storable(texts.join('; ')).slice(0, MAX_ERROR_LENGTH);
}

/** PostgreSQL stores no NUL characters. */
function storable(text: string): string {
  return text.replaceAll('\0', '');
}
