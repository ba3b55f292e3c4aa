/** Hosts that are this machine itself, as the variables below take them. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Clients read the lower-case one first. */
const VARIABLES = ['no_proxy', 'NO_PROXY'];

/**
 * An environment for a process that asks the mock server: whatever proxy is set, requests to this machine go
 * straight to it. Proxies for other hosts stay, as a user's work may need them.
 */
export function withoutLoopbackProxy(env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  const given = VARIABLES.map((name) => env[name]).find((value) => value !== undefined) ?? '';
  // A star is every host, but only alone.
  const hosts = given.trim() === '*' ? '*' : [given, ...LOOPBACK].filter(Boolean).join(',');
  return { ...env, ...Object.fromEntries(VARIABLES.map((name) => [name, hosts])) };
}
