/** A part of a multipart form; files have a file name. */
export type FormPart = readonly [field: string, content: string | Buffer, filename?: string];

export async function formOf(...parts: FormPart[]): Promise<{ body: Buffer; headers: Record<string, string> }> {
  const form = new FormData();
  for (const [field, content, filename] of parts) {
    if (filename === undefined) {
      form.append(field, String(content));
    } else {
      form.append(field, new Blob([new Uint8Array(Buffer.from(content))]), filename);
    }
  }
  const sent = new Response(form);
  return {
    body: Buffer.from(await sent.arrayBuffer()),
    headers: { 'content-type': sent.headers.get('content-type') ?? '' },
  };
}
