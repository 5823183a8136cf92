/** Takes the place of lodash in `passport-headerapikey`, which reads a header by it. */
export const get = (headers: Readonly<Record<string, unknown>>, name: string): unknown => headers[name];

export const startsWith = (text: string, start: string): boolean => text.startsWith(start);
