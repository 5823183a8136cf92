import { connect as connectPlain, type LookupFunction } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { once } from 'node:events';
import { IsNull, Not } from 'typeorm';
import { literalAddress } from '../../../../core/platform/outgoing/public-address';
import { WebhookEndpoint } from '../../../../core/events/webhooks/webhook-endpoint.entity';
import { PrivateTarget, OutgoingTargetsService } from '../../../../core/platform/outgoing/outgoing-targets.service';
import { type Check, type Finding, NotChecked, reasonOf } from './check';
import type { Context } from './context';

/** Most endpoints that are connected to at the same time. */
const MAX_TRIED = 50;
const CONNECT_LIMIT_MS = 4_000;

const REMEDIES: Readonly<Record<NonNullable<WebhookEndpoint['disabledReason']>, string>> = {
  admin: '',
  gone: 'Its receiver answered 410: delete the endpoint, or mend the receiver and enable it again in the console.',
  failing: 'Mend its receiver, and enable it again in the console; missed events can be sent again there.',
};

export const WEBHOOK_CHECKS: readonly Check[] = [
  {
    name: 'webhook-targets',
    finds: 'endpoints whose host has no address, is forbidden, refuses connections or has a bad certificate',
    run: targets,
  },
  { name: 'webhooks-disabled', finds: 'endpoints that were disabled because they failed', run: disabled },
];

async function targets(context: Context): Promise<readonly Finding[]> {
  const database = await context.database();
  const endpoints = await database.read((manager) =>
    manager.find(WebhookEndpoint, { where: { disabledAt: IsNull() }, order: { id: 'ASC' }, take: MAX_TRIED }),
  );
  if (endpoints.length === 0) {
    throw new NotChecked('there are no enabled webhooks');
  }
  const service = new OutgoingTargetsService(context.settings);
  const findings = await Promise.all(endpoints.map((endpoint) => problemOf(endpoint, service)));
  return findings.flat();
}

async function problemOf({ url: text, uid }: WebhookEndpoint, service: OutgoingTargetsService): Promise<Finding[]> {
  const url = new URL(text);
  try {
    service.checkLiteral(url);
    await open(url, service.lookup);
    return [];
  } catch (error) {
    // Without the path, which may contain a secret.
    const problem = `The webhook ${uid} to ${url.host} cannot be delivered: ${reasonOf(error)}.`;
    return [{ problem, remedy: error instanceof PrivateTarget ? FORBIDDEN : remedyFor(url, error) }];
  }
}

const FORBIDDEN =
  'Give it a public address, or set WEBHOOK_ALLOW_PRIVATE=1 if only people whom you trust may create webhooks.';

function remedyFor(url: URL, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/CERT|UNABLE_TO|SELF_SIGNED|TLS|SSL/.test(code)) {
    return `Mend the certificate of the receiver: \`openssl s_client -connect ${url.host} -servername ${url.hostname}\` shows it.`;
  }
  return `Start the receiver, correct the URL of the webhook, or let the firewall pass; \`curl -I ${url.origin}\` shows what happens.`;
}

/** Opens a connection, and sends no request. */
async function open(url: URL, lookup: LookupFunction | undefined): Promise<void> {
  const isSecure = url.protocol === 'https:';
  const host = literalAddress(url) ?? url.hostname;
  const target = { host, port: Number(url.port) || (isSecure ? 443 : 80), lookup };
  const servername = literalAddress(url) === undefined ? { servername: host } : {};
  const socket = isSecure ? connectTls({ ...target, ...servername }) : connectPlain(target);
  try {
    await once(socket, isSecure ? 'secureConnect' : 'connect', { signal: AbortSignal.timeout(CONNECT_LIMIT_MS) });
  } catch (error) {
    throw error instanceof Error && error.name === 'AbortError'
      ? new Error(`no connection within ${CONNECT_LIMIT_MS / 1_000} seconds`)
      : error;
  } finally {
    socket.on('error', () => undefined).destroy();
  }
}

async function disabled(context: Context): Promise<readonly Finding[]> {
  const database = await context.database();
  const endpoints = await database.read((manager) =>
    manager.find(WebhookEndpoint, { where: { disabledReason: Not('admin') }, order: { id: 'ASC' }, take: MAX_TRIED }),
  );
  return endpoints.map(({ uid, url, disabledReason, disabledAt }) => ({
    problem: `The webhook ${uid} to ${new URL(url).host} was disabled on ${disabledAt?.toISOString()} (${disabledReason}).`,
    remedy: REMEDIES[disabledReason ?? 'failing'],
  }));
}
