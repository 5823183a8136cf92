import type { Role } from '../../identity/users/user.entity';
import { defineTexts } from '../kit/texts';

interface RoleText {
  readonly title: string;
  /** What the role may do, in a sentence. */
  readonly note: string;
}

const TEXTS = defineTexts<Readonly<Record<Role, RoleText>>>({
  en: {
    owner: { title: 'Owner', note: 'May do everything: also manages owners, settings and signing keys.' },
    admin: { title: 'Admin', note: 'Changes everything except owners, settings and signing keys.' },
    support: { title: 'Support', note: 'Sees everything and frees seats.' },
    viewer: { title: 'Viewer', note: 'Sees everything and changes nothing.' },
  },
  de: {
    owner: { title: 'Inhaber', note: 'Darf alles: verwaltet auch Inhaber, Einstellungen und Signaturschlüssel.' },
    admin: { title: 'Administrator', note: 'Ändert alles außer Inhabern, Einstellungen und Signaturschlüsseln.' },
    support: { title: 'Support', note: 'Sieht alles und gibt Plätze frei.' },
    viewer: { title: 'Betrachter', note: 'Sieht alles und ändert nichts.' },
  },
  zh: {
    owner: { title: '所有者', note: '拥有全部权限，还可管理所有者、设置和签名密钥。' },
    admin: { title: '管理员', note: '可更改除所有者、设置和签名密钥以外的一切。' },
    support: { title: '客服', note: '可查看一切，并可释放席位。' },
    viewer: { title: '查看者', note: '可查看一切，不能更改。' },
  },
});

export function roleText(role: Role): RoleText {
  return TEXTS()[role];
}
