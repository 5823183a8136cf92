import { createServer } from 'node:http';

/**
 * Serves a small site at http://localhost:3000, or at another `PORT`. Routes are functions by method and path, such as
 * `GET /thank-you`. They take the parameters of the query and return a page, or `{ redirect }`.
 */
export function serve(routes) {
  const { PORT = '3000' } = process.env;
  const server = createServer(async (request, response) => {
    const { status, headers, body } = await answer(routes, request).catch((error) => {
      console.error(error);
      return { status: 502, body: page('This does not work now', 'Please try again later.') };
    });
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers });
    response.end(body);
  });
  server.listen(Number(PORT), 'localhost', () => console.log(`http://localhost:${PORT}`));
}

async function answer(routes, { method, url }) {
  const [path, query] = url.split('?');
  const found = await routes[`${method} ${path}`]?.(new URLSearchParams(query));
  if (!found) {
    return { status: 404, body: page('Not found', '') };
  }
  return found.redirect ? { status: 303, headers: { location: found.redirect } } : { status: 200, body: found };
}

/** `body` and `head` are HTML. */
export function page(title, body, head = '') {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>${head}<h1>${title}</h1>${body}</html>`;
}
