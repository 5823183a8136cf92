const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a header. Programs send names such as bücher.example in UTF-8; Node decodes headers as Latin-1. */
export function headerText(value: string): string {
  try {
    return utf8.decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}
