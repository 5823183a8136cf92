import type { Role } from '../../identity/users/user.entity';
import { ROLE_TEXTS } from '../components/role-texts';
import { defineTexts } from '../kit/texts';

/** What each role may do. */
const NOTE_TEXTS = defineTexts<Readonly<Record<Role, string>>>({
  en: {
    owner: 'May do everything: also manages owners, settings and signing keys.',
    admin: 'Changes everything except owners, settings and signing keys.',
    support: 'Sees everything and frees seats.',
    viewer: 'Sees everything and changes nothing.',
  },
  de: {
    owner: 'Darf alles: verwaltet auch Inhaber, Einstellungen und Signaturschlüssel.',
    admin: 'Ändert alles außer Inhabern, Einstellungen und Signaturschlüsseln.',
    support: 'Sieht alles und gibt Plätze frei.',
    viewer: 'Sieht alles und ändert nichts.',
  },
  zh: {
    owner: '拥有全部权限，还可管理所有者、设置和签名密钥。',
    admin: '可更改除所有者、设置和签名密钥以外的一切。',
    support: '可查看一切，并可释放席位。',
    viewer: '可查看一切，不能更改。',
  },
});

interface RoleText {
  readonly title: string;
  /** What the role may do, in a sentence. */
  readonly note: string;
}

export function roleText(role: Role): RoleText {
  const name = ROLE_TEXTS()[role];
  return { title: name.charAt(0).toUpperCase() + name.slice(1), note: NOTE_TEXTS()[role] };
}
