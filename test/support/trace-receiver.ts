import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { running } from '../testkit/leftovers';

interface OtlpValue {
  stringValue?: string;
  intValue?: number;
}

interface OtlpSpan {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: OtlpValue }[];
  links?: { traceId: string; spanId: string }[];
  status: { code?: number; message?: string };
}

export interface ReceivedSpan extends Omit<OtlpSpan, 'attributes' | 'links'> {
  attributes: Record<string, string | number | undefined>;
  /** Ids of the linked spans. */
  links: string[];
}

/** Receives spans as a collector does: by OTLP over HTTP, in JSON. */
export class TraceReceiver {
  readonly spans: ReceivedSpan[] = [];
  /** All that was received. */
  text = '';
  headers: IncomingHttpHeaders = {};
  resource: Record<string, string | number | undefined> = {};
  /** While set, nothing is answered. */
  isSilent = false;
  private readonly server = createServer((request, response) => void this.receive(request, response));

  static async start(): Promise<TraceReceiver> {
    const receiver = new TraceReceiver();
    await once(receiver.server.listen(0, '127.0.0.1'), 'listening');
    running.add(receiver);
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    running.delete(this);
    this.server.close();
    this.server.closeAllConnections();
  }

  /** The spans of a trace with this name. */
  named(name: string, traceId?: string): ReceivedSpan[] {
    return this.spans.filter((span) => span.name === name && (traceId === undefined || span.traceId === traceId));
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString();
    this.text += text;
    this.headers = { ...request.headers, ':path': request.url };
    const { resourceSpans } = JSON.parse(text) as {
      resourceSpans: { resource: Pick<OtlpSpan, 'attributes'>; scopeSpans: { spans: OtlpSpan[] }[] }[];
    };
    for (const { resource, scopeSpans } of resourceSpans) {
      this.resource = valuesOf(resource);
      for (const span of scopeSpans.flatMap(({ spans }) => spans)) {
        const links = (span.links ?? []).map(({ spanId }) => spanId);
        this.spans.push({ ...span, attributes: valuesOf(span), links });
      }
    }
    if (!this.isSilent) {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    }
  }
}

function valuesOf({ attributes }: Pick<OtlpSpan, 'attributes'>): ReceivedSpan['attributes'] {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]));
}
