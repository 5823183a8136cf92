import type { MessageRule } from './message-rule';

/** Before what a validator says stands the name of the field, which a form shows in other ways. */
export const FIELD_NAME = /^(?:each value in )?\S+ (?=\S)/;

/** What validators say after the name of the field. */
export const VALIDATION_RULES: readonly MessageRule[] = [
  [/^must be a string$/, { en: 'Enter a text.', de: 'Text eingeben.', zh: '请输入文本。' }],
  [
    /^must have 1 to (\d+) characters$/,
    { en: 'Enter 1 to $1 characters.', de: '1 bis $1 Zeichen eingeben.', zh: '请输入 1 到 $1 个字符。' },
  ],
  [
    /^must have (\d+) to (\d+) characters$/,
    { en: 'Enter $1 to $2 characters.', de: '$1 bis $2 Zeichen eingeben.', zh: '请输入 $1 到 $2 个字符。' },
  ],
  [
    /^(?:must have at most|must be shorter than or equal to) (\d+) characters$/,
    { en: 'Enter at most $1 characters.', de: 'Höchstens $1 Zeichen eingeben.', zh: '最多输入 $1 个字符。' },
  ],
  [
    /^must be longer than or equal to (\d+) characters$/,
    { en: 'Enter at least $1 characters.', de: 'Mindestens $1 Zeichen eingeben.', zh: '至少输入 $1 个字符。' },
  ],
  [/^must be an integer number$/, { en: 'Enter a whole number.', de: 'Eine ganze Zahl eingeben.', zh: '请输入整数。' }],
  [
    /^must be a number conforming to the specified constraints$/,
    { en: 'Enter a number.', de: 'Eine Zahl eingeben.', zh: '请输入数字。' },
  ],
  [
    /^must not be less than (-?\d+)$/,
    { en: 'Enter $1 or more.', de: '$1 oder mehr eingeben.', zh: '请输入不小于 $1 的数。' },
  ],
  [
    /^must not be greater than (-?\d+)$/,
    { en: 'Enter $1 or less.', de: 'Höchstens $1 eingeben.', zh: '请输入不大于 $1 的数。' },
  ],
  [
    /^should not be equal to (.+)$/,
    { en: 'Enter another value than $1.', de: 'Einen anderen Wert als $1 eingeben.', zh: '请输入 $1 以外的值。' },
  ],
  [/^should not be empty$/, { en: 'Enter a value.', de: 'Einen Wert eingeben.', zh: '请输入内容。' }],
  [
    /^(?:must be a boolean value|must be 1 or 0|must be true or false)$/,
    { en: 'Choose yes or no.', de: 'Ja oder Nein wählen.', zh: '请选择是或否。' },
  ],
  [
    /^must be one of the following values: (.+)$/,
    { en: 'Choose one of: $1.', de: 'Eines davon wählen: $1.', zh: '请从以下选项中选择：$1。' },
  ],
  [/^must be a single line$/, { en: 'Enter a single line.', de: 'Nur eine Zeile eingeben.', zh: '只能输入一行。' }],
  [
    /^must be a date or a time such as (\S+)$/,
    {
      en: 'Enter a date such as 2027-01-31, or a time such as $1.',
      de: 'Ein Datum wie 2027-01-31 oder eine Zeit wie $1 eingeben.',
      zh: '请输入日期（如 2027-01-31）或时间（如 $1）。',
    },
  ],
  [
    /^must be a date such as (\S+)$/,
    { en: 'Enter a date such as $1.', de: 'Ein Datum wie $1 eingeben.', zh: '请输入日期，例如 $1。' },
  ],
  [
    /^must be an email$/,
    {
      en: 'Enter an e-mail address such as ada@example.com.',
      de: 'Eine E-Mail-Adresse wie ada@example.com eingeben.',
      zh: '请输入电子邮件地址，例如 ada@example.com。',
    },
  ],
  [
    /^must be a URL address$/,
    {
      en: 'Enter a web address such as https://example.com.',
      de: 'Eine Webadresse wie https://example.com eingeben.',
      zh: '请输入网址，例如 https://example.com。',
    },
  ],
  [
    /^must be an http or https URL without user name, password and fragment$/,
    {
      en: 'Enter an address that begins with https:// or http://, without user name, password and #.',
      de: 'Eine Adresse mit https:// oder http:// am Anfang eingeben, ohne Benutzername, Passwort und #.',
      zh: '请输入以 https:// 或 http:// 开头的地址，不含用户名、密码和 #。',
    },
  ],
  [
    /^must be a UUID(?: or a name of at most (\d+) characters)?$/,
    {
      en: 'Enter the id of something that exists.',
      de: 'Die Kennung von etwas Vorhandenem eingeben.',
      zh: '请输入已存在项目的标识。',
    },
  ],
  [
    /^must be the ID of a license file, a UUID in lower case$/,
    {
      en: 'Enter the id of a license file.',
      de: 'Die Kennung einer Lizenzdatei eingeben.',
      zh: '请输入许可证文件的标识。',
    },
  ],
  [/^must be an array$/, { en: 'Enter a list.', de: 'Eine Liste eingeben.', zh: '请输入列表。' }],
  [
    /^(?:must be an object|.*must be either object or array)$/,
    { en: 'Enter a JSON object.', de: 'Ein JSON-Objekt eingeben.', zh: '请输入 JSON 对象。' },
  ],
  [
    /^must contain no more than (\d+) elements$/,
    { en: 'Enter at most $1 entries.', de: 'Höchstens $1 Einträge eingeben.', zh: '最多输入 $1 项。' },
  ],
  [
    /^must contain at least (\d+) elements$/,
    { en: 'Enter at least $1.', de: 'Mindestens $1 eingeben.', zh: '至少输入 $1 项。' },
  ],
  [
    /elements must be unique$/,
    { en: 'Enter each entry once.', de: 'Jeden Eintrag nur einmal eingeben.', zh: '每项只能输入一次。' },
  ],
  [
    /^may take at most (\d+) bytes as JSON$/,
    {
      en: 'This takes more than $1 bytes as JSON. Leave something out.',
      de: 'Das sind als JSON mehr als $1 Bytes. Etwas weglassen.',
      zh: '作为 JSON 超过 $1 字节，请删减。',
    },
  ],
  [
    /^must contain a letter or a digit$/,
    {
      en: 'Enter at least one letter or digit.',
      de: 'Mindestens einen Buchstaben oder eine Ziffer eingeben.',
      zh: '至少输入一个字母或数字。',
    },
  ],
  [
    /^(?:must consist of printable ASCII characters without spaces|must have (\d+) to (\d+) printable ASCII characters without spaces)$/,
    {
      en: 'Enter letters, digits and ASCII signs without spaces.',
      de: 'Buchstaben, Ziffern und ASCII-Zeichen ohne Leerzeichen eingeben.',
      zh: '请输入不含空格的字母、数字和 ASCII 符号。',
    },
  ],
  [
    /^must have (\d+) to (\d+) characters and no whitespace$/,
    {
      en: 'Enter $1 to $2 characters without spaces.',
      de: '$1 bis $2 Zeichen ohne Leerzeichen eingeben.',
      zh: '请输入 $1 到 $2 个字符，不含空格。',
    },
  ],
  [
    /^must be (\d+) to (\d+) keys of 1 to (\d+) characters without whitespace$/,
    {
      en: 'Enter $1 to $2 keys of at most $3 characters without spaces.',
      de: '$1 bis $2 Schlüssel mit höchstens $3 Zeichen ohne Leerzeichen eingeben.',
      zh: '请输入 $1 到 $2 个密钥，每个最多 $3 个字符，不含空格。',
    },
  ],
  [
    /^must have (\d+) to (\d+) letters, digits(?:, dots, dashes and underscores| and the characters `_`, `\.`, `:` and `-`; begins with a letter or a digit)$/,
    {
      en: 'Enter $1 to $2 letters, digits, dots, dashes and underscores; begin with a letter or a digit.',
      de: '$1 bis $2 Buchstaben, Ziffern, Punkte, Striche und Unterstriche eingeben; am Anfang Buchstabe oder Ziffer.',
      zh: '请输入 $1 到 $2 个字母、数字、点、短横线和下划线，以字母或数字开头。',
    },
  ],
  [
    /^must have (\d+) to (\d+) characters of A-Z, a-z, 0-9, _ and -$/,
    {
      en: 'Enter $1 to $2 letters, digits, dashes and underscores.',
      de: '$1 bis $2 Buchstaben, Ziffern, Striche und Unterstriche eingeben.',
      zh: '请输入 $1 到 $2 个字母、数字、短横线和下划线。',
    },
  ],
  [
    /^must consist of letters, digits, dots, hyphens and underscores$/,
    {
      en: 'Enter letters, digits, dots, hyphens and underscores only.',
      de: 'Nur Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche eingeben.',
      zh: '只能输入字母、数字、点、连字符和下划线。',
    },
  ],
  [
    /^may not contain (?:white space or invisible characters|NUL characters.*)$/,
    {
      en: 'Remove invisible characters.',
      de: 'Unsichtbare Zeichen entfernen.',
      zh: '请删除不可见字符。',
    },
  ],
  [/^must not contain @$/, { en: 'Leave out the @.', de: 'Das @ weglassen.', zh: '不能包含 @。' }],
  [
    /^must be an ip address$/,
    {
      en: 'Enter an IP address such as 192.0.2.7.',
      de: 'Eine IP-Adresse wie 192.0.2.7 eingeben.',
      zh: '请输入 IP 地址，例如 192.0.2.7。',
    },
  ],
  [
    /^must be (?:a positive number|a number string)$/,
    { en: 'Enter a number above 0.', de: 'Eine Zahl über 0 eingeben.', zh: '请输入大于 0 的数。' },
  ],
  [
    /^must be a valid ISO 8601 date string$/,
    {
      en: 'Enter a date such as 2027-01-31.',
      de: 'Ein Datum wie 2027-01-31 eingeben.',
      zh: '请输入日期，例如 2027-01-31。',
    },
  ],
  [/^must be a json string$/, { en: 'Enter JSON.', de: 'JSON eingeben.', zh: '请输入 JSON。' }],
  [
    /^must be a valid domain name$/,
    {
      en: 'Enter a domain such as example.com.',
      de: 'Eine Domain wie example.com eingeben.',
      zh: '请输入域名，例如 example.com。',
    },
  ],
  [
    /^must be (?:an address, a network or a pattern such as (\S+)|an address or a network such as (\S+))$/,
    {
      en: 'Enter an IP address or a network such as 10.0.0.0/8.',
      de: 'Eine IP-Adresse oder ein Netz wie 10.0.0.0/8 eingeben.',
      zh: '请输入 IP 地址或网段，例如 10.0.0.0/8。',
    },
  ],
  [
    /^must be a domain such as example\.com(?: or \*\.example\.com)?$/,
    {
      en: 'Enter a domain such as example.com, without https://.',
      de: 'Eine Domain wie example.com eingeben, ohne https://.',
      zh: '请输入域名，例如 example.com，不含 https://。',
    },
  ],
  [
    /^must be the ISO 3166-1 alpha-2 code of a country, such as (\w+)$/,
    {
      en: 'Enter the two letters of a country, such as $1.',
      de: 'Die zwei Buchstaben eines Landes eingeben, zum Beispiel $1.',
      zh: '请输入两个字母的国家代码，例如 $1。',
    },
  ],
  [
    /^must be a valid IANA time-zone$/,
    {
      en: 'Enter a time zone such as Europe/Berlin.',
      de: 'Eine Zeitzone wie Europe/Berlin eingeben.',
      zh: '请输入时区，例如 Europe/Berlin。',
    },
  ],
  [
    /^must be `whsec_` and .*$/,
    {
      en: 'Enter “whsec_” with 24 to 64 bytes in base64, or 8 to 255 ASCII characters without spaces.',
      de: '„whsec_“ mit 24 bis 64 Bytes in Base64 eingeben, oder 8 bis 255 ASCII-Zeichen ohne Leerzeichen.',
      zh: '请输入“whsec_”加 24 到 64 字节的 base64，或 8 到 255 个不含空格的 ASCII 字符。',
    },
  ],
  [
    /^must be a code that starts with (\w+)\.$/,
    {
      en: 'Enter a code that starts with $1.',
      de: 'Einen Code eingeben, der mit $1 beginnt.',
      zh: '请输入以 $1 开头的代码。',
    },
  ],
  [
    /^must be a type, or a type and an ID separated by a colon$/,
    {
      en: 'Enter a type such as license, or a type and an id such as license:5.',
      de: 'Eine Art wie license eingeben, oder Art und Kennung wie license:5.',
      zh: '请输入类型（如 license），或类型和标识（如 license:5）。',
    },
  ],
  [
    /^must be an object of (\d+) to (\d+) texts of 1 to (\d+) characters, with names of 1 to (\d+)$/,
    {
      en: 'Enter $1 to $2 names with texts: names of at most $4, texts of at most $3 characters.',
      de: '$1 bis $2 Namen mit Texten eingeben: Namen mit höchstens $4, Texte mit höchstens $3 Zeichen.',
      zh: '请输入 $1 到 $2 个名称及文本：名称最多 $4 个字符，文本最多 $3 个字符。',
    },
  ],
  [
    /^must be an object of at most (\d+) codes; .*$/,
    {
      en: 'Enter at most $1 codes with their values. A code has 1 to 64 letters, digits, dots, dashes and underscores.',
      de: 'Höchstens $1 Codes mit ihren Werten eingeben. Ein Code hat 1 bis 64 Buchstaben, Ziffern, Punkte, Striche und Unterstriche.',
      zh: '最多输入 $1 个代码及其值。代码由 1 到 64 个字母、数字、点、短横线和下划线组成。',
    },
  ],
  [
    /^must be a string of 1 to (\d+) characters or an object of at most (\d+) bytes$/,
    {
      en: 'Enter 1 to $1 characters, or a JSON object of at most $2 bytes.',
      de: '1 bis $1 Zeichen oder ein JSON-Objekt mit höchstens $2 Bytes eingeben.',
      zh: '请输入 1 到 $1 个字符，或最多 $2 字节的 JSON 对象。',
    },
  ],
  [
    /^must be a key of at least (\d+) bytes and at most (\d+) characters.*$/,
    {
      en: 'Enter a key of at least $1 bytes and at most $2 characters.',
      de: 'Einen Schlüssel mit mindestens $1 Bytes und höchstens $2 Zeichen eingeben.',
      zh: '请输入至少 $1 字节、最多 $2 个字符的密钥。',
    },
  ],
  [
    /^is for type (\w+) only$/,
    {
      en: 'Leave this empty: it belongs to the type $1.',
      de: 'Leer lassen: Das gehört zum Typ $1.',
      zh: '请留空：此项仅用于类型 $1。',
    },
  ],
  [
    /^cannot be combined with (.+)$/,
    {
      en: 'Enter either this or $1.',
      de: 'Entweder dies oder $1 eingeben.',
      zh: '此项与 $1 只能填写其一。',
    },
  ],
  [
    /^of this format are guessable: it needs at least (\d+) random bits.*$/,
    {
      en: 'Keys of this format can be guessed. Add random places: at least $1 bits are needed.',
      de: 'Schlüssel dieses Formats lassen sich erraten. Mehr zufällige Stellen: Mindestens $1 Bits sind nötig.',
      zh: '此格式的密钥容易被猜出。请增加随机位：至少需要 $1 位。',
    },
  ],
  [
    /^must look like act_456$/,
    { en: 'Enter an id such as act_456.', de: 'Eine Kennung wie act_456 eingeben.', zh: '请输入标识，例如 act_456。' },
  ],
];
