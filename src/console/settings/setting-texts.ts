import { defineTexts } from '../kit/texts';

/** Title of a setting, and a sentence that says what it affects. */
export type SettingText = readonly [title: string, effect: string];

interface SettingTexts {
  readonly settings: Readonly<Record<string, SettingText>>;
  /** Rate limits of all APIs that have a limit of this name. */
  readonly limits: Readonly<Record<string, SettingText>>;
  readonly apis: Readonly<Record<string, string>>;
}

const TEXTS = defineTexts<SettingTexts>({
  en: {
    apis: {
      native: 'Keyward API',
      console: 'Console',
      v2: 'V2',
      'license-manager': 'License Manager',
      lic: 'LIC',
      smbeauty: 'SMBeautyEngine',
      progran3: 'ProGran3',
    },
    limits: {
      unauthenticated: ['Wrong credentials', 'Requests per minute of one address without a valid credential.'],
      default: ['All other requests', 'Requests per minute of one person, session or API key.'],
      client: ['Requests of programs', 'Requests per minute of one address with a license key alone.'],
      trial: ['Trials', 'Requests for trials per minute of one address.'],
      login: ['Sign-in', 'Tries to sign in per minute of one address.'],
      auth: ['Sign-in', 'Tries to sign in per minute of one address.'],
      admin: ['Admin panel', 'Requests per minute of one person to the admin panel.'],
      heartbeat: ['Heartbeats', 'Heartbeats per minute of one device.'],
      verify: ['Verifications', 'Verifications per minute of one address.'],
      activate: ['Activations', 'Activations per minute of one address.'],
      validate: ['Validations', 'Validations per minute of one license key.'],
      metrics: ['Metrics', 'Requests for the metrics per minute of one address.'],
      documents: ['API documents', 'Requests for API documents and files of Swagger UI per minute of one address.'],
    },
    settings: {
      'limits.v2.default': ['All other requests', 'Requests per minute of one address.'],
      'limits.progran3.default': ['All other requests', 'Requests per minute of one address.'],
      lm_requests_rate_limiting_period: [
        'Requests per minute',
        'Requests to the License Manager API per minute, counted as the next setting says.',
      ],
      lm_requests_rate_limiting_method: [
        'Requests are counted by',
        'Whether the limit of the License Manager API holds for an address, for an API key, or for both.',
      ],
      lm_normalize_domain_variants: [
        'www. is ignored',
        'The License Manager API takes www.example.com and example.com for the same domain.',
      ],
      lm_verify_license_ip: [
        'Addresses are enforced',
        'The License Manager API refuses addresses that a license does not list.',
      ],
      lm_add_domain_of_first_activation_as_licensed_domain: [
        'First domain is kept',
        'The first domain that activates a license through the License Manager API becomes its only allowed one.',
      ],
      lm_deactivate_old_activations_on_new_activation: [
        'Oldest device gives way',
        'If no seat is free, an activation through the License Manager API frees the seat of the oldest device.',
      ],
      'licenses.expiry_warning_days': [
        'Warnings before expiry',
        'Days before the end of a license at which the event license.expiring is recorded and webhooks are told.',
      ],
      'anomalies.activations_per_hour': [
        'Activations of a license per hour',
        'More requests than this, refused ones included, are reported as unusual_activation_pattern. 0 turns it off.',
      ],
      'anomalies.addresses_per_hour': [
        'Addresses of a license per hour',
        'Activations from more addresses than this are reported as unusual_activation_pattern. 0 turns it off.',
      ],
      'anomalies.heartbeats_per_hour': [
        'Checks of a device per hour',
        'More checks and heartbeats than this are reported as excessive_heartbeats. 0 turns it off.',
      ],
      'anomalies.seat_moves_per_day': [
        'New devices beyond the seats per day',
        'More than this are reported as license_hopping. 0 turns it off.',
      ],
      'alerts.webhook_queue_seconds': [
        'Age of waiting deliveries',
        'Seconds that a due webhook delivery may wait before the alert webhook_queue_age. 0 turns it off.',
      ],
      'alerts.event_loop_delay_ms': [
        'Delay of a node',
        'Milliseconds that requests may wait for running code before the alert event_loop_delay. 0 turns it off.',
      ],
      'alerts.pool_waiting': [
        'Requests waiting for the database',
        'More than this, twice in 15 seconds, raise the alert pool_exhaustion. 0 turns it off.',
      ],
      'alerts.error_percent': [
        'Failed requests in percent',
        'A larger share within 5 minutes, and at least 20 failures, raise the alert error_rate. 0 turns it off.',
      ],
      'alerts.job_failures': ['Failures of a job in a row', 'As many raise the alert failing_jobs. 0 turns it off.'],
      'blacklist.buyers': ['Customers', 'Licenses of customers with this name, reference or e-mail are refused.'],
      'blacklist.license_keys': ['License keys', 'Licenses with these keys are refused.'],
      'blacklist.domains': [
        'Domains',
        'Requests for these domains are refused; *.example.com stands for all subdomains.',
      ],
      'blacklist.addresses': [
        'Addresses',
        'Requests from these addresses are refused; also networks such as 10.0.0.0/8, and 10.0.0.*.',
      ],
      'blacklist.fingerprints': ['Devices', 'Requests of devices with these hardware IDs are refused.'],
      'throttle.failed_activations_per_address': [
        'Refused activations of an address',
        'After as many within 24 hours, further activations from the address are refused. 0 turns it off.',
      ],
      'throttle.failed_activations_per_domain': [
        'Refused activations of a domain',
        'After as many within 24 hours, further activations of the domain are refused. 0 turns it off: anybody can send another one’s domain.',
      ],
      'retention.events_days': ['Days of events', 'Older months are deleted for good. 0 keeps them forever.'],
      'retention.audit_days': ['Days of audit entries', 'Older months are deleted for good. 0 keeps them forever.'],
      'retention.verifications_days': [
        'Days of verdicts',
        'Older months of the log of license checks are deleted for good. 0 keeps them forever; figures stay.',
      ],
    },
  },
  de: {
    apis: {
      native: 'Keyward-API',
      console: 'Konsole',
      v2: 'V2',
      'license-manager': 'License Manager',
      lic: 'LIC',
      smbeauty: 'SMBeautyEngine',
      progran3: 'ProGran3',
    },
    limits: {
      unauthenticated: ['Falsche Zugangsdaten', 'Anfragen einer Adresse ohne gültige Zugangsdaten pro Minute.'],
      default: ['Alle anderen Anfragen', 'Anfragen einer Person, Sitzung oder eines API-Schlüssels pro Minute.'],
      client: ['Anfragen von Programmen', 'Anfragen einer Adresse allein mit Lizenzschlüssel pro Minute.'],
      trial: ['Testlizenzen', 'Anfragen einer Adresse nach Testlizenzen pro Minute.'],
      login: ['Anmeldung', 'Anmeldeversuche einer Adresse pro Minute.'],
      auth: ['Anmeldung', 'Anmeldeversuche einer Adresse pro Minute.'],
      admin: ['Verwaltung', 'Anfragen einer Person an die Verwaltung pro Minute.'],
      heartbeat: ['Lebenszeichen', 'Lebenszeichen eines Geräts pro Minute.'],
      verify: ['Prüfungen', 'Prüfungen einer Adresse pro Minute.'],
      activate: ['Aktivierungen', 'Aktivierungen einer Adresse pro Minute.'],
      validate: ['Prüfungen', 'Prüfungen eines Lizenzschlüssels pro Minute.'],
      metrics: ['Metriken', 'Anfragen einer Adresse nach den Metriken pro Minute.'],
      documents: ['API-Dokumente', 'Anfragen einer Adresse nach API-Dokumenten und Dateien von Swagger UI pro Minute.'],
    },
    settings: {
      'limits.v2.default': ['Alle anderen Anfragen', 'Anfragen einer Adresse pro Minute.'],
      'limits.progran3.default': ['Alle anderen Anfragen', 'Anfragen einer Adresse pro Minute.'],
      lm_requests_rate_limiting_period: [
        'Anfragen pro Minute',
        'Anfragen an die License-Manager-API pro Minute, gezählt wie die nächste Einstellung sagt.',
      ],
      lm_requests_rate_limiting_method: [
        'Anfragen werden gezählt nach',
        'Ob die Grenze der License-Manager-API für eine Adresse, einen API-Schlüssel oder beides gilt.',
      ],
      lm_normalize_domain_variants: [
        'www. zählt nicht',
        'Für die License-Manager-API sind www.example.com und example.com dieselbe Domain.',
      ],
      lm_verify_license_ip: [
        'Adressen werden geprüft',
        'Die License-Manager-API lehnt Adressen ab, die eine Lizenz nicht aufführt.',
      ],
      lm_add_domain_of_first_activation_as_licensed_domain: [
        'Erste Domain bleibt',
        'Die erste Domain, die eine Lizenz über die License-Manager-API aktiviert, wird ihre einzige erlaubte.',
      ],
      lm_deactivate_old_activations_on_new_activation: [
        'Ältestes Gerät weicht',
        'Ist kein Platz frei, gibt eine Aktivierung über die License-Manager-API den Platz des ältesten Geräts frei.',
      ],
      'licenses.expiry_warning_days': [
        'Hinweise vor dem Ablauf',
        'Tage vor dem Ende einer Lizenz, an denen das Ereignis license.expiring entsteht und Webhooks es erfahren.',
      ],
      'anomalies.activations_per_hour': [
        'Aktivierungen einer Lizenz pro Stunde',
        'Mehr Anfragen, auch abgelehnte, werden als unusual_activation_pattern gemeldet. 0 schaltet das ab.',
      ],
      'anomalies.addresses_per_hour': [
        'Adressen einer Lizenz pro Stunde',
        'Aktivierungen von mehr Adressen werden als unusual_activation_pattern gemeldet. 0 schaltet das ab.',
      ],
      'anomalies.heartbeats_per_hour': [
        'Prüfungen eines Geräts pro Stunde',
        'Mehr Prüfungen und Lebenszeichen werden als excessive_heartbeats gemeldet. 0 schaltet das ab.',
      ],
      'anomalies.seat_moves_per_day': [
        'Neue Geräte über die Plätze hinaus pro Tag',
        'Mehr davon werden als license_hopping gemeldet. 0 schaltet das ab.',
      ],
      'alerts.webhook_queue_seconds': [
        'Alter wartender Zustellungen',
        'Sekunden, die eine fällige Webhook-Zustellung warten darf, bevor webhook_queue_age warnt. 0 schaltet das ab.',
      ],
      'alerts.event_loop_delay_ms': [
        'Verzögerung eines Knotens',
        'Millisekunden, die Anfragen auf laufenden Code warten dürfen, bevor event_loop_delay warnt. 0 schaltet das ab.',
      ],
      'alerts.pool_waiting': [
        'Anfragen, die auf die Datenbank warten',
        'Mehr davon, zweimal in 15 Sekunden, lösen die Warnung pool_exhaustion aus. 0 schaltet das ab.',
      ],
      'alerts.error_percent': [
        'Gescheiterte Anfragen in Prozent',
        'Ein größerer Anteil in 5 Minuten und mindestens 20 Fehler lösen die Warnung error_rate aus. 0 schaltet das ab.',
      ],
      'alerts.job_failures': [
        'Fehler eines Auftrags in Folge',
        'So viele lösen die Warnung failing_jobs aus. 0 schaltet das ab.',
      ],
      'blacklist.buyers': [
        'Kunden',
        'Lizenzen von Kunden mit diesem Namen, dieser Kennung oder E-Mail werden abgelehnt.',
      ],
      'blacklist.license_keys': ['Lizenzschlüssel', 'Lizenzen mit diesen Schlüsseln werden abgelehnt.'],
      'blacklist.domains': [
        'Domains',
        'Anfragen für diese Domains werden abgelehnt; *.example.com steht für alle Subdomains.',
      ],
      'blacklist.addresses': [
        'Adressen',
        'Anfragen von diesen Adressen werden abgelehnt; auch Netze wie 10.0.0.0/8 und 10.0.0.*.',
      ],
      'blacklist.fingerprints': ['Geräte', 'Anfragen von Geräten mit diesen Hardware-IDs werden abgelehnt.'],
      'throttle.failed_activations_per_address': [
        'Abgelehnte Aktivierungen einer Adresse',
        'Nach so vielen in 24 Stunden werden weitere Aktivierungen von der Adresse abgelehnt. 0 schaltet das ab.',
      ],
      'throttle.failed_activations_per_domain': [
        'Abgelehnte Aktivierungen einer Domain',
        'Nach so vielen in 24 Stunden werden weitere Aktivierungen der Domain abgelehnt. 0 schaltet das ab: Jeder kann eine fremde Domain senden.',
      ],
      'retention.events_days': [
        'Tage der Ereignisse',
        'Ältere Monate werden endgültig gelöscht. 0 behält sie für immer.',
      ],
      'retention.audit_days': [
        'Tage des Änderungsprotokolls',
        'Ältere Monate werden endgültig gelöscht. 0 behält sie für immer.',
      ],
      'retention.verifications_days': [
        'Tage der Urteile',
        'Ältere Monate des Protokolls der Prüfungen werden endgültig gelöscht. 0 behält sie für immer; Zahlen bleiben.',
      ],
    },
  },
  zh: {
    apis: {
      native: 'Keyward API',
      console: '控制台',
      v2: 'V2',
      'license-manager': 'License Manager',
      lic: 'LIC',
      smbeauty: 'SMBeautyEngine',
      progran3: 'ProGran3',
    },
    limits: {
      unauthenticated: ['凭据错误', '同一地址每分钟没有有效凭据的请求数。'],
      default: ['其他所有请求', '同一人员、会话或 API 密钥每分钟的请求数。'],
      client: ['程序的请求', '同一地址每分钟仅用许可证密钥的请求数。'],
      trial: ['试用', '同一地址每分钟申请试用的次数。'],
      login: ['登录', '同一地址每分钟尝试登录的次数。'],
      auth: ['登录', '同一地址每分钟尝试登录的次数。'],
      admin: ['管理面板', '同一人员每分钟对管理面板的请求数。'],
      heartbeat: ['心跳', '同一设备每分钟的心跳数。'],
      verify: ['验证', '同一地址每分钟的验证次数。'],
      activate: ['激活', '同一地址每分钟的激活次数。'],
      validate: ['验证', '同一许可证密钥每分钟的验证次数。'],
      metrics: ['指标', '同一地址每分钟对指标的请求数。'],
      documents: ['API 文档', '同一地址每分钟对 API 文档和 Swagger UI 文件的请求数。'],
    },
    settings: {
      'limits.v2.default': ['其他所有请求', '同一地址每分钟的请求数。'],
      'limits.progran3.default': ['其他所有请求', '同一地址每分钟的请求数。'],
      lm_requests_rate_limiting_period: ['每分钟请求数', 'License Manager API 每分钟的请求数，按下一项设置计数。'],
      lm_requests_rate_limiting_method: [
        '请求计数方式',
        'License Manager API 的限额按地址、按 API 密钥，还是两者都计。',
      ],
      lm_normalize_domain_variants: [
        '忽略 www.',
        'License Manager API 将 www.example.com 和 example.com 视为同一域名。',
      ],
      lm_verify_license_ip: ['检查地址', 'License Manager API 拒绝许可证未列出的地址。'],
      lm_add_domain_of_first_activation_as_licensed_domain: [
        '保留首个域名',
        '首个通过 License Manager API 激活许可证的域名成为其唯一允许的域名。',
      ],
      lm_deactivate_old_activations_on_new_activation: [
        '最早的设备让位',
        '没有空闲席位时，通过 License Manager API 的激活会释放最早设备的席位。',
      ],
      'licenses.expiry_warning_days': ['到期前提醒', '许可证到期前多少天记录事件 license.expiring 并通知 Webhook。'],
      'anomalies.activations_per_hour': [
        '许可证每小时激活次数',
        '超过此数（包括被拒绝的）报告为 unusual_activation_pattern。0 表示关闭。',
      ],
      'anomalies.addresses_per_hour': [
        '许可证每小时地址数',
        '来自更多地址的激活报告为 unusual_activation_pattern。0 表示关闭。',
      ],
      'anomalies.heartbeats_per_hour': [
        '设备每小时检查次数',
        '更多的检查和心跳报告为 excessive_heartbeats。0 表示关闭。',
      ],
      'anomalies.seat_moves_per_day': ['每天超出席位的新设备', '超过此数报告为 license_hopping。0 表示关闭。'],
      'alerts.webhook_queue_seconds': [
        '等待投递的时长',
        '到期的 Webhook 投递等待超过此秒数时发出警报 webhook_queue_age。0 表示关闭。',
      ],
      'alerts.event_loop_delay_ms': [
        '节点延迟',
        '请求等待代码执行超过此毫秒数时发出警报 event_loop_delay。0 表示关闭。',
      ],
      'alerts.pool_waiting': ['等待数据库的请求', '15 秒内两次超过此数时发出警报 pool_exhaustion。0 表示关闭。'],
      'alerts.error_percent': [
        '失败请求百分比',
        '5 分钟内超过此比例且至少 20 次失败时发出警报 error_rate。0 表示关闭。',
      ],
      'alerts.job_failures': ['任务连续失败次数', '达到此数时发出警报 failing_jobs。0 表示关闭。'],
      'blacklist.buyers': ['客户', '拒绝具有这些姓名、编号或邮箱的客户的许可证。'],
      'blacklist.license_keys': ['许可证密钥', '拒绝使用这些密钥的许可证。'],
      'blacklist.domains': ['域名', '拒绝这些域名的请求；*.example.com 表示所有子域名。'],
      'blacklist.addresses': ['地址', '拒绝来自这些地址的请求；也可以是 10.0.0.0/8 或 10.0.0.* 这样的网段。'],
      'blacklist.fingerprints': ['设备', '拒绝具有这些硬件 ID 的设备的请求。'],
      'throttle.failed_activations_per_address': [
        '地址被拒绝的激活次数',
        '24 小时内达到此数后，拒绝该地址的后续激活。0 表示关闭。',
      ],
      'throttle.failed_activations_per_domain': [
        '域名被拒绝的激活次数',
        '24 小时内达到此数后，拒绝该域名的后续激活。0 表示关闭：任何人都可以发送他人的域名。',
      ],
      'retention.events_days': ['事件保留天数', '更早的月份将被永久删除。0 表示永久保留。'],
      'retention.audit_days': ['审计记录保留天数', '更早的月份将被永久删除。0 表示永久保留。'],
      'retention.verifications_days': [
        '判定保留天数',
        '更早月份的许可证检查日志将被永久删除。0 表示永久保留；统计数字不受影响。',
      ],
    },
  },
});

const LIMIT = /^limits\.([^.]+)\.([^.]+)$/;

/** The text of a setting; undefined if it has none, which a test prevents. */
export function settingText(name: string): SettingText | undefined {
  const { settings, limits } = TEXTS();
  const [, , limit = ''] = LIMIT.exec(name) ?? [];
  return settings[name] ?? limits[limit];
}

/** The API of a rate limit; undefined for all other settings. */
export function apiOf(name: string): string | undefined {
  const [, api] = LIMIT.exec(name) ?? [];
  return api === undefined ? undefined : (TEXTS().apis[api] ?? api);
}
