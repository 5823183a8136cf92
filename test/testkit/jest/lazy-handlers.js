const { RouterExplorer } = require('@nestjs/core/router/router-explorer.js');

const { createCallbackProxy } = RouterExplorer.prototype;

/**
 * For each route, Nest prepares guards, pipes and parameters when a server starts: a quarter of the time that registering
 * takes. A spec file calls few of the thousand routes, so each is prepared at its first call.
 */
RouterExplorer.prototype.createCallbackProxy = function (...parameters) {
  let handler;
  return (...call) => {
    handler ??= createCallbackProxy.apply(this, parameters);
    return handler(...call);
  };
};
