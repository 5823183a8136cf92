import Stripe from 'stripe';
import { Webhook } from 'standardwebhooks';
import { runQueued } from './jobs';
import type { Delivery, SampleShop } from './sample-shop';
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

/** Connects a shop of this kind. */
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

/** Sends an event as its shop delivers it. */
export function sendEvent(
  server: TestServer,
  { id }: Pick<ConnectedShop, 'id'>,
  body: string,
  { headers, token }: Delivery,
): Promise<Answer> {
  const path = `/api/v1/shops/${id}/events${token === undefined ? '' : `/${token}`}`;
  const sent = { 'content-type': 'application/json', ...(headers as Record<string, string>) };
  return server.call('POST', path, { body, headers: sent });
}

/** A connected sample, whose plans are the products `basic` and `pro`. */
export async function aSampleShop(
  server: TestServer,
  { kind, secret, plans }: SampleShop,
): Promise<ConnectedShop & { readonly name: string }> {
  const shop = await aShop(server, kind, { secret });
  await map(server, shop, plans.basic, { product: 'basic' });
  await map(server, shop, plans.pro, { product: 'pro' });
  return shop;
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

/**
 * Few orders of arrival, in which each item is the first, and each follows directly on each other item (a Latin square by
 * Williams): as many as items, or twice as many for an odd number.
 */
export function variedOrders<T>(items: readonly T[]): T[][] {
  const { length } = items;
  const steps = items.map((_item, index) => (index % 2 === 1 ? (index + 1) / 2 : (length - index / 2) % length));
  const rows = items.map((_item, shift) => steps.flatMap((step) => items[(step + shift) % length] ?? []));
  return length % 2 === 0 ? rows : [...rows, ...rows.map((row) => [...row].reverse())];
}
