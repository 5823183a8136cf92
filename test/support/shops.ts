import Stripe from 'stripe';
import { Webhook } from 'standardwebhooks';
import { runQueued } from './jobs';
import type { Answer, TestServer } from './server';

/** The part of an object that a test needs, with the library's types. */
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- Some objects of the library have no fields.
export type Sent<T> = { readonly [K in keyof T]?: Sent<T[K]> };

/** A shop that is connected. */
export interface ConnectedShop {
  readonly id: string;
  readonly secret: string;
}

let count = 0;

export async function aShop(
  server: TestServer,
  kind: string,
  more: Record<string, unknown> = {},
): Promise<ConnectedShop & { readonly name: string }> {
  const name = `${kind}-${(count += 1)}`;
  const { status, body } = await server.asAdmin('POST', '/api/v1/shops', { body: { kind, name, ...more } });
  expect([status, body.error]).toEqual([201, undefined]);
  return body;
}

export async function map(
  server: TestServer,
  { id }: ConnectedShop,
  externalId: string,
  mapping: Record<string, unknown>,
): Promise<void> {
  const body = { external_id: externalId, ...mapping };
  const answer = await server.asAdmin('POST', `/api/v1/shops/${id}/mappings`, { body });
  expect([answer.status, answer.body.error]).toEqual([201, undefined]);
}

/** Sends the bytes as they are. */
export function post(
  server: TestServer,
  { id }: ConnectedShop,
  body: string,
  headers: Record<string, string>,
): Promise<Answer> {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return server.call('POST', `/api/v1/shops/${id}/events`, { body, headers: { ...type, ...headers } });
}

/** Headers of Stripe, made by its library. */
export function stripeHeaders(body: string, secret: string, at: Date): Record<string, string> {
  const timestamp = Math.floor(at.getTime() / 1000);
  return { 'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp }) };
}

/** Headers of Standard Webhooks, made by their library. */
export function standardHeaders(id: string, body: string, secret: string, at: Date): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}

/** An event of Stripe, as it is sent. */
export function stripeEvent<Type extends Stripe.Event.Type>(
  type: Type,
  at: Date,
  object: Sent<Extract<Stripe.Event, { type: Type }>['data']['object']>,
  previous?: object,
): { readonly id: string; readonly body: string } {
  const id = `evt_${(count += 1)}`;
  const data = { object, ...(previous && { previous_attributes: previous }) };
  const event = { id, object: 'event', api_version: '2026-10-28.endive', created: seconds(at), type, data };
  return { id, body: JSON.stringify(event) };
}

export function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

/** Applies what has arrived. */
export async function processEvents(server: TestServer): Promise<void> {
  while ((await runQueued(server, 'shop-events')) > 0);
}

/** All orders in which the items can arrive. */
export function permutations<T>(items: readonly T[]): T[][] {
  return items.length <= 1
    ? [[...items]]
    : items.flatMap((item, index) =>
        permutations(items.filter((_other, place) => place !== index)).map((rest) => [item, ...rest]),
      );
}
