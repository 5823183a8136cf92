import type { MessageRule } from './message-rule';

/** What the domain says when it refuses a change, in the order of how often it is shown. */
export const REFUSAL_RULES: readonly MessageRule[] = [
  [
    /^This \w+ (?:has changed since it was read|has a newer revision)$/,
    {
      en: 'Somebody else changed this meanwhile.',
      de: 'Jemand anders hat das inzwischen geändert.',
      zh: '其他人已作更改。',
    },
  ],
  [
    /^Too many failed logins: try again later$/,
    {
      en: 'Too many failed sign-ins.',
      de: 'Zu viele fehlgeschlagene Anmeldungen.',
      zh: '登录失败次数过多。',
    },
  ],
  [
    /^The user name or password is incorrect$/,
    {
      en: 'The user name or password is incorrect.',
      de: 'Benutzername oder Passwort ist falsch.',
      zh: '用户名或密码不正确。',
    },
  ],
  [
    /^Another customer has this (.+)$/,
    {
      en: 'Another customer has this value already.',
      de: 'Ein anderer Kunde hat diesen Wert schon.',
      zh: '另一客户已使用此值。',
    },
  ],
  [
    /^(?:Nothing was imported: )?(\d+) of (\d+) rows are wrong$/,
    {
      en: 'Nothing was imported: $1 of $2 rows are wrong.',
      de: 'Nichts wurde importiert: $1 von $2 Zeilen sind falsch.',
      zh: '未导入：$2 行中有 $1 行有误。',
    },
  ],
  [
    /^A lead with this name already exists$/,
    {
      en: 'A lead with this name already exists.',
      de: 'Einen Lead mit diesem Namen gibt es schon.',
      zh: '已有同名的潜在客户。',
    },
  ],
  [
    /^Row (\d+) has the same name but another (\w+)$/,
    {
      en: 'Row $1 has the same name but another $2.',
      de: 'Zeile $1 hat denselben Namen, aber bei $2 einen anderen Wert.',
      zh: '第 $1 行名称相同，但 $2 不同。',
    },
  ],
  [
    /^A lead may have at most (\d+) contacts$/,
    {
      en: 'A lead may have at most $1 contacts.',
      de: 'Ein Lead kann höchstens $1 Kontakte haben.',
      zh: '一个潜在客户最多有 $1 个联系人。',
    },
  ],
  [
    /^The row has more cells than the header$/,
    {
      en: 'The row has more cells than the header.',
      de: 'Die Zeile hat mehr Zellen als die Kopfzeile.',
      zh: '此行的单元格多于标题行。',
    },
  ],
  [
    /^A file may have at most (\d+) rows$/,
    {
      en: 'A file may have at most $1 rows.',
      de: 'Eine Datei kann höchstens $1 Zeilen haben.',
      zh: '文件最多 $1 行。',
    },
  ],
  [/^Choose a CSV file$/, { en: 'Choose a CSV file.', de: 'Eine CSV-Datei wählen.', zh: '请选择 CSV 文件。' }],
  [
    /^The file is too large to be checked here: split it, or import it with the API$/,
    {
      en: 'The file is too large to be checked here: split it, or import it with the API.',
      de: 'Die Datei ist zu groß, um hier geprüft zu werden: aufteilen oder mit der API importieren.',
      zh: '文件过大，无法在此检查：请拆分，或使用 API 导入。',
    },
  ],
  [
    /^A file may have at most (\d+) columns$/,
    {
      en: 'A file may have at most $1 columns.',
      de: 'Eine Datei kann höchstens $1 Spalten haben.',
      zh: '文件最多 $1 列。',
    },
  ],
  [
    /^The file is not UTF-8 text: save it as “CSV UTF-8”$/,
    {
      en: 'The file is not UTF-8 text: save it as “CSV UTF-8”.',
      de: 'Die Datei ist kein UTF-8-Text: als „CSV UTF-8“ speichern.',
      zh: '文件不是 UTF-8 文本：请另存为“CSV UTF-8”。',
    },
  ],
  [
    /^The header has the column (\S+) twice$/,
    {
      en: 'The header has the column $1 twice.',
      de: 'Die Spalte $1 ist doppelt.',
      zh: '列 $1 重复。',
    },
  ],
  [
    /^The header lacks the column (.+)$/,
    {
      en: 'The header lacks the column $1.',
      de: 'In der Datei fehlt die Spalte $1.',
      zh: '文件缺少列 $1。',
    },
  ],
  [
    /^The column “(.*)” is unknown\. The columns are (.+)$/,
    {
      en: 'The column “$1” is unknown. The columns are $2.',
      de: 'Die Spalte „$1“ ist unbekannt. Die Spalten sind $2.',
      zh: '列“$1”未知。可用的列：$2。',
    },
  ],
  [
    /^The file in ".*" may have at most (\d+) bytes$/,
    {
      en: 'The file may have at most $1 bytes.',
      de: 'Die Datei kann höchstens $1 Bytes haben.',
      zh: '文件最多 $1 字节。',
    },
  ],
  [
    /^A license must expire before the year (\d+)$/,
    {
      en: 'The license has to expire earlier.',
      de: 'Die Lizenz muss früher ablaufen.',
      zh: '许可证必须更早到期。',
    },
  ],
  [
    /^The term of a license cannot exceed (\d+) days$/,
    {
      en: 'The term of a license is at most $1 days.',
      de: 'Die Laufzeit einer Lizenz beträgt höchstens $1 Tage.',
      zh: '许可证期限最长 $1 天。',
    },
  ],
  [
    /^This group may have (\d+) licenses$/,
    {
      en: 'This group may have $1 licenses.',
      de: 'Diese Gruppe kann $1 Lizenzen haben.',
      zh: '此分组最多可有 $1 个许可证。',
    },
  ],
  [
    /^There are (\d+) webhooks already, which is the maximum$/,
    {
      en: 'There are $1 webhooks already, which is the maximum.',
      de: 'Es gibt schon $1 Webhooks, mehr sind nicht möglich.',
      zh: '已有 $1 个 Webhook，达到上限。',
    },
  ],
  [
    /^(\S+) is not at a public address.*$/,
    {
      en: '$1 is not at a public address.',
      de: '$1 hat keine öffentliche Adresse.',
      zh: '$1 不是公网地址。',
    },
  ],
  [
    /^(\S+) already exists$|already (?:exists|used|in use|taken)$|declares the code \S+ already$/,
    {
      en: 'This is already in use. Choose another one.',
      de: 'Das ist schon vergeben. Etwas anderes wählen.',
      zh: '已被使用，请另选一个。',
    },
  ],
  [
    /^(?:The .+|One of the customers) was deleted concurrently$/,
    {
      en: 'Somebody else deleted this meanwhile.',
      de: 'Jemand anders hat das inzwischen gelöscht.',
      zh: '其他人已将其删除。',
    },
  ],
  [
    /^Too many concurrent .*: try again in a moment$/,
    {
      en: 'The server is busy. Try again in a moment.',
      de: 'Der Server ist ausgelastet. Gleich noch einmal versuchen.',
      zh: '服务器繁忙，请稍后重试。',
    },
  ],
  [
    /^(.+) not found(?:: .+)?$/,
    {
      en: '$1 not found.',
      de: 'Nicht gefunden.',
      zh: '未找到。',
    },
  ],
  [
    /^A revoked license cannot be enabled or unblocked: set its state to active$/,
    {
      en: 'A revoked license cannot be enabled or unblocked: only the API can restore it.',
      de: 'Eine widerrufene Lizenz kann nicht aktiviert oder entsperrt werden: nur die API kann sie wiederherstellen.',
      zh: '已撤销的许可证无法启用或解除封锁：只能通过 API 恢复。',
    },
  ],
  [
    /^Keys of the kind (\w+) cannot have (.+)\. They can have (.+)$/,
    {
      en: 'Keys of the kind $1 cannot have $2. They can have $3.',
      de: 'Schlüssel der Art $1 können nicht haben: $2. Sie können haben: $3.',
      zh: '类型为 $1 的密钥不能拥有 $2，可以拥有 $3。',
    },
  ],
];
