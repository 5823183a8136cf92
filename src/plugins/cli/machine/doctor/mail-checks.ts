import { In } from 'typeorm';
import { SecretCipher } from '../../../../core/platform/config/secret-cipher';
import { MAIL_SERVER } from '../../../../core/platform/mail/mail.settings';
import { createSmtpTransport } from '../../../../core/platform/mail/smtp-transport';
import { readSmtpUrl } from '../../../../core/platform/mail/smtp-url';
import { encryptionName, Setting } from '../../../../core/platform/settings/setting.entity';
import { type Check, type Finding, findingIf, NotChecked, reasonOf } from './check';
import type { Context } from './context';

export const MAIL_CHECKS: readonly Check[] = [
  {
    name: 'smtp',
    finds: 'an SMTP server that cannot be reached or rejects the password, or a missing sender',
    run: smtp,
  },
];

async function smtp(context: Context): Promise<readonly Finding[]> {
  const values = await settingsOfMail(context);
  const url = values.get(MAIL_SERVER.smtpUrl.name);
  const server = url === undefined ? undefined : readSmtpUrl(url);
  if (url === undefined || !server) {
    throw new NotChecked(`${MAIL_SERVER.smtpUrl.name} is not set`);
  }
  const problem = await problemOf(url);
  return [
    ...findingIf(
      (values.get(MAIL_SERVER.from.name) ?? '') === '',
      `${MAIL_SERVER.smtpUrl.name} is set, but ${MAIL_SERVER.from.name} is not: no e-mails are sent.`,
      `Set ${MAIL_SERVER.from.name} to the address from which customers get e-mails, in the console under Settings.`,
    ),
    ...findingIf(
      problem !== undefined,
      `The SMTP server at ${server.host}:${server.port} cannot be used: ${problem}.`,
      `Correct ${MAIL_SERVER.smtpUrl.name}, with special characters of user and password percent-encoded, or let the firewall pass; \`openssl s_client ${server.secure ? '' : '-starttls smtp '}-connect ${server.host}:${server.port}\` shows what the server answers.`,
    ),
  ];
}

/** The settings by name, decrypted. */
async function settingsOfMail(context: Context): Promise<ReadonlyMap<string, string>> {
  const database = await context.database();
  const names = Object.values(MAIL_SERVER).map(({ name }) => name);
  const rows = await database.read((manager) => manager.findBy(Setting, { name: In(names) }));
  try {
    const cipher = SecretCipher.from(context.settings);
    return new Map(rows.map(({ name, value }) => [name, cipher.decrypt(encryptionName(name), String(value))]));
  } catch {
    throw new NotChecked('the settings cannot be decrypted: see `database-secrets`');
  }
}

async function problemOf(url: string): Promise<string | undefined> {
  const transport = await createSmtpTransport(url);
  try {
    await transport.verify();
    return undefined;
  } catch (error) {
    return reasonOf(error);
  } finally {
    transport.close();
  }
}
