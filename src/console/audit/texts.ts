import { MAX_SCANNED_ROWS } from '../../common/pagination/page-request';
import type { TargetType } from '../../events/records/event-query';
import type { Operation } from '../../verification/log/verification.entity';
import type { ActorType } from '../../platform/records/audit-entry.entity';
import { formatNumber, plural } from '../kit/format';
import { defineTexts } from '../kit/texts';
import type { FilterName } from './audit-filter';
import type { Log } from './audit-query.dto';

interface AuditTexts {
  readonly title: string;
  readonly lead: (zone: string) => string;
  readonly logs: Readonly<Record<Log, string>>;
  readonly logsLabel: string;
  readonly notes: Readonly<Record<Log, string>>;
  readonly searchLabel: string;
  readonly searchPlaceholders: Readonly<Record<Log, string>>;
  readonly filters: Readonly<Record<FilterName, string>>;
  readonly targetHint: string;
  readonly anyCode: string;
  readonly apply: string;
  readonly export: string;
  readonly time: string;
  readonly subject: string;
  readonly operation: string;
  readonly device: string;
  readonly api: string;
  readonly shown: (count: number) => string;
  readonly nothing: string;
  readonly nothingText: string;
  readonly nothingYet: string;
  readonly lookedThrough: string;
  readonly lookFurther: string;
  readonly showAll: string;
  readonly details: string;
  readonly changes: string;
  readonly changesNote: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly noChanges: string;
  readonly empty: string;
  readonly data: string;
  readonly request: string;
  readonly requestHint: string;
  readonly who: string;
  readonly sequence: string;
  readonly license: string;
  readonly deletedLicense: string;
  readonly unknownLicense: string;
  readonly version: string;
  readonly program: string;
  readonly explain: string;
  readonly sameSubject: string;
  readonly sameActor: string;
  readonly sameKey: string;
  readonly sameAddress: string;
  readonly actorTypes: Readonly<Record<ActorType, string>>;
  readonly operations: Readonly<Record<Operation, string>>;
  readonly subjects: Readonly<Record<TargetType, string>>;
}

export const TEXTS = defineTexts<AuditTexts>({
  en: {
    title: 'Audit',
    lead: (zone) => `Who changed what, what happened, and what programs were told. Times are ${zone}.`,
    logs: { audit: 'Changes', events: 'Events', verdicts: 'Verdicts' },
    logsLabel: 'Logs',
    notes: {
      audit: 'Every change with who made it. Nobody can alter or delete an entry.',
      events: 'What webhooks are told.',
      verdicts: 'Every request of a program with its answer.',
    },
    searchLabel: 'Search',
    searchPlaceholders: {
      audit: 'Person, action or ID',
      events: 'Event or ID',
      verdicts: 'Exact license key',
    },
    filters: {
      actor: 'Person or API key',
      action: 'Event',
      target: 'Subject',
      key: 'License key',
      code: 'Code',
      address: 'Address',
      from: 'From',
      to: 'To',
    },
    targetHint: 'A kind such as licenses, an ID, or both: licenses:ID.',
    anyCode: 'Any code',
    apply: 'Apply filters',
    export: 'Export CSV',
    time: 'Time',
    subject: 'Subject',
    operation: 'Asked',
    device: 'Device',
    api: 'API',
    shown: (count) =>
      `${formatNumber(count)} ${plural(count, { one: 'entry', other: 'entries' })} on this page, newest first`,
    nothing: 'No entry matches',
    nothingText: `A search looks through the newest ${formatNumber(MAX_SCANNED_ROWS)} entries; filters find older ones, too.`,
    nothingYet: 'Nothing is recorded yet.',
    lookedThrough: `No match among ${formatNumber(MAX_SCANNED_ROWS)} entries`,
    lookFurther: 'Older entries were not looked at yet. “Next” looks further.',
    showAll: 'Show all entries',
    details: 'Details',
    changes: 'Changes',
    changesNote: 'Secrets are never recorded.',
    field: 'Field',
    before: 'Before',
    after: 'After',
    noChanges: 'No field was changed.',
    empty: 'not set',
    data: 'Data',
    request: 'Request',
    requestHint: 'in the log of the server',
    who: 'Who',
    sequence: 'Sequence number',
    license: 'License',
    deletedLicense: 'deleted',
    unknownLicense: 'no license has this key',
    version: 'Version',
    program: 'Program',
    explain: 'Explain',
    sameSubject: 'All changes of this subject',
    sameActor: 'All changes by this person or key',
    sameKey: 'All verdicts of this key',
    sameAddress: 'All verdicts for this address',
    actorTypes: { user: 'Person', 'api-key': 'API key', client: 'Program', system: 'Keyward itself' },
    operations: {
      check: 'check',
      activate: 'activate',
      deactivate: 'deactivate',
      heartbeat: 'heartbeat',
      session: 'session',
      download: 'download',
      usage: 'usage',
    },
    subjects: {
      activations: 'Device',
      alerts: 'Alert',
      anomalies: 'Anomaly',
      api_keys: 'API key',
      app_bundles: 'App bundle',
      customers: 'Customer',
      entitlements: 'Entitlement',
      groups: 'Group',
      institutions: 'Lead',
      lead_activities: 'Lead activity',
      key_pools: 'Key pool',
      license_files: 'License file',
      license_sessions: 'Session',
      license_users: 'License user',
      licenses: 'License',
      meters: 'Meter',
      policies: 'Policy',
      policy_changes: 'Policy change',
      product_versions: 'Version',
      products: 'Product',
      resources: 'Resource',
      settings: 'Setting',
      signing_keys: 'Signing key',
      trials: 'Trial',
      update_signing_keys: 'Update signing key',
      user_sessions: 'Sign-in session',
      users: 'Person',
      webhook_deliveries: 'Webhook delivery',
      webhook_endpoints: 'Webhook',
    },
  },
  de: {
    title: 'Protokoll',
    lead: (zone) => `Wer was geändert hat, was geschehen ist und was Programme erfahren haben. Zeiten in ${zone}.`,
    logs: { audit: 'Änderungen', events: 'Ereignisse', verdicts: 'Urteile' },
    logsLabel: 'Protokolle',
    notes: {
      audit: 'Jede Änderung und von wem sie ist. Niemand kann einen Eintrag ändern oder löschen.',
      events: 'Was Webhooks erfahren.',
      verdicts: 'Jede Anfrage eines Programms mit ihrer Antwort.',
    },
    searchLabel: 'Suchen',
    searchPlaceholders: {
      audit: 'Person, Vorgang oder ID',
      events: 'Ereignis oder ID',
      verdicts: 'Genauer Lizenzschlüssel',
    },
    filters: {
      actor: 'Person oder API-Schlüssel',
      action: 'Ereignis',
      target: 'Gegenstand',
      key: 'Lizenzschlüssel',
      code: 'Code',
      address: 'Adresse',
      from: 'Von',
      to: 'Bis',
    },
    targetHint: 'Eine Art wie licenses, eine ID oder beides: licenses:ID.',
    anyCode: 'Jeder Code',
    apply: 'Filter anwenden',
    export: 'CSV exportieren',
    time: 'Zeit',
    subject: 'Gegenstand',
    operation: 'Anfrage',
    device: 'Gerät',
    api: 'API',
    shown: (count) =>
      `${formatNumber(count)} ${plural(count, { one: 'Eintrag', other: 'Einträge' })} auf dieser Seite, neueste zuerst`,
    nothing: 'Kein Eintrag passt',
    nothingText: `Die Suche sieht die neuesten ${formatNumber(MAX_SCANNED_ROWS)} Einträge durch; Filter finden auch ältere.`,
    nothingYet: 'Noch ist nichts aufgezeichnet.',
    lookedThrough: `Kein Treffer unter ${formatNumber(MAX_SCANNED_ROWS)} Einträgen`,
    lookFurther: 'Ältere Einträge sind noch nicht durchgesehen. Die nächste Seite sucht weiter.',
    showAll: 'Alle Einträge zeigen',
    details: 'Angaben',
    changes: 'Änderungen',
    changesNote: 'Geheimnisse werden nie aufgezeichnet.',
    field: 'Feld',
    before: 'Vorher',
    after: 'Nachher',
    noChanges: 'Kein Feld wurde geändert.',
    empty: 'nicht gesetzt',
    data: 'Daten',
    request: 'Anfrage',
    requestHint: 'im Log des Servers',
    who: 'Wer',
    sequence: 'Laufende Nummer',
    license: 'Lizenz',
    deletedLicense: 'gelöscht',
    unknownLicense: 'keine Lizenz hat diesen Schlüssel',
    version: 'Version',
    program: 'Programm',
    explain: 'Erklären',
    sameSubject: 'Alle Änderungen an diesem Gegenstand',
    sameActor: 'Alle Änderungen von dieser Person oder diesem Schlüssel',
    sameKey: 'Alle Urteile zu diesem Schlüssel',
    sameAddress: 'Alle Urteile für diese Adresse',
    actorTypes: { user: 'Person', 'api-key': 'API-Schlüssel', client: 'Programm', system: 'Keyward selbst' },
    operations: {
      check: 'Prüfung',
      activate: 'Aktivierung',
      deactivate: 'Deaktivierung',
      heartbeat: 'Lebenszeichen',
      session: 'Sitzung',
      download: 'Download',
      usage: 'Verbrauch',
    },
    subjects: {
      activations: 'Gerät',
      alerts: 'Warnung',
      anomalies: 'Auffälligkeit',
      api_keys: 'API-Schlüssel',
      app_bundles: 'App-Bundle',
      customers: 'Kunde',
      entitlements: 'Berechtigung',
      groups: 'Gruppe',
      institutions: 'Lead',
      lead_activities: 'Aktivität eines Leads',
      key_pools: 'Schlüsselvorrat',
      license_files: 'Lizenzdatei',
      license_sessions: 'Sitzung',
      license_users: 'Lizenznutzer',
      licenses: 'Lizenz',
      meters: 'Zähler',
      policies: 'Richtlinie',
      policy_changes: 'Richtlinienwechsel',
      product_versions: 'Version',
      products: 'Produkt',
      resources: 'Ressource',
      settings: 'Einstellung',
      signing_keys: 'Signaturschlüssel',
      trials: 'Testlizenz',
      update_signing_keys: 'Update-Signaturschlüssel',
      user_sessions: 'Anmeldung',
      users: 'Person',
      webhook_deliveries: 'Webhook-Zustellung',
      webhook_endpoints: 'Webhook',
    },
  },
  zh: {
    title: '审计',
    lead: (zone) => `谁修改了什么、发生了什么，以及程序得到的答复。时间为 ${zone}。`,
    logs: { audit: '变更', events: '事件', verdicts: '判定' },
    logsLabel: '日志',
    notes: {
      audit: '每次变更及其操作者。任何人都不能修改或删除记录。',
      events: '发送给 Webhook 的内容。',
      verdicts: '程序的每次请求及其答复。',
    },
    searchLabel: '搜索',
    searchPlaceholders: { audit: '人员、操作或 ID', events: '事件或 ID', verdicts: '完整的许可证密钥' },
    filters: {
      actor: '人员或 API 密钥',
      action: '事件',
      target: '对象',
      key: '许可证密钥',
      code: '代码',
      address: '地址',
      from: '从',
      to: '到',
    },
    targetHint: '类别（如 licenses）、ID，或两者：licenses:ID。',
    anyCode: '任意代码',
    apply: '应用筛选',
    export: '导出 CSV',
    time: '时间',
    subject: '对象',
    operation: '请求',
    device: '设备',
    api: 'API',
    shown: (count) => `本页 ${formatNumber(count)} 条记录，最新的在前`,
    nothing: '没有符合的记录',
    nothingText: `搜索只查看最新的 ${formatNumber(MAX_SCANNED_ROWS)} 条记录；筛选也能找到更早的记录。`,
    nothingYet: '还没有任何记录。',
    lookedThrough: `${formatNumber(MAX_SCANNED_ROWS)} 条记录中没有符合的`,
    lookFurther: '更早的记录尚未查看。点击下一页继续查找。',
    showAll: '显示所有记录',
    details: '详情',
    changes: '变更',
    changesNote: '机密内容从不记录。',
    field: '字段',
    before: '变更前',
    after: '变更后',
    noChanges: '没有字段发生变化。',
    empty: '未设置',
    data: '数据',
    request: '请求',
    requestHint: '见服务器日志',
    who: '操作者',
    sequence: '序列号',
    license: '许可证',
    deletedLicense: '已删除',
    unknownLicense: '没有许可证使用此密钥',
    version: '版本',
    program: '程序',
    explain: '解释',
    sameSubject: '该对象的所有变更',
    sameActor: '该人员或密钥的所有变更',
    sameKey: '该密钥的所有判定',
    sameAddress: '该地址的所有判定',
    actorTypes: { user: '人员', 'api-key': 'API 密钥', client: '程序', system: 'Keyward 自身' },
    operations: {
      check: '检查',
      activate: '激活',
      deactivate: '停用',
      heartbeat: '心跳',
      session: '会话',
      download: '下载',
      usage: '用量',
    },
    subjects: {
      activations: '设备',
      alerts: '警报',
      anomalies: '异常',
      api_keys: 'API 密钥',
      app_bundles: '应用包',
      customers: '客户',
      entitlements: '权益',
      groups: '组',
      institutions: '潜在客户',
      lead_activities: '潜在客户活动',
      key_pools: '密钥池',
      license_files: '许可证文件',
      license_sessions: '会话',
      license_users: '许可证用户',
      licenses: '许可证',
      meters: '计量',
      policies: '策略',
      policy_changes: '策略变更',
      product_versions: '版本',
      products: '产品',
      resources: '资源',
      settings: '设置',
      signing_keys: '签名密钥',
      trials: '试用',
      update_signing_keys: '更新签名密钥',
      user_sessions: '登录会话',
      users: '人员',
      webhook_deliveries: 'Webhook 投递',
      webhook_endpoints: 'Webhook',
    },
  },
});
