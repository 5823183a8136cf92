import { createTransport } from 'nodemailer';
import { MailListener } from './mail-listener';

let listener: MailListener;
beforeAll(async () => {
  listener = await MailListener.start();
});
afterAll(() => listener.stop());

const LONG = 'Ünverändert, auch am Ende einer langen Zeile = mit Zeichen. '.repeat(4);

it('keeps e-mails as they were written', async () => {
  const transport = createTransport(listener.url);
  const text = `Hallo Jürgen,\n.\n${LONG}\nbis bald`;
  const html = `<p>Hallo Jürgen</p>\n<p>${LONG}</p>`;
  const to = ['a@example.com', 'b@example.com'];
  await transport.sendMail({ from: 'shop@example.com', to, subject: LONG.trim(), text, html });
  await transport.sendMail({ from: 'shop@example.com', to: 'a@example.com', subject: '备注', text: '许可证' });
  transport.close();
  const [first, second] = await listener.arrived(2);
  expect(first).toMatchObject({ recipients: to, subject: LONG.trim(), html });
  expect(first?.text.trimEnd()).toBe(text);
  expect(second).toMatchObject({ recipients: ['a@example.com'], subject: '备注', html: '' });
  expect(second?.text.trim()).toBe('许可证');
});
