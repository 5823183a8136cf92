import { withQuery } from '../../components/filters';

export const WEBHOOKS_PATH = '/console/webhooks';

export const newWebhookPath = `${WEBHOOKS_PATH}/new`;
export const webhookPath = (uid: string): string => `${WEBHOOKS_PATH}/${uid}`;

/** The actions of a webhook, below its page. */
type Verb = 'edit' | 'test' | 'pause' | 'resume' | 'rotate-secret' | 'delete' | 'retry' | 'replay-failed';

export const webhookActionPath = (uid: string, verb: Verb): string => `${webhookPath(uid)}/${verb}`;
export const replayPath = (uid: string, delivery: string): string =>
  `${webhookPath(uid)}/deliveries/${delivery}/replay`;

export interface DeliveryListQuery {
  readonly status?: string;
  readonly after?: string;
  readonly trail?: string;
  /** The delivery that is shown beside the list. */
  readonly delivery?: string;
}

export const deliveriesPath = (uid: string, query: DeliveryListQuery): string =>
  withQuery(webhookPath(uid), { ...query });
