import type { Refusal } from '../../verification/rules/verdict';

interface CodeText {
  readonly de: string;
  readonly zh: string;
}

const REFUSALS: Readonly<Record<Refusal, CodeText>> = {
  NOT_FOUND: { de: 'Nicht gefunden.', zh: '未找到。' },
  PRODUCT_MISMATCH: { de: 'Diese Lizenz ist für ein anderes Produkt.', zh: '此许可证属于其他产品。' },
  PRODUCT_INACTIVE: { de: 'Das Produkt dieser Lizenz ist nicht aktiv.', zh: '此许可证的产品未启用。' },
  BLACKLISTED: { de: 'Diese Lizenz darf hier nicht verwendet werden.', zh: '此许可证不能在此使用。' },
  REVOKED: { de: 'Diese Lizenz wurde widerrufen.', zh: '此许可证已吊销。' },
  BLOCKED: { de: 'Diese Lizenz ist gesperrt.', zh: '此许可证已封锁。' },
  DISABLED: { de: 'Das ist deaktiviert.', zh: '已停用。' },
  NOT_STARTED: { de: 'Diese Lizenz gilt noch nicht.', zh: '此许可证尚未生效。' },
  DOMAIN_NOT_ALLOWED: { de: 'Diese Lizenz gilt nicht für diese Domain.', zh: '此许可证不能用于该域名。' },
  IP_NOT_ALLOWED: { de: 'Diese Lizenz gilt nicht für diese Adresse.', zh: '此许可证不能用于该地址。' },
  COUNTRY_NOT_ALLOWED: { de: 'Diese Lizenz gilt nicht in diesem Land.', zh: '此许可证不能在该国家使用。' },
  DEVICE_NOT_ALLOWED: { de: 'Diese Lizenz gilt nicht für Geräte dieser Art.', zh: '此许可证不能用于此类设备。' },
  EXPIRED: { de: 'Diese Lizenz ist abgelaufen.', zh: '此许可证已过期。' },
  CHECK_IN_OVERDUE: {
    de: 'Dieses Gerät hat sich zu lange nicht gemeldet: Es muss neu aktiviert werden.',
    zh: '此设备太久未报到：请重新激活。',
  },
  CUSTOMER_MISMATCH: { de: 'Diese Lizenz gehört einem anderen Kunden.', zh: '此许可证属于其他客户。' },
  USER_MISMATCH: { de: 'Diese Lizenz ist diesem Benutzer nicht zugewiesen.', zh: '此许可证未分配给该用户。' },
  VERSION_NOT_ALLOWED: { de: 'Diese Lizenz gilt nicht für diese Version.', zh: '此许可证不包含该版本。' },
  ENTITLEMENT_MISSING: { de: 'Dieser Lizenz fehlen nötige Berechtigungen.', zh: '此许可证缺少所需权益。' },
  DEVICE_BOUND_ELSEWHERE: {
    de: 'Dieses Gerät ist auf einer anderen Lizenz dieses Produkts aktiviert.',
    zh: '此设备已在该产品的另一许可证上激活。',
  },
  NOT_ACTIVATED: { de: 'Diese Lizenz ist nicht aktiviert.', zh: '此许可证未激活。' },
  DEVICE_MISMATCH: { de: 'Diese Lizenz ist auf diesem Gerät nicht aktiviert.', zh: '此许可证未在该设备上激活。' },
  UPDATES_ENDED: { de: 'Der Zeitraum für Updates ist vorbei.', zh: '更新期已结束。' },
  USERS_EXHAUSTED: { de: 'Diese Lizenz hat keine freien Benutzer mehr.', zh: '此许可证的用户数已满。' },
  USES_EXHAUSTED: { de: 'Diese Lizenz hat alle ihre Aktivierungen verbraucht.', zh: '此许可证的激活次数已用完。' },
  TRANSFERS_EXHAUSTED: { de: 'Diese Lizenz hat alle Umzüge verbraucht.', zh: '此许可证的转移次数已用完。' },
  SEATS_EXHAUSTED: { de: 'Alle Plätze dieser Lizenz sind belegt.', zh: '此许可证的席位已满。' },
};

/** What an error code means, for messages that no rule knows. */
export const CODE_TEXTS: Readonly<Record<string, CodeText>> = {
  ...REFUSALS,
  LICENSE_NOT_FOUND: { de: 'Lizenz nicht gefunden.', zh: '未找到许可证。' },
  METER_NOT_FOUND: { de: 'Diese Lizenz hat diesen Zähler nicht.', zh: '此许可证没有该计量项。' },
  BAD_REQUEST: { de: 'Die Anfrage ist ungültig.', zh: '请求无效。' },
  VALIDATION_ERROR: { de: 'Die Angaben sind ungültig.', zh: '内容无效。' },
  NO_FORM: { de: 'Es kam kein Formular an.', zh: '未收到表单。' },
  FILE_MISSING: { de: 'Eine Datei wählen.', zh: '请选择文件。' },
  FILE_UNEXPECTED: { de: 'Nur eine Datei wählen.', zh: '只能选择一个文件。' },
  FILE_NAME_INVALID: { de: 'Der Name der Datei ist ungültig: umbenennen.', zh: '文件名无效：请重命名。' },
  FORM_BROKEN: { de: 'Die Übertragung brach ab: noch einmal senden.', zh: '传输中断：请重新发送。' },
  RANGE_UNSATISFIABLE: { de: 'Dieser Teil liegt außerhalb der Datei.', zh: '请求的部分超出文件范围。' },
  UNAUTHENTICATED: { de: 'Die Sitzung ist beendet.', zh: '会话已结束。' },
  INVALID_API_KEY: { de: 'Der API-Schlüssel ist ungültig.', zh: 'API 密钥无效。' },
  INVALID_CREDENTIALS: { de: 'Benutzername oder Passwort ist falsch.', zh: '用户名或密码不正确。' },
  SECOND_FACTOR_REQUIRED: {
    de: 'Dieser Benutzer hat einen zweiten Faktor: Der Code fehlt.',
    zh: '该用户已启用两步验证：缺少验证码。',
  },
  INVALID_ONE_TIME_CODE: {
    de: 'Der Code ist falsch oder wurde schon verwendet.',
    zh: '验证码不正确或已被使用。',
  },
  FORBIDDEN: { de: 'Die Berechtigung fehlt.', zh: '缺少权限。' },
  CURRENT_PASSWORD_REQUIRED: {
    de: 'Das eigene Passwort und der eigene zweite Faktor werden auf der Seite „Konto“ geändert.',
    zh: '请在“账户”页面修改自己的密码和两步验证。',
  },
  TRIAL_USED: { de: 'Die Testlizenz dieses Produkts wurde schon verwendet.', zh: '此产品的试用已用过。' },
  TRIALS_NOT_OFFERED: { de: 'Dieses Produkt hat keine Testlizenzen.', zh: '此产品不提供试用。' },
  OFFLINE_NOT_ALLOWED: {
    de: 'Die Richtlinie erlaubt keine Lizenzdatei, oder keine für so lange.',
    zh: '策略不允许许可证文件，或期限过长。',
  },
  BORROWING_NOT_ALLOWED: { de: 'Diese Lizenz erlaubt kein Ausleihen.', zh: '此许可证不允许借用。' },
  METHOD_NOT_ALLOWED: { de: 'Diese Seite nimmt das nicht an.', zh: '此页面不接受该请求。' },
  CONFLICT: { de: 'Das passt nicht zu vorhandenen Daten.', zh: '与现有数据冲突。' },
  IN_USE: { de: 'Das wird noch verwendet.', zh: '仍在使用中。' },
  LAST_OWNER: {
    de: 'Der letzte Inhaber kann weder deaktiviert werden noch eine andere Rolle erhalten.',
    zh: '不能停用最后一名所有者，也不能更改其角色。',
  },
  SECOND_FACTOR_ON: { de: 'Der zweite Faktor ist schon aktiv.', zh: '两步验证已启用。' },
  SECOND_FACTOR_OFF: { de: 'Der zweite Faktor ist nicht aktiv.', zh: '两步验证未启用。' },
  SECOND_FACTOR_NOT_BEGUN: {
    de: 'Die Einrichtung des zweiten Faktors hat noch nicht begonnen.',
    zh: '尚未开始设置两步验证。',
  },
  REVISION_CONFLICT: { de: 'Jemand anders hat das inzwischen geändert.', zh: '其他人已作更改。' },
  LEAD_CONVERTED: {
    de: 'Dieser Lead ist gewonnen: Sein Status lässt sich nicht ändern.',
    zh: '此潜在客户已转化：状态不能更改。',
  },
  EVENT_DELETED: { de: 'Das Ereignis dieser Zustellung ist nicht mehr gespeichert.', zh: '此投递的事件已不再保存。' },
  LIMIT_REACHED: { de: 'Mehr davon sind nicht möglich.', zh: '已达上限。' },
  POOL_EMPTY: { de: 'Dieser Schlüsselvorrat ist leer.', zh: '此密钥池已空。' },
  NEVER_EXPIRES: {
    de: 'Diese Lizenz läuft nie ab und lässt sich nicht verlängern.',
    zh: '此许可证永不过期，无法延长。',
  },
  KEY_TOO_LONG: {
    de: 'Die Referenz dieses Produkts ist zu lang für signierte Schlüssel.',
    zh: '此产品的标识过长，不能用于签名密钥。',
  },
  NOT_A_TRIAL: { de: 'Diese Lizenz ist keine Testlizenz.', zh: '此许可证不是试用。' },
  KEY_ACTIVE: {
    de: 'Der aktive Signaturschlüssel lässt sich nicht widerrufen: zuerst wechseln.',
    zh: '正在使用的签名密钥不能吊销：请先轮换。',
  },
  ALREADY_RELEASED: { de: 'Dieser Platz ist schon freigegeben.', zh: '此席位已释放。' },
  INVALID_CODE: { de: 'Dieser Code gehört nicht zu dieser Lizenz.', zh: '此代码不属于该许可证。' },
  LICENSES_EXHAUSTED: { de: 'Diese Gruppe kann nicht mehr Lizenzen haben.', zh: '此分组的许可证数已满。' },
  SESSIONS_EXHAUSTED: { de: 'Alle gleichzeitigen Sitzungen dieser Lizenz laufen.', zh: '此许可证的并发会话已满。' },
  BORROWS_EXHAUSTED: {
    de: 'Alle ausleihbaren Sitzungen dieser Lizenz sind verliehen.',
    zh: '此许可证的借用会话已满。',
  },
  METER_EXHAUSTED: { de: 'Von diesem Zähler ist nicht genug übrig.', zh: '此计量项余量不足。' },
  METER_RETURN_EXCEEDED: {
    de: 'Es würde mehr zurückgegeben, als genommen wurde.',
    zh: '归还量超过取用量。',
  },
  IDEMPOTENCY_KEY_IN_USE: { de: 'Dieselbe Anfrage läuft noch.', zh: '相同的请求仍在处理。' },
  IDEMPOTENCY_KEY_REUSED: {
    de: 'Dieser Idempotency-Key gehört zu einer anderen Anfrage.',
    zh: '此 Idempotency-Key 已用于其他请求。',
  },
  FILE_TOO_LARGE: { de: 'Die Datei ist zu groß.', zh: '文件过大。' },
  FORM_TOO_LARGE: { de: 'Das Formular ist zu groß.', zh: '表单过大。' },
  PAYLOAD_TOO_LARGE: { de: 'Die Eingaben sind zu lang.', zh: '内容过长。' },
  UNSUPPORTED_MEDIA_TYPE: { de: 'Diese Art von Inhalt wird nicht angenommen.', zh: '不支持此类内容。' },
  RATE_LIMIT_EXCEEDED: { de: 'Zu viele Anfragen.', zh: '请求过多。' },
  LOCKED_OUT: { de: 'Zu viele fehlgeschlagene Anmeldungen.', zh: '登录失败次数过多。' },
  INTERNAL_ERROR: { de: 'Auf dem Server ist etwas schiefgegangen.', zh: '服务器出错。' },
  OUTCOME_UNKNOWN: {
    de: 'Die Verbindung zur Datenbank brach beim Speichern ab: Erst nachsehen, ob die Änderung schon da ist.',
    zh: '保存时与数据库的连接中断：请先确认更改是否已生效。',
  },
  DATABASE_READ_ONLY: { de: 'Die Datenbank nimmt keine Änderungen an.', zh: '数据库只读。' },
  UNAVAILABLE: {
    de: 'Der Server ist gerade nicht erreichbar: gleich noch einmal versuchen.',
    zh: '服务器暂时不可用，请稍后重试。',
  },
};
