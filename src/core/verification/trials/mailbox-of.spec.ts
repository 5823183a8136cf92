import { mailboxOf } from './mailbox-of';

it.each([
  ['jane@example.com', 'jane@example.com'],
  ['Jane@EXAMPLE.com', 'jane@example.com'],
  ['jane+trial2@example.com', 'jane@example.com'],
  ['"jane"@example.com', 'jane@example.com'],
  ['"ja\\ne+2"@example.com', 'jane@example.com'],
  ['"a@b"@example.com', 'a@b@example.com'],
  ['+jane@example.com', '+jane@example.com'],
  ['jane.doe@example.com', 'jane.doe@example.com'],
  ['jane@bücher.example', 'jane@xn--bcher-kva.example'],
])('spells the mailbox of %s as %s', (email, mailbox) => {
  expect(mailboxOf(email)).toBe(mailbox);
});
