import type { FormValues } from '../../../common/http/form-fields';
import type { ApiKey } from '../../../identity/api-keys/api-key.entity';
import { confirmation } from '../../components/confirmation';
import type { Detail } from '../../components/text';
import { formatAge } from '../../../i18n/format';
import type { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { LastUsed } from './api-key-list.view';
import { API_KEYS_PATH, keyPath, newKeyPath, revokeKeyPath, rotateKeyPath } from './api-key-paths';

/** Asks before a new system key ends the present one. */
export function replaceSystemKeyPage(present: ApiKey, sent: FormValues): Page {
  const t = texts('apiKeys');
  const { replace } = t;
  const title = replace.title({ name: present.name });
  const fields = Object.entries({ ...sent, ends: present.uid });
  return confirmation({
    title,
    crumbs: [{ title: t.title, href: API_KEYS_PATH }],
    undo: { isPossible: false, text: t.rotate.undoSystem },
    about: aboutOf(present),
    consequences: [
      { icon: 'ban', tone: 'bad', text: replace.ends({ prefix: present.prefix }) },
      { icon: 'eye', text: replace.shown },
    ],
    action: newKeyPath(),
    verb: replace.verb,
    keep: { title: replace.keep, href: keyPath(present.uid) },
    children: fields.flatMap(([name, value]) =>
      [value].flat().map((one) => <input key={`${name} ${one}`} type="hidden" name={name} value={one} />),
    ),
  });
}

export function rotateKeyPage(apiKey: ApiKey): Page {
  const t = texts('apiKeys');
  const { rotate } = t;
  const title = rotate.title({ name: apiKey.name });
  return confirmation({
    title,
    crumbs: crumbsOf(apiKey),
    undo: { isPossible: false, text: apiKey.kind === 'system' ? rotate.undoSystem : rotate.undo },
    about: aboutOf(apiKey),
    consequences: [
      { icon: 'ban', tone: 'bad', text: rotate.ends },
      { icon: 'eye', text: rotate.shown },
      { icon: 'info', text: rotate.stays },
    ],
    action: rotateKeyPath(apiKey.uid),
    verb: rotate.verb,
    keep: { title: rotate.keep, href: keyPath(apiKey.uid) },
  });
}

export function revokeKeyPage(apiKey: ApiKey): Page {
  const { revoke } = texts('apiKeys');
  const title = revoke.title({ name: apiKey.name });
  return confirmation({
    title,
    crumbs: crumbsOf(apiKey),
    undo: { isPossible: false, text: revoke.undo },
    about: aboutOf(apiKey),
    consequences: [
      { icon: 'ban', tone: 'bad', text: revoke.ends },
      {
        icon: 'clock',
        text: apiKey.lastUsedAt ? revoke.used({ age: formatAge(apiKey.lastUsedAt) }) : revoke.unused,
      },
      { icon: 'info', text: revoke.stays },
    ],
    action: revokeKeyPath(apiKey.uid),
    verb: revoke.verb,
    keep: { title: revoke.keep, href: keyPath(apiKey.uid) },
  });
}

function crumbsOf({ uid, name }: ApiKey) {
  return [
    { title: texts('apiKeys').title, href: API_KEYS_PATH },
    { title: name, href: keyPath(uid) },
  ];
}

function aboutOf({ kind, prefix, product, lastUsedAt }: ApiKey): Detail[] {
  const t = texts('apiKeys');
  return [
    { term: t.kind, value: t.kinds[kind] },
    { term: t.details.prefix, value: <code>{prefix}…</code> },
    { term: t.details.product, value: product?.reference ?? t.allProducts },
    { term: t.lastUsed, value: <LastUsed at={lastUsedAt} /> },
  ];
}
