/** An e-mail that a listener has got. */
export interface ReceivedMail {
  /** Recipients of the envelope. */
  readonly recipients: readonly string[];
  readonly subject: string;
  /** The part in plain text. */
  readonly text: string;
  readonly html: string;
  /** The e-mail as it was sent. */
  readonly source: string;
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly content: string;
}

/** Reads an e-mail as the server writes it: UTF-8, in one part or alternatives. */
export function readMail(recipients: readonly string[], source: string): ReceivedMail {
  const mail = partOf(source);
  const parts = leavesOf(mail);
  const contentOf = (type: string): string => {
    const part = parts.find((each) => typeOf(each).startsWith(type));
    return part ? decoded(part).replaceAll('\r\n', '\n') : '';
  };
  const subject = decodedWords(mail.headers.get('subject') ?? '');
  return { recipients, subject, text: contentOf('text/plain'), html: contentOf('text/html'), source };
}

function partOf(source: string): Part {
  const end = source.indexOf('\r\n\r\n');
  const lines = source
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { headers, content: source.slice(end + 4) };
}

function typeOf({ headers }: Part): string {
  return headers.get('content-type') ?? 'text/plain';
}

function leavesOf(part: Part): Part[] {
  const [, boundary] = /boundary="?([^";]+)"?/.exec(typeOf(part)) ?? [];
  if (boundary === undefined) {
    return [part];
  }
  const [, ...sections] = `\r\n${part.content}`.split(`\r\n--${boundary}`);
  return sections.slice(0, -1).flatMap((section) => leavesOf(partOf(section.replace(/^\r\n/, ''))));
}

function decoded({ headers, content }: Part): string {
  switch ((headers.get('content-transfer-encoding') ?? '').toLowerCase()) {
    case 'base64':
      return Buffer.from(content, 'base64').toString();
    case 'quoted-printable':
      return unquoted(content.replaceAll(/=\r\n/g, ''));
    default:
      return content;
  }
}

function unquoted(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

/** Decodes a header: `=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=`. */
function decodedWords(text: string): string {
  const joined = text.replaceAll(/\?=\s+=\?/g, '?==?');
  return joined.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, encoding: string, word: string) =>
    encoding.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString() : unquoted(word.replaceAll('_', ' ')),
  );
}
