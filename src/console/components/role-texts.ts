import type { Role } from '../../identity/users/user.entity';
import { defineTexts } from '../kit/texts';

/** The names of the roles. */
export const ROLE_TEXTS = defineTexts<Readonly<Record<Role, string>>>({
  en: { owner: 'owner', admin: 'admin', support: 'support', viewer: 'viewer' },
  de: { owner: 'Inhaber', admin: 'Administrator', support: 'Support', viewer: 'Betrachter' },
  zh: { owner: '所有者', admin: '管理员', support: '客服', viewer: '查看者' },
});
