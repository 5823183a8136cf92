import { defineTexts } from '../kit/texts';
import type { PolicyField, PolicyGroup } from './policy-fields';

interface FieldText {
  readonly title: string;
  /** What it is, and what it means for a program. */
  readonly means: string;
  /** Words after a number: "days". */
  readonly unit?: string;
}

interface PolicyTexts {
  readonly groups: Readonly<Record<PolicyGroup, { readonly title: string; readonly note: string }>>;
  readonly fields: Readonly<Record<PolicyField, FieldText>>;
  /** Titles of choices. */
  readonly choices: Readonly<Record<string, string>>;
}

export const POLICY_TEXTS = defineTexts<PolicyTexts>({
  en: {
    groups: {
      keys: { title: 'Keys', note: 'How the keys of new licenses look.' },
      term: { title: 'Term', note: 'How long a license lasts, and what comes after.' },
      seats: { title: 'Seats', note: 'How many devices run at once, and what happens when all seats are taken.' },
      devices: { title: 'Devices', note: 'Which devices may have a seat, and how they are recognized.' },
      users: { title: 'Users', note: 'Who may use a license.' },
      life: { title: 'Signs of life', note: 'How often programs ask, and how long they may run without asking.' },
      sessions: { title: 'Floating sessions', note: 'Programs that take a seat while they run.' },
      programs: {
        title: 'Programs',
        note: 'Which versions, platforms and channels may run, and how often they may ask.',
      },
      countries: { title: 'Countries', note: 'By the address of the caller; needs a country database.' },
      grants: { title: 'Features', note: 'What every license of the policy may do.' },
      trials: { title: 'Trials', note: 'Only if a product uses this as its policy for trials.' },
    },
    fields: {
      key_format: {
        title: 'Key format',
        means:
          'uuid, ulid, random, signed, or a text with %X (digit), %Y (capital), %Z (either) and %{year}. Keys that exist stay.',
      },
      expiry_basis: {
        title: 'The term begins',
        means: 'Copied into new licenses. Programs see the end of the term as valid_until.',
      },
      duration_days: {
        title: 'Term',
        unit: 'days',
        means: 'Copied into new licenses. Without one, they never expire.',
      },
      grace_days: {
        title: 'Grace',
        unit: 'days',
        means: 'After the end, programs continue with IN_GRACE; then they receive EXPIRED.',
      },
      expiry_strategy: { title: 'After grace', means: 'The answer to programs once the grace is over.' },
      entitlements_after_expiry: {
        title: 'Kept after expiry',
        means: 'Codes of features and entitlements that remain with “restrict”. Programs find the others missing.',
      },
      renewal_basis: {
        title: 'An extension counts from',
        means: 'Where the added days begin. Programs see the new end at their next check.',
      },
      max_activations: {
        title: 'Seats',
        means:
          'Copied into new licenses. Beyond it, activations are refused as SEATS_EXHAUSTED. Without one, unlimited.',
      },
      seats_per: { title: 'A seat is', means: 'What the seats count. By user, a program must send who uses it.' },
      when_full: {
        title: 'When all seats are taken',
        means:
          'An activation is refused, or takes the seat of the device that was seen least recently; that program then receives NOT_ACTIVATED.',
      },
      seat_overage_percent: {
        title: 'Overage',
        unit: '% of the seats',
        means: 'Seats that may be taken above the limit; they are counted and reported. Without one, unlimited.',
      },
      bind_on_check: {
        title: 'A check takes a free seat',
        means: 'A program on a new device may just check; it needs no activation.',
      },
      uses_limit: {
        title: 'Devices ever',
        means: 'Copied into new licenses. Each device counts once, for good; beyond it, USES_EXHAUSTED.',
      },
      max_transfers: {
        title: 'Deactivations by programs',
        means: 'Beyond it, a program cannot give its seat back for a while: TRANSFERS_EXHAUSTED. Admins always can.',
      },
      transfer_period_days: {
        title: 'Counted over',
        unit: 'days',
        means: 'The period of that limit, ending now. Programs are refused until it has passed.',
      },
      seats_per_product: {
        title: 'Each product of a bundle has its own seats',
        means: 'A device takes a seat for each product that it activates.',
      },
      device_unique_within: {
        title: 'A device may be active on one',
        means: 'Within a product, a second license refuses the device as DEVICE_BOUND_ELSEWHERE.',
      },
      component_match: {
        title: 'Recognized by components',
        means:
          'A device whose fingerprint changed keeps its seat if so many of its components are the same. Programs must send them.',
      },
      virtual_machines: {
        title: 'Virtual machines',
        means: 'As the program reports. Refused ones receive DEVICE_NOT_ALLOWED.',
      },
      containers: { title: 'Containers', means: 'As the program reports. Refused ones receive DEVICE_NOT_ALLOWED.' },
      development_hosts: {
        title: 'Development hosts',
        means: 'As the program reports. Refused ones receive DEVICE_NOT_ALLOWED.',
      },
      local_domains: {
        title: 'Local domains',
        means:
          'localhost, *.test, *.local, and loopback, private and link-local addresses, if a domain is activated. Refused ones receive DEVICE_NOT_ALLOWED.',
      },
      max_cores: {
        title: 'Cores',
        means: 'A device that reports more receives DEVICE_NOT_ALLOWED. Without one, unlimited.',
      },
      max_memory_mb: {
        title: 'Memory',
        unit: 'MB',
        means: 'A device that reports more receives DEVICE_NOT_ALLOWED. Without one, unlimited.',
      },
      add_first_domain: {
        title: 'The first domain binds the license',
        means: 'It becomes the only allowed domain; others receive DOMAIN_NOT_ALLOWED.',
      },
      max_users: {
        title: 'Users',
        means: 'Copied into new licenses. Beyond it, USERS_EXHAUSTED. Without one, unlimited.',
      },
      require_user: {
        title: 'Programs must name the user',
        means: 'Those that name none receive USER_MISMATCH, except at downloads.',
      },
      assign_user_on_use: {
        title: 'The first use assigns an unknown user',
        means: 'Up to the limit of users; otherwise unknown users receive USER_MISMATCH.',
      },
      heartbeat_interval: {
        title: 'Heartbeat every',
        unit: 'seconds',
        means: 'What programs are asked for. Nothing is refused because of it.',
      },
      heartbeat_timeout: {
        title: 'A seat is dead after',
        unit: 'seconds',
        means: 'Without a check or heartbeat for so long. Without one, never.',
      },
      dead_seats: {
        title: 'Dead seats',
        means: 'Released ones go to the next device that activates; the old program then receives NOT_ACTIVATED.',
      },
      check_in_interval: {
        title: 'Check in every',
        unit: 'seconds',
        means:
          'A device that was silent for longer receives CHECK_IN_OVERDUE until it activates again. Without one, never.',
      },
      offline_days: {
        title: 'Offline',
        unit: 'days',
        means:
          'How long programs may trust a signed answer or a license file without reaching the server; 0 for not at all.',
      },
      max_sessions: {
        title: 'Sessions at once',
        means: 'Copied into new licenses. Beyond it, a program gets no floating seat. Without one, unlimited.',
      },
      session_lease: {
        title: 'A session lasts',
        unit: 'seconds after its last heartbeat',
        means: 'Programs are asked for a heartbeat after half of it.',
      },
      max_borrow_days: {
        title: 'Borrowed for up to',
        unit: 'days',
        means: 'A program may take a floating seat along without a connection; 0 for not at all.',
      },
      max_borrowed: {
        title: 'Borrowed at once',
        means: 'Beyond it, no further session can be borrowed. Without one, all of them.',
      },
      min_version: {
        title: 'Oldest version',
        means: 'Older programs receive VERSION_NOT_ALLOWED. Without one, all may run.',
      },
      max_version: {
        title: 'Newest version',
        means: 'Newer programs receive VERSION_NOT_ALLOWED. Without one, all may run.',
      },
      allowed_platforms: {
        title: 'Platforms',
        means: 'Programs for others receive VERSION_NOT_ALLOWED. Without any, all may run.',
      },
      allowed_channels: {
        title: 'Release channels',
        means: 'Programs of others receive VERSION_NOT_ALLOWED. Without any, all may run.',
      },
      max_validations_per_minute: {
        title: 'Checks a minute',
        means: 'For one license; beyond it, programs have to wait (429). Without one, unlimited.',
      },
      max_uses_per_minute: {
        title: 'Usage reports a minute',
        means: 'For one license; beyond it, programs have to wait (429). Without one, unlimited.',
      },
      allowed_countries: {
        title: 'Only in',
        means: 'Two-letter codes. Programs elsewhere receive COUNTRY_NOT_ALLOWED. Without any, everywhere.',
      },
      denied_countries: { title: 'Not in', means: 'Two-letter codes. Programs there receive COUNTRY_NOT_ALLOWED.' },
      features: { title: 'Features', means: 'Codes, copied into new licenses. Programs get them with every answer.' },
      trial_requires: {
        title: 'A trial is asked for with',
        means: 'What a program must send besides its fingerprint.',
      },
      trial_needs_verification: {
        title: 'An admin must verify first',
        means: 'Programs wait for their trial until its e-mail or domain is verified.',
      },
    },
    choices: {
      fixed: 'When it is issued, or with set dates',
      creation: 'When it is issued',
      first_activation: 'With the first activation',
      first_validation: 'With the first check or activation',
      first_download: 'With the first download',
      revoke_access: 'Refuse: EXPIRED',
      restrict_access: 'Restrict: usable with the kept entitlements only, no newer versions',
      maintain_access: 'Maintain: usable, no newer versions',
      allow_access: 'Allow: usable, updates included',
      end: 'The end of the term',
      today: 'Today',
      today_if_expired: 'Today if it has expired, otherwise the end',
      device: 'A device',
      user: 'A user, with any number of devices',
      user_device: 'A user at a device',
      refuse: 'Refuse',
      deactivate_oldest: 'Free the oldest seat',
      license: 'License',
      product: 'License of the product',
      none: 'Not at all',
      any: 'One is the same',
      two: 'Two are the same',
      most: 'More than half are the same',
      all: 'All are the same',
      count: 'Take a seat',
      without_seat: 'Take no seat',
      keep: 'Stay taken',
      release: 'Are released',
      email: 'An e-mail address',
      domain: 'A domain',
    },
  },
  de: {
    groups: {
      keys: { title: 'Schlüssel', note: 'Wie die Schlüssel neuer Lizenzen aussehen.' },
      term: { title: 'Laufzeit', note: 'Wie lange eine Lizenz gilt und was danach kommt.' },
      seats: {
        title: 'Plätze',
        note: 'Wie viele Geräte zugleich laufen und was geschieht, wenn alle Plätze belegt sind.',
      },
      devices: { title: 'Geräte', note: 'Welche Geräte einen Platz bekommen und woran sie erkannt werden.' },
      users: { title: 'Benutzer', note: 'Wer eine Lizenz benutzen darf.' },
      life: { title: 'Lebenszeichen', note: 'Wie oft Programme fragen und wie lange sie ohne Frage laufen.' },
      sessions: { title: 'Gleitende Sitzungen', note: 'Programme, die einen Platz nur belegen, solange sie laufen.' },
      programs: {
        title: 'Programme',
        note: 'Welche Versionen, Plattformen und Kanäle laufen und wie oft sie fragen dürfen.',
      },
      countries: { title: 'Länder', note: 'Nach der Adresse des Anrufers; braucht eine Länderdatenbank.' },
      grants: { title: 'Funktionen', note: 'Was jede Lizenz der Richtlinie darf.' },
      trials: { title: 'Testlizenzen', note: 'Nur wenn ein Produkt dies als Richtlinie für Testlizenzen benutzt.' },
    },
    fields: {
      key_format: {
        title: 'Schlüsselformat',
        means:
          'uuid, ulid, random, signed oder ein Text mit %X (Ziffer), %Y (Großbuchstabe), %Z (beides) und %{year}. Vorhandene Schlüssel bleiben.',
      },
      expiry_basis: {
        title: 'Die Laufzeit beginnt',
        means: 'Wird in neue Lizenzen übernommen. Programme sehen das Ende als valid_until.',
      },
      duration_days: {
        title: 'Laufzeit',
        unit: 'Tage',
        means: 'Wird in neue Lizenzen übernommen. Ohne Angabe laufen sie nie ab.',
      },
      grace_days: {
        title: 'Kulanzfrist',
        unit: 'Tage',
        means: 'Nach dem Ende laufen Programme weiter und erfahren IN_GRACE, danach EXPIRED.',
      },
      expiry_strategy: { title: 'Nach der Kulanzfrist', means: 'Was Programme erfahren, wenn die Frist vorbei ist.' },
      entitlements_after_expiry: {
        title: 'Bleibt nach Ablauf',
        means:
          'Codes von Funktionen und Berechtigungen, die bei „einschränken“ bleiben. Die übrigen fehlen den Programmen.',
      },
      renewal_basis: {
        title: 'Verlängerung zählt ab',
        means: 'Wo die neuen Tage beginnen. Programme sehen das neue Ende bei der nächsten Prüfung.',
      },
      max_activations: {
        title: 'Plätze',
        means:
          'Wird in neue Lizenzen übernommen. Darüber werden Aktivierungen mit SEATS_EXHAUSTED abgelehnt. Ohne Angabe unbegrenzt.',
      },
      seats_per: {
        title: 'Ein Platz ist',
        means: 'Was die Plätze zählen. Zählen sie Benutzer, muss ein Programm den Benutzer senden.',
      },
      when_full: {
        title: 'Wenn alle Plätze belegt sind',
        means:
          'Eine Aktivierung wird abgelehnt oder nimmt den Platz des am längsten nicht gesehenen Geräts; dessen Programm erfährt dann NOT_ACTIVATED.',
      },
      seat_overage_percent: {
        title: 'Überziehung',
        unit: '% der Plätze',
        means: 'Plätze über der Grenze; sie werden gezählt und gemeldet. Ohne Angabe unbegrenzt.',
      },
      bind_on_check: {
        title: 'Eine Prüfung nimmt einen freien Platz',
        means: 'Ein Programm auf einem neuen Gerät darf einfach prüfen; es braucht keine Aktivierung.',
      },
      uses_limit: {
        title: 'Geräte insgesamt',
        means: 'Wird in neue Lizenzen übernommen. Jedes Gerät zählt einmal, für immer; darüber USES_EXHAUSTED.',
      },
      max_transfers: {
        title: 'Abmeldungen durch Programme',
        means:
          'Darüber kann ein Programm seinen Platz eine Weile nicht zurückgeben: TRANSFERS_EXHAUSTED. Personen können es immer.',
      },
      transfer_period_days: {
        title: 'Gezählt über',
        unit: 'Tage',
        means: 'Der Zeitraum dieser Grenze bis jetzt. Programme werden abgelehnt, bis er vorbei ist.',
      },
      seats_per_product: {
        title: 'Jedes Produkt eines Bündels hat eigene Plätze',
        means: 'Ein Gerät belegt für jedes Produkt, das es aktiviert, einen Platz.',
      },
      device_unique_within: {
        title: 'Ein Gerät ist aktiv auf höchstens einer',
        means: 'Innerhalb eines Produkts lehnt eine zweite Lizenz das Gerät mit DEVICE_BOUND_ELSEWHERE ab.',
      },
      component_match: {
        title: 'An Bauteilen erkannt',
        means:
          'Ein Gerät mit neuem Fingerabdruck behält seinen Platz, wenn so viele Bauteile gleich sind. Programme müssen sie senden.',
      },
      virtual_machines: {
        title: 'Virtuelle Maschinen',
        means: 'Wie das Programm angibt. Abgelehnte erfahren DEVICE_NOT_ALLOWED.',
      },
      containers: { title: 'Container', means: 'Wie das Programm angibt. Abgelehnte erfahren DEVICE_NOT_ALLOWED.' },
      development_hosts: {
        title: 'Entwicklungsrechner',
        means: 'Wie das Programm angibt. Abgelehnte erfahren DEVICE_NOT_ALLOWED.',
      },
      local_domains: {
        title: 'Lokale Domains',
        means:
          'localhost, *.test, *.local sowie Loopback-, private und link-lokale Adressen, wenn eine Domain aktiviert. Abgelehnte erfahren DEVICE_NOT_ALLOWED.',
      },
      max_cores: {
        title: 'Kerne',
        means: 'Ein Gerät, das mehr angibt, erfährt DEVICE_NOT_ALLOWED. Ohne Angabe unbegrenzt.',
      },
      max_memory_mb: {
        title: 'Arbeitsspeicher',
        unit: 'MB',
        means: 'Ein Gerät, das mehr angibt, erfährt DEVICE_NOT_ALLOWED. Ohne Angabe unbegrenzt.',
      },
      add_first_domain: {
        title: 'Die erste Domain bindet die Lizenz',
        means: 'Sie wird die einzige erlaubte Domain; andere erfahren DOMAIN_NOT_ALLOWED.',
      },
      max_users: {
        title: 'Benutzer',
        means: 'Wird in neue Lizenzen übernommen. Darüber USERS_EXHAUSTED. Ohne Angabe unbegrenzt.',
      },
      require_user: {
        title: 'Programme müssen den Benutzer nennen',
        means: 'Sonst erfahren sie USER_MISMATCH, außer bei Downloads.',
      },
      assign_user_on_use: {
        title: 'Die erste Benutzung weist unbekannte Benutzer zu',
        means: 'Bis zur Grenze der Benutzer; sonst erfahren Unbekannte USER_MISMATCH.',
      },
      heartbeat_interval: {
        title: 'Lebenszeichen alle',
        unit: 'Sekunden',
        means: 'Worum Programme gebeten werden. Abgelehnt wird deswegen nichts.',
      },
      heartbeat_timeout: {
        title: 'Ein Platz ist tot nach',
        unit: 'Sekunden',
        means: 'So lange ohne Prüfung oder Lebenszeichen. Ohne Angabe nie.',
      },
      dead_seats: {
        title: 'Tote Plätze',
        means: 'Freigegebene bekommt das nächste Gerät, das aktiviert; das alte Programm erfährt dann NOT_ACTIVATED.',
      },
      check_in_interval: {
        title: 'Meldung alle',
        unit: 'Sekunden',
        means: 'Ein Gerät, das länger schweigt, erfährt CHECK_IN_OVERDUE, bis es neu aktiviert. Ohne Angabe nie.',
      },
      offline_days: {
        title: 'Offline',
        unit: 'Tage',
        means: 'Wie lange Programme einer signierten Antwort oder Lizenzdatei ohne den Server trauen; 0 für gar nicht.',
      },
      max_sessions: {
        title: 'Sitzungen zugleich',
        means:
          'Wird in neue Lizenzen übernommen. Darüber bekommt ein Programm keinen gleitenden Platz. Ohne Angabe unbegrenzt.',
      },
      session_lease: {
        title: 'Eine Sitzung hält',
        unit: 'Sekunden nach dem letzten Lebenszeichen',
        means: 'Programme werden nach der Hälfte um ein Lebenszeichen gebeten.',
      },
      max_borrow_days: {
        title: 'Ausgeliehen für höchstens',
        unit: 'Tage',
        means: 'Ein Programm nimmt einen gleitenden Platz ohne Verbindung mit; 0 für gar nicht.',
      },
      max_borrowed: {
        title: 'Zugleich ausgeliehen',
        means: 'Darüber wird keine weitere Sitzung ausgeliehen. Ohne Angabe alle.',
      },
      min_version: {
        title: 'Älteste Version',
        means: 'Ältere Programme erfahren VERSION_NOT_ALLOWED. Ohne Angabe laufen alle.',
      },
      max_version: {
        title: 'Neueste Version',
        means: 'Neuere Programme erfahren VERSION_NOT_ALLOWED. Ohne Angabe laufen alle.',
      },
      allowed_platforms: {
        title: 'Plattformen',
        means: 'Programme für andere erfahren VERSION_NOT_ALLOWED. Ohne Angabe laufen alle.',
      },
      allowed_channels: {
        title: 'Kanäle',
        means: 'Programme aus anderen erfahren VERSION_NOT_ALLOWED. Ohne Angabe laufen alle.',
      },
      max_validations_per_minute: {
        title: 'Prüfungen je Minute',
        means: 'Für eine Lizenz; darüber müssen Programme warten (429). Ohne Angabe unbegrenzt.',
      },
      max_uses_per_minute: {
        title: 'Verbrauchsmeldungen je Minute',
        means: 'Für eine Lizenz; darüber müssen Programme warten (429). Ohne Angabe unbegrenzt.',
      },
      allowed_countries: {
        title: 'Nur in',
        means: 'Codes aus zwei Buchstaben. Programme anderswo erfahren COUNTRY_NOT_ALLOWED. Ohne Angabe überall.',
      },
      denied_countries: {
        title: 'Nicht in',
        means: 'Codes aus zwei Buchstaben. Programme dort erfahren COUNTRY_NOT_ALLOWED.',
      },
      features: {
        title: 'Funktionen',
        means: 'Codes, in neue Lizenzen übernommen. Programme bekommen sie mit jeder Antwort.',
      },
      trial_requires: {
        title: 'Testlizenz angefordert mit',
        means: 'Was ein Programm außer dem Fingerabdruck senden muss.',
      },
      trial_needs_verification: {
        title: 'Erst nach Bestätigung',
        means: 'Programme warten auf ihre Testlizenz, bis E-Mail oder Domain bestätigt ist.',
      },
    },
    choices: {
      fixed: 'Mit der Ausstellung oder mit festen Daten',
      creation: 'Mit der Ausstellung',
      first_activation: 'Mit der ersten Aktivierung',
      first_validation: 'Mit der ersten Prüfung oder Aktivierung',
      first_download: 'Mit dem ersten Download',
      revoke_access: 'Ablehnen: EXPIRED',
      restrict_access: 'Einschränken: nur mit den bleibenden Berechtigungen, keine neueren Versionen',
      maintain_access: 'Erhalten: benutzbar, keine neueren Versionen',
      allow_access: 'Erlauben: benutzbar, mit Updates',
      end: 'dem Ende der Laufzeit',
      today: 'heute',
      today_if_expired: 'heute, wenn abgelaufen, sonst dem Ende',
      device: 'Ein Gerät',
      user: 'Ein Benutzer mit beliebig vielen Geräten',
      user_device: 'Ein Benutzer an einem Gerät',
      refuse: 'Ablehnen',
      deactivate_oldest: 'Den ältesten Platz freigeben',
      license: 'Lizenz',
      product: 'Lizenz des Produkts',
      none: 'Gar nicht',
      any: 'Eines ist gleich',
      two: 'Zwei sind gleich',
      most: 'Mehr als die Hälfte ist gleich',
      all: 'Alle sind gleich',
      count: 'Belegen einen Platz',
      without_seat: 'Belegen keinen Platz',
      keep: 'Bleiben belegt',
      release: 'Werden freigegeben',
      email: 'Einer E-Mail-Adresse',
      domain: 'Einer Domain',
    },
  },
  zh: {
    groups: {
      keys: { title: '密钥', note: '新许可证的密钥样式。' },
      term: { title: '期限', note: '许可证的有效期以及到期之后的处理。' },
      seats: { title: '席位', note: '可同时运行的设备数量，以及席位占满时的处理。' },
      devices: { title: '设备', note: '哪些设备可以占用席位，以及如何识别设备。' },
      users: { title: '用户', note: '谁可以使用许可证。' },
      life: { title: '在线信号', note: '程序多久询问一次，以及不询问时可运行多久。' },
      sessions: { title: '浮动会话', note: '仅在运行期间占用席位的程序。' },
      programs: { title: '程序', note: '允许的版本、平台和渠道，以及询问频率。' },
      countries: { title: '国家和地区', note: '按调用方的地址判断；需要国家数据库。' },
      grants: { title: '功能', note: '使用此策略的每个许可证都具有的功能。' },
      trials: { title: '试用', note: '仅当产品将此策略用于试用时生效。' },
    },
    fields: {
      key_format: {
        title: '密钥格式',
        means:
          'uuid、ulid、random、signed，或包含 %X（数字）、%Y（大写字母）、%Z（两者皆可）和 %{year} 的文本。已有密钥不变。',
      },
      expiry_basis: { title: '期限开始于', means: '写入新许可证。程序通过 valid_until 看到期限的终点。' },
      duration_days: { title: '期限', unit: '天', means: '写入新许可证。留空则永不过期。' },
      grace_days: { title: '宽限期', unit: '天', means: '到期后程序可继续运行，答复为 IN_GRACE；之后答复为 EXPIRED。' },
      expiry_strategy: { title: '宽限期之后', means: '宽限期结束后程序得到的答复。' },
      entitlements_after_expiry: {
        title: '到期后保留',
        means: '选择“限制”时保留的功能和权益代码。程序会发现其余的缺失。',
      },
      renewal_basis: { title: '续期起算点', means: '增加的天数从何时算起。程序在下次检查时看到新的终点。' },
      max_activations: { title: '席位', means: '写入新许可证。超出后激活被拒绝：SEATS_EXHAUSTED。留空则不限。' },
      seats_per: { title: '席位按什么计算', means: '席位所计的对象。按用户计算时，程序必须发送用户。' },
      when_full: {
        title: '席位占满时',
        means: '拒绝激活，或占用最久未出现设备的席位；该设备的程序随后得到 NOT_ACTIVATED。',
      },
      seat_overage_percent: {
        title: '超额',
        unit: '% 席位',
        means: '可超出上限占用的席位，会被计数和报告。留空则不限。',
      },
      bind_on_check: { title: '检查时占用空闲席位', means: '新设备上的程序只需检查，无需激活。' },
      uses_limit: { title: '累计设备数', means: '写入新许可证。每台设备永久计一次；超出后为 USES_EXHAUSTED。' },
      max_transfers: {
        title: '程序停用次数',
        means: '超出后程序暂时不能归还席位：TRANSFERS_EXHAUSTED。管理员不受限制。',
      },
      transfer_period_days: {
        title: '计数周期',
        unit: '天',
        means: '上述限制所计的周期，截至现在。周期过后程序方可再次停用。',
      },
      seats_per_product: { title: '组合中的每个产品单独计席位', means: '设备每激活一个产品就占用该产品的一个席位。' },
      device_unique_within: {
        title: '设备只能激活于一个',
        means: '在同一产品内，第二个许可证会以 DEVICE_BOUND_ELSEWHERE 拒绝该设备。',
      },
      component_match: {
        title: '按部件识别',
        means: '指纹改变的设备，若有足够多的部件相同则保留席位。程序必须发送部件。',
      },
      virtual_machines: { title: '虚拟机', means: '以程序所述为准。被拒绝时得到 DEVICE_NOT_ALLOWED。' },
      containers: { title: '容器', means: '以程序所述为准。被拒绝时得到 DEVICE_NOT_ALLOWED。' },
      development_hosts: { title: '开发主机', means: '以程序所述为准。被拒绝时得到 DEVICE_NOT_ALLOWED。' },
      local_domains: {
        title: '本地域名',
        means:
          '以域名激活时的 localhost、*.test、*.local，以及回环、私有和链路本地地址。被拒绝时得到 DEVICE_NOT_ALLOWED。',
      },
      max_cores: { title: '核心数', means: '超出的设备得到 DEVICE_NOT_ALLOWED。留空则不限。' },
      max_memory_mb: { title: '内存', unit: 'MB', means: '超出的设备得到 DEVICE_NOT_ALLOWED。留空则不限。' },
      add_first_domain: {
        title: '第一个域名绑定许可证',
        means: '它成为唯一允许的域名；其他域名得到 DOMAIN_NOT_ALLOWED。',
      },
      max_users: { title: '用户数', means: '写入新许可证。超出后为 USERS_EXHAUSTED。留空则不限。' },
      require_user: { title: '程序必须指明用户', means: '否则得到 USER_MISMATCH，下载除外。' },
      assign_user_on_use: {
        title: '首次使用时分配未知用户',
        means: '直到用户数上限；否则未知用户得到 USER_MISMATCH。',
      },
      heartbeat_interval: { title: '心跳间隔', unit: '秒', means: '要求程序发送心跳的间隔，不会因此拒绝。' },
      heartbeat_timeout: { title: '席位失效时间', unit: '秒', means: '超过此时间没有检查或心跳。留空则永不失效。' },
      dead_seats: { title: '失效席位', means: '释放的席位归下一台激活的设备；原程序随后得到 NOT_ACTIVATED。' },
      check_in_interval: {
        title: '签到间隔',
        unit: '秒',
        means: '沉默更久的设备得到 CHECK_IN_OVERDUE，直到重新激活。留空则不要求。',
      },
      offline_days: {
        title: '离线',
        unit: '天',
        means: '程序无法连接服务器时可信任签名答复或许可证文件的时间；0 表示不允许。',
      },
      max_sessions: { title: '同时会话数', means: '写入新许可证。超出后程序得不到浮动席位。留空则不限。' },
      session_lease: { title: '会话保持', unit: '秒（自最后一次心跳起）', means: '要求程序在一半时间后发送心跳。' },
      max_borrow_days: { title: '最长借用', unit: '天', means: '程序可在离线时带走浮动席位；0 表示不允许。' },
      max_borrowed: { title: '同时借用数', means: '超出后不能再借用会话。留空则全部可借。' },
      min_version: { title: '最低版本', means: '更旧的程序得到 VERSION_NOT_ALLOWED。留空则全部允许。' },
      max_version: { title: '最高版本', means: '更新的程序得到 VERSION_NOT_ALLOWED。留空则全部允许。' },
      allowed_platforms: { title: '平台', means: '其他平台的程序得到 VERSION_NOT_ALLOWED。留空则全部允许。' },
      allowed_channels: { title: '发布渠道', means: '其他渠道的程序得到 VERSION_NOT_ALLOWED。留空则全部允许。' },
      max_validations_per_minute: {
        title: '每分钟检查次数',
        means: '针对单个许可证；超出后程序须等待（429）。留空则不限。',
      },
      max_uses_per_minute: {
        title: '每分钟用量报告次数',
        means: '针对单个许可证；超出后程序须等待（429）。留空则不限。',
      },
      allowed_countries: {
        title: '仅限',
        means: '两个字母的代码。其他地方的程序得到 COUNTRY_NOT_ALLOWED。留空则不限。',
      },
      denied_countries: { title: '禁止', means: '两个字母的代码。那里的程序得到 COUNTRY_NOT_ALLOWED。' },
      features: { title: '功能', means: '代码，写入新许可证。程序在每次答复中得到它们。' },
      trial_requires: { title: '申请试用需提供', means: '程序除指纹之外必须发送的内容。' },
      trial_needs_verification: { title: '须先由管理员核实', means: '在电子邮件或域名核实之前，程序须等待试用。' },
    },
    choices: {
      fixed: '签发时，或按设定日期',
      creation: '签发时',
      first_activation: '首次激活时',
      first_validation: '首次检查或激活时',
      first_download: '首次下载时',
      revoke_access: '拒绝：EXPIRED',
      restrict_access: '限制：仅保留的权益可用，无新版本',
      maintain_access: '保持：可用，无新版本',
      allow_access: '允许：可用，包括更新',
      end: '期限终点',
      today: '今天',
      today_if_expired: '已过期则为今天，否则为终点',
      device: '设备',
      user: '用户（设备数量不限）',
      user_device: '设备上的用户',
      refuse: '拒绝',
      deactivate_oldest: '释放最早的席位',
      license: '许可证',
      product: '产品的许可证',
      none: '不识别',
      any: '一个相同',
      two: '两个相同',
      most: '超过一半相同',
      all: '全部相同',
      count: '占用席位',
      without_seat: '不占用席位',
      keep: '保持占用',
      release: '释放',
      email: '电子邮件地址',
      domain: '域名',
    },
  },
});
