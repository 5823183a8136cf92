import type { VNode } from 'preact';
import type { ProblemKind } from '../common/errors/problem';
import { formatNumber, plural } from './kit/format';
import { defineTexts } from './kit/texts';

type Titles = Readonly<Partial<Record<ProblemKind, string>>>;

const titles = (texts: Titles): Titles => texts;

/** The words of the pages that errors are answered with. */
export const ERROR_TEXTS = defineTexts({
  en: {
    titles: titles({
      refused: 'Your role may not do this',
      'not-found': 'There is no such page',
      conflict: 'The change conflicts with another one',
      'too-large': 'The form is too large',
      'too-many': 'Too many requests',
      internal: 'Something went wrong on our side',
      unavailable: 'The server is busy',
    }),
    otherTitle: 'The request was refused',
    forgedTitle: 'The form comes from another site',
    forged:
      'Nothing was saved. Open the page on this server and send the form from there. A proxy in front of the server must keep the Host header.',
    requestNumber: 'Request number',
    requestText: (id: string) => `request ${id}`,
    open: 'Open the console',
    internal: 'Nothing was saved. Try again; if it happens twice, send this number to whoever runs the server.',
    notFound: 'It may have been deleted, or the address has a typing error.',
    tryAgainIn: (seconds: number) =>
      `Nothing was saved. Try again in ${formatNumber(seconds)} ${plural(seconds, { one: 'second', other: 'seconds' })}.`,
    signedInAs: (username: string, role: string): VNode => (
      <>
        You are signed in as <b>{username}</b> with the role <b>{role}</b>.
      </>
    ),
    ownersChangeRoles: 'An owner can change roles.',
    sessionEnded: 'The session has ended, and nothing was saved. Sign in and enter it again.',
  },
  de: {
    titles: titles({
      refused: 'Diese Rolle darf das nicht',
      'not-found': 'Diese Seite gibt es nicht',
      conflict: 'Die Änderung widerspricht einer anderen',
      'too-large': 'Das Formular ist zu groß',
      'too-many': 'Zu viele Anfragen',
      internal: 'Auf dem Server ist etwas schiefgegangen',
      unavailable: 'Der Server ist ausgelastet',
    }),
    otherTitle: 'Die Anfrage wurde abgelehnt',
    forgedTitle: 'Das Formular kommt von einer anderen Website',
    forged:
      'Nichts wurde gespeichert. Die Seite auf diesem Server öffnen und das Formular von dort senden. Ein Proxy vor dem Server muss den Host-Header erhalten.',
    requestNumber: 'Nummer der Anfrage',
    requestText: (id: string) => `Anfrage ${id}`,
    open: 'Konsole öffnen',
    internal:
      'Nichts wurde gespeichert. Noch einmal versuchen; geschieht es wieder, hilft diese Nummer dem Betreiber des Servers.',
    notFound: 'Vielleicht wurde es gelöscht, oder die Adresse hat einen Tippfehler.',
    tryAgainIn: (seconds: number) =>
      `Nichts wurde gespeichert. In ${formatNumber(seconds)} ${plural(seconds, { one: 'Sekunde', other: 'Sekunden' })} noch einmal versuchen.`,
    signedInAs: (username: string, role: string): VNode => (
      <>
        Angemeldet als <b>{username}</b> mit der Rolle <b>{role}</b>.
      </>
    ),
    ownersChangeRoles: 'Ein Inhaber kann Rollen ändern.',
    sessionEnded: 'Die Sitzung ist abgelaufen, nichts wurde gespeichert. Anmelden und erneut eingeben.',
  },
  zh: {
    titles: titles({
      refused: '你的角色无权执行此操作',
      'not-found': '没有此页面',
      conflict: '更改与其他更改冲突',
      'too-large': '表单过大',
      'too-many': '请求过多',
      internal: '服务器出错',
      unavailable: '服务器繁忙',
    }),
    otherTitle: '请求被拒绝',
    forgedTitle: '表单来自其他网站',
    forged: '未保存任何内容。请在此服务器上打开页面并发送表单。服务器前的代理必须保留 Host 标头。',
    requestNumber: '请求编号',
    requestText: (id: string) => `请求 ${id}`,
    open: '打开控制台',
    internal: '未保存任何内容。请重试；如果再次出现，请将此编号发送给服务器管理员。',
    notFound: '可能已被删除，或地址有误。',
    tryAgainIn: (seconds: number) => `未保存任何内容。请在 ${formatNumber(seconds)} 秒后重试。`,
    signedInAs: (username: string, role: string): VNode => (
      <>
        当前登录用户：<b>{username}</b>，角色：<b>{role}</b>。
      </>
    ),
    ownersChangeRoles: '所有者可以更改角色。',
    sessionEnded: '会话已结束，未保存任何内容。请登录后重新输入。',
  },
});
