import { Injectable } from '@nestjs/common';
import type { ComponentChildren } from 'preact';
import { formatAge, texts } from '../../core/i18n';
import { currentCaller } from '../../core/identity';
import { MailsService } from '../../core/mail';
import { type Mail, MAIL_SERVER, SettingValuesService } from '../../core/platform';
import { Button, ButtonLink } from '../components/button';
import type { ChecklistItem } from '../components/checklist';
import { PostForm } from '../components/post-form';
import type { Flash } from '../kit/flash';
import { settingPath } from './setting-places';

/** The steps after which e-mails are sent. */
@Injectable()
export class MailChecksService {
  constructor(
    private readonly mails: MailsService,
    private readonly values: SettingValuesService,
  ) {}

  /** The server with its last error, and the sender. */
  async items(): Promise<ChecklistItem[]> {
    const t = texts('settings').checks;
    const { smtpUrl, from } = MAIL_SERVER;
    const sender = this.values.get(from);
    const isSet = this.values.isSet(smtpUrl);
    const failure = isSet ? await this.mails.lastFailure() : undefined;
    return [
      {
        state: failure ? 'wrong' : isSet ? 'done' : 'open',
        title: t.server,
        text: failure ? errorOf(failure) : isSet ? t.serverSet : t.serverMissing,
        action: linkTo(smtpUrl.name, isSet && !failure ? t.edit : t.fix, t.server),
      },
      {
        state: sender === '' ? 'open' : 'done',
        title: t.sender,
        text: sender === '' ? t.senderMissing : sender,
        action: linkTo(from.name, sender === '' ? t.fix : t.edit, t.sender),
      },
    ];
  }

  /**
   * A form that sends a test to the viewer, and how the last one went.
   * @param kind of the e-mail
   */
  async test({ kind, title, text, action, canSend }: TestOf): Promise<ChecklistItem> {
    const t = texts('settings').checks;
    const last = await this.mails.latest(kind);
    return {
      state: last === undefined || last.state === 'queued' ? 'open' : last.state === 'sent' ? 'done' : 'wrong',
      title,
      text: last === undefined ? text : outcomeOf(last),
      action: canSend && (
        <PostForm class="checklist-form" action={action}>
          <input
            class="input"
            type="email"
            name="to"
            value={addressOfCaller()}
            placeholder={t.toHint}
            aria-label={t.to}
            autoComplete="email"
          />
          <Button text={t.send} />
        </PostForm>
      ),
    };
  }
}

interface TestOf {
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly canSend: boolean;
}

/** Says whether an e-mail was sent, waits or failed, and why. */
export function outcomeFlash(mail: Mail): Flash {
  return { tone: mail.state === 'sent' ? 'ok' : mail.state === 'queued' ? 'warn' : 'bad', text: outcomeOf(mail) };
}

function outcomeOf({ state, to, error, finishedAt, createdAt }: Mail): string {
  const t = texts('settings').checks;
  return t.outcome({ state, to, error: error ?? '', age: formatAge(finishedAt ?? createdAt) });
}

function errorOf({ error, finishedAt, createdAt }: Mail): string {
  return texts('settings').checks.serverFails({ error: error ?? '', age: formatAge(finishedAt ?? createdAt) });
}

function addressOfCaller(): string {
  const caller = currentCaller();
  return caller.type === 'user' ? (caller.user.email ?? '') : '';
}

function linkTo(name: string, verb: string, title: string): ComponentChildren {
  return (
    <ButtonLink
      look="quiet"
      href={settingPath(name)}
      text={
        <>
          {verb}
          <span class="visually-hidden"> {title}</span>
        </>
      }
    />
  );
}
