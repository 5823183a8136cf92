/** A license file after a mail or a clipboard. */
export const MAILED: Readonly<Record<'quoted' | 'wrapped' | 'pasted', (file: string) => string>> = {
  quoted: (file) => `Dear customer,\r\r${file}`.replace(/^/gm, '> '),
  // Long lines are encoded, and all have blanks at their ends.
  wrapped: (file) => file.replace(/.{50}/g, '$&=\r\n').replace(/\n/g, ' \t\n'),
  pasted: (file) => `\ufeff\u201c${file.trim().replace(/\n/g, '\u00a0\u200b')}\u201d`,
};
