/** Texts of the console about a dialect, in one language. */
export interface DialectTexts {
  /** The programs that it serves. */
  readonly about: string;
  /** The bodies of its webhooks. */
  readonly webhookFormat?: string;
  /** Its settings by name, and those of its limits that the texts of all limits do not fit. */
  readonly settings?: Readonly<Record<string, SettingText>>;
  /** The values of its settings. */
  readonly choices?: Readonly<Record<string, string>>;
}

/** Title of a setting, and a sentence that says what it affects. */
export type SettingText = readonly [title: string, effect: string];
