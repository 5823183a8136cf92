import { IsPassword } from '../../../core/identity/users/dto/is-password';
import { CreateUserDto } from '../../../core/identity/users/dto/user.dto';
import { addUser, listUsers, passwordNote } from '../../../core/identity/log-in/operator-users';
import { resetPassword } from '../../../core/identity/log-in/reset-password';
import { defined } from '../../../core/common/fields/fields-of';
import { Randomness } from '../../../core/common/randomness';
import { printList, printRecord, type PrintOptions } from '../kit/print';
import { onMachine } from './database';
import { readPassword } from './read-password';
import { validated } from './validated';

const PASSWORD_BYTES = 15;
const MAX_LISTED = 1_000;

export interface PasswordOptions extends PrintOptions {
  readonly generate: boolean;
}

interface NewUserOptions extends PasswordOptions {
  readonly role: string;
  readonly email?: string;
}

class NewPassword {
  @IsPassword()
  password!: string;
}

export async function addUserCommand(username: string, options: NewUserOptions): Promise<void> {
  const password = await passwordFor(options);
  const input = await validated(CreateUserDto, { username, password, role: options.role, email: options.email });
  const user = await onMachine(({ work, clock }) => addUser(work, clock, input));
  printRecord({ id: user.uid, username: user.username, role: user.role, ...shown(password, options) }, options);
}

export async function setPasswordCommand(username: string, options: PasswordOptions): Promise<void> {
  const { password } = await validated(NewPassword, { password: await passwordFor(options) });
  const note = await onMachine(async ({ work, clock }) => {
    await resetPassword(work, clock, username, password);
    return passwordNote(work, username);
  });
  printRecord({ username: username.toLowerCase(), ...shown(password, options), ...defined({ note }) }, options);
}

export async function listUsersCommand(options: PrintOptions): Promise<void> {
  const users = await onMachine(({ work }) => listUsers(work, MAX_LISTED));
  const rows = users.map(({ uid, username, email, role, deactivatedAt }) => ({
    id: uid,
    username,
    role,
    email,
    deactivated_at: deactivatedAt,
  }));
  printList({ items: rows, next: null }, ['username', 'role', 'email', 'deactivated_at'], options);
}

async function passwordFor({ generate }: PasswordOptions): Promise<string> {
  return generate ? new Randomness().secret(PASSWORD_BYTES) : readPassword();
}

/** A generated password is shown this once. */
function shown(password: string, { generate }: PasswordOptions): { password?: string } {
  return generate ? { password } : {};
}
