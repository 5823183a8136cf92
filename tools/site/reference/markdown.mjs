/** Text of a document as Markdown of one line. Outside of code, `<` would begin HTML. */
export function line(text = '') {
  const parts = text
    .replace(/\s*\n\s*/g, ' ')
    .trim()
    .split(/(`[^`]*`)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : part.replaceAll('<', '&lt;'))).join('');
}

export function cell(text) {
  return line(text).replaceAll('|', '\\|');
}

/** A table; none without rows. */
export function table(heads, rows) {
  if (rows.length === 0) {
    return '';
  }
  const row = (cells) => `| ${cells.join(' | ')} |\n`;
  return `${row(heads)}${row(heads.map(() => '---'))}${rows.map(row).join('')}\n`;
}

/** The anchor of a heading, as GitHub makes it. */
export function slug(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
}
