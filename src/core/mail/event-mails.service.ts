import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { allDeclarationsOf } from '../common/declarations/declarations';
import { PluginServices } from '../common/plugins/plugin-services';
import { EventSequenceService, type NumberedRange } from '../events/records/event-sequence.service';
import { MailQueueService } from '../platform/mail/mail-queue.service';
import { MailSenderService } from '../platform/mail/mail-sender.service';
import { SettingValuesService } from '../platform/settings/setting-values.service';
import { LEARNED_FROM } from '../licenses/licenses/learned-license';
import { isEnabled, MAIL_KIND_NAMES, MAIL_KINDS, type MailKind, type MailKindName } from './mail-kinds';
import { MailSubjectSource } from './mail-subject-source';
import { MAIL_CONTENT } from './mail.settings';
import { VersionAnnouncementsService } from './news/version-announcements.service';
import { RenderEventMailService } from './render-event-mail.service';

type NamedKind = MailKind & { readonly name: MailKindName };

/** Makes the e-mails about what happens: with the numbers of the events, rendered when sent. */
@Injectable()
export class EventMailsService implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly settings: SettingValuesService,
    private readonly queue: MailQueueService,
    private readonly sender: MailSenderService,
    private readonly sequence: EventSequenceService,
    private readonly announcements: VersionAnnouncementsService,
    private readonly rendering: RenderEventMailService,
    private readonly plugins: PluginServices,
  ) {}

  onModuleInit(): void {
    this.sequence.onNumbered((manager, range) => this.fanOut(manager, range));
    this.sender.renderWith(MAIL_KIND_NAMES, (mail) => this.rendering.render(mail));
  }

  /** Goes on with telling customers of new versions. */
  async announceVersions(): Promise<void> {
    if (isEnabled(this.settings, 'new_version')) {
      await this.announcements.announceDue(this.settings.get(MAIL_CONTENT.language));
    }
  }

  private async fanOut(manager: EntityManager, range: NumberedRange): Promise<void> {
    const kinds = this.queue.isOn ? this.enabledKinds() : [];
    const customers = kinds.filter(({ to }) => to === 'customer');
    const licenses = customers.filter(({ about }) => about === 'license');
    const told = licenses.length > 0 ? toldBy(customers) : [];
    await this.insert(manager, range, FOR_LICENSES, licenses, [JSON.stringify(told)]);
    for (const { about, toCustomers = '' } of this.plugins.all(MailSubjectSource)) {
      const kindsOfSource = toCustomers === '' ? [] : customers.filter((kind) => kind.about === about);
      await this.insert(manager, range, `${FOR_CUSTOMERS} ${toCustomers} WHERE ${IN_RANGE} ${IN_ORDER}`, kindsOfSource);
    }
    const addresses = this.settings.get(MAIL_CONTENT.vendorTo);
    const vendor = addresses.length > 0 ? kinds.filter(({ to }) => to === 'vendor') : [];
    await this.insert(manager, range, FOR_VENDOR, vendor, [addresses]);
    if (customers.some(({ about }) => about === 'version')) {
      await this.announcements.note(manager, range);
    }
  }

  private async insert(
    manager: EntityManager,
    { first, last }: NumberedRange,
    statement: string,
    kinds: readonly NamedKind[],
    more: readonly unknown[] = [],
  ): Promise<void> {
    if (kinds.length > 0) {
      const { messageHost } = this.queue;
      const language = this.settings.get(MAIL_CONTENT.language);
      const wanted = JSON.stringify(kinds.flatMap(toWanted));
      await manager.query(statement, [first, last, wanted, language, messageHost, this.clock.now(), ...more]);
      this.queue.announce();
    }
  }

  private enabledKinds(): NamedKind[] {
    const names = MAIL_KIND_NAMES.filter((name) => isEnabled(this.settings, name));
    return names.map((name) => ({ name, ...MAIL_KINDS[name] }));
  }
}

function toWanted({ name, events, isTrial, isSingle = false, data = {} }: NamedKind): object[] {
  return events.map((event) => ({ kind: name, event, is_trial: isTrial ?? null, is_single: isSingle, data }));
}

/** Kinds about licenses, each with an event of an order that is told already to the customers of its licenses. */
function toldBy(kinds: readonly NamedKind[]): object[] {
  return kinds.flatMap(({ name, unlessTold = [] }) =>
    kinds
      .filter((other) => unlessTold.includes(other.name))
      .flatMap((other) => other.events.map((event) => ({ kind: name, event, by: other.name }))),
  );
}

const INSERT = `
  INSERT INTO mails (kind, to_address, customer_id, language, event_id, event_at, message_id, due_at, created_at, thread)`;

const MESSAGE_ID = `'<' || gen_random_uuid() || '@' || $5::text || '>'`;

/** Events of licenses and shops have other targets. */
const THREAD = `CASE WHEN event.target_type = 'orders' THEN event.target_id::uuid END`;

/** Whether the kind in the column is made for the row `event`. */
function conditionOf(column: string): string {
  const cases = MAIL_KIND_NAMES.flatMap((name) => {
    const { where } = MAIL_KINDS[name];
    return where === undefined ? [] : [`WHEN '${name}' THEN ${where}`];
  });
  return cases.length === 0 ? 'true' : `CASE ${column} ${cases.join(' ')} ELSE true END`;
}

const IN_RANGE = 'COALESCE(event.sequence, event.id) BETWEEN $1 AND $2';

const IN_ORDER = 'ORDER BY event.sequence';

/** Conditions of `license` for an e-mail about it: the content of all `*.mail-conditions.ts`. */
const LICENSE_CONDITIONS = allDeclarationsOf<string>('mail-conditions')
  .map((condition) => `AND ${condition}`)
  .join('\n    ');

// The event of an order may be numbered after those of its licenses. One e-mail for each event of an enabled kind whose license has a customer with an address. Nobody is told of a license that
// another server has sold.
const FOR_LICENSES = `
  WITH told AS MATERIALIZED (
    SELECT told.kind, license.uid FROM (
      SELECT name, target_type, data FROM events AS event WHERE ${IN_RANGE}
      UNION ALL
      SELECT name, target_type, data FROM events WHERE sequence = 0
    ) AS event
    JOIN jsonb_to_recordset($7::jsonb) AS told (kind text, event text, by text) ON told.event = event.name
    CROSS JOIN jsonb_array_elements_text(
      CASE WHEN event.target_type = 'orders' THEN event.data->'licenses' END
    ) AS license (uid)
    WHERE ${conditionOf('told.by')}
  )
  ${INSERT}
  SELECT wanted.kind, lower(customer.email), customer.id, $4, event.id, event.at, ${MESSAGE_ID}, $6, $6, COALESCE(license.order_id, license.uid)
  FROM events AS event
  JOIN jsonb_to_recordset($3::jsonb) AS wanted (kind text, event text, is_trial boolean, is_single boolean, data jsonb)
    ON wanted.event = event.name
  JOIN licenses AS license ON license.uid = (event.data->>'license_uid')::uuid
  JOIN customers AS customer ON customer.id = license.customer_id AND customer.email IS NOT NULL
  WHERE ${IN_RANGE}
    ${LICENSE_CONDITIONS}
    AND (wanted.is_trial IS NULL OR wanted.is_trial = (license.type = 'trial'))
    AND NOT (wanted.is_single AND (event.data ? 'job' OR license.metadata ? '${LEARNED_FROM}'))
    AND event.data @> wanted.data
    AND NOT EXISTS (SELECT FROM told WHERE told.kind = wanted.kind AND told.uid = event.data->>'license_uid')
  ORDER BY event.sequence`;

// Ends with what the subject's source joins.
const FOR_CUSTOMERS = `
  ${INSERT}
  SELECT wanted.kind, lower(customer.email), customer.id, $4, event.id, event.at, ${MESSAGE_ID}, $6, $6, ${THREAD}
  FROM events AS event
  JOIN jsonb_to_recordset($3::jsonb) AS wanted (kind text, event text, is_single boolean)
    ON wanted.event = event.name AND ${conditionOf('wanted.kind')} AND NOT (wanted.is_single AND event.data ? 'job')
`;

// One e-mail for each of the vendor's addresses.
const FOR_VENDOR = `
  ${INSERT}
  SELECT wanted.kind, lower(recipient.email), NULL, $4, event.id, event.at, ${MESSAGE_ID}, $6, $6, ${THREAD}
  FROM events AS event
  JOIN jsonb_to_recordset($3::jsonb) AS wanted (kind text, event text, data jsonb)
    ON wanted.event = event.name AND event.data @> wanted.data
  CROSS JOIN unnest($7::text[]) AS recipient (email)
  WHERE ${IN_RANGE}
  ORDER BY event.sequence`;
