import type { CliCommand } from 'keyward/plugin';

/** `keyward notes list LICENSE`: calls the server of KEYWARD_URL with the API key of KEYWARD_API_KEY or the token of KEYWARD_TOKEN. */
export const NOTES_COMMAND: CliCommand = {
  place: 500,
  add: (program) => {
    program
      .command('notes')
      .description('notes on licenses')
      .command('list <license>')
      .description('list the notes on a license')
      .action(list);
  },
};

async function list(license: string): Promise<void> {
  const { KEYWARD_URL = 'http://127.0.0.1:8080', KEYWARD_API_KEY = '', KEYWARD_TOKEN } = process.env;
  const credential: HeadersInit = KEYWARD_TOKEN
    ? { authorization: `Bearer ${KEYWARD_TOKEN}` }
    : { 'x-api-key': KEYWARD_API_KEY };
  const url = new URL(`/api/v1/notes/licenses/${encodeURIComponent(license)}`, KEYWARD_URL);
  const response = await fetch(url, { headers: credential });
  const { items = [], error } = (await response.json()) as Answer;
  if (error) {
    process.stderr.write(`keyward: ${error.message}\n`);
    process.exitCode = 1;
  }
  items.forEach(({ created_at, text }) => process.stdout.write(`${created_at}  ${text}\n`));
}

interface Answer {
  readonly items?: readonly { readonly created_at: string; readonly text: string }[];
  readonly error?: { readonly message: string };
}
