import type { FileKeeper } from './incoming-form';

/** Keeps small files of a form in memory. The limit of the file bounds its size. */
export const IN_MEMORY: FileKeeper<string, Buffer> = {
  store: async ({ bytes }) => {
    const chunks: Buffer[] = [];
    for await (const chunk of bytes) {
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  },
  discard: () => Promise.resolve(),
};
