import type {
  IAdjustmentNotificationResponse,
  ICustomerNotificationResponse,
  ISubscriptionCreatedNotificationResponse,
  ISubscriptionNotificationResponse,
  ITransactionNotificationResponse,
} from '@paddle/paddle-node-sdk';

export type PaddleTransaction = ITransactionNotificationResponse;
export type PaddleSubscription = ISubscriptionNotificationResponse & Partial<ISubscriptionCreatedNotificationResponse>;
/** Accounts of earlier versions send neither. */
export type PaddleAdjustment = Omit<IAdjustmentNotificationResponse, 'type' | 'items'> &
  Partial<Pick<IAdjustmentNotificationResponse, 'type' | 'items'>>;
export type PaddleCustomer = ICustomerNotificationResponse;

interface Objects {
  transaction: PaddleTransaction;
  subscription: PaddleSubscription;
  adjustment: PaddleAdjustment;
  customer: PaddleCustomer;
}

/** Kinds of events that mean something for a sale. */
const MEANINGFUL = {
  'transaction.completed': 'transaction',
  'transaction.payment_failed': 'transaction',
  'transaction.past_due': 'transaction',
  'subscription.created': 'subscription',
  'subscription.activated': 'subscription',
  'subscription.trialing': 'subscription',
  'subscription.updated': 'subscription',
  'subscription.past_due': 'subscription',
  'subscription.paused': 'subscription',
  'subscription.resumed': 'subscription',
  'subscription.canceled': 'subscription',
  'adjustment.created': 'adjustment',
  'adjustment.updated': 'adjustment',
  'customer.created': 'customer',
  'customer.updated': 'customer',
} as const satisfies Record<string, keyof Objects>;

/** Envelope of every event. */
export interface PaddleNotification {
  readonly event_id: string;
  readonly event_type: string;
  readonly occurred_at: string;
  readonly data: object | null;
}

export type PaddleObject = {
  [K in keyof Objects]: { readonly object: K; readonly type: string; readonly data: Objects[K] };
}[keyof Objects];

export function isNotification(payload: object): payload is PaddleNotification & { readonly data: object } {
  const { event_id: id, event_type: type, occurred_at: at, data } = payload as Partial<PaddleNotification>;
  return [id, type, at].every((field) => typeof field === 'string') && typeof data === 'object' && data !== null;
}

/** Null for an event without a meaning for a sale. */
export function objectOf({ event_type: type, data }: PaddleNotification): PaddleObject | null {
  return isMeaningful(type) ? ({ object: MEANINGFUL[type], type, data } as PaddleObject) : null;
}

function isMeaningful(type: string): type is keyof typeof MEANINGFUL {
  return Object.hasOwn(MEANINGFUL, type);
}
