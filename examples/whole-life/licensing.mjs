/** Constants of the program and never settings: whoever could change them could point the program to a server that says yes. */
export const LICENSING = {
  baseUrl: 'http://localhost:8080',
  product: 'my-program',
  keys: ['YOUR PUBLIC KEY'],
  appVersion: '1.0.0',
};
