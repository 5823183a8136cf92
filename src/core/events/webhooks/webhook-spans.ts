import { type Span, tracing } from '../../common/tracing/tracing';
import type { DeliveryTry } from './webhook-delivery.entity';
import type { DeliverableEvent } from './webhook-requests.service';

/** In the trace of the request that caused the event. Without the path of the URL, which may contain a secret. */
export function startDeliverySpan({ event, uid, url, messageId, attempts }: DeliverableEvent): Span | undefined {
  if (!tracing.tracer) {
    return undefined;
  }
  const { hostname, port, protocol } = new URL(url);
  return tracing.tracer.start(`webhook ${event.name}`, {
    kind: 'client',
    parent: event.traceparent ?? undefined,
    attributes: {
      'http.request.method': 'POST',
      'http.request.resend_count': attempts > 1 ? attempts - 1 : undefined,
      'server.address': hostname,
      'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
      'messaging.message.id': messageId,
      'keyward.webhook.id': uid,
    },
  });
}

export function endDeliverySpan(span: Span | undefined, { status_code: status, error }: DeliveryTry): void {
  const failure = error === null ? undefined : 'no_answer';
  span?.end({
    attributes: { 'http.response.status_code': status ?? undefined },
    failure: status !== null && status >= 400 ? String(status) : failure,
  });
}
