const argon2 = require('@node-rs/argon2');

const { hash } = argon2;

/**
 * Hashes of passwords take 20 ms of processor time by design, and thousands are made and compared in a run. Here they are
 * weak; test/processes/start.spec.ts tests the strength of those of a server process.
 */
argon2.hash = (password, options) => hash(password, { memoryCost: 16, timeCost: 1, ...options });
