import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/** An attempt to use the network, which the config does not allow. */
class NetworkRefusedError extends Error {
  readonly code = 'ERR_NETWORK_REFUSED';

  constructor() {
    super('examples may not use the network; `examples.network` of the config allows it');
    this.name = 'NetworkRefusedError';
  }
}

const refuse = (): never => {
  throw new NetworkRefusedError();
};

/** Replaces a method, and leaves everything else of its owner as it is. */
function close(owner: object, method: string): void {
  Object.defineProperty(owner, method, { value: refuse, configurable: true, enumerable: true, writable: true });
}

/**
 * Refuses every way to the network that Node's own modules offer: connecting, listening, datagrams and looking up names.
 * HTTP, TLS and `fetch` are built on these. It holds honest code back, and is no guard against code that means harm.
 */
export function refuseNetwork(): void {
  close(net.Socket.prototype, 'connect');
  close(net.Server.prototype, 'listen');
  for (const method of ['bind', 'connect', 'send']) close(dgram.Socket.prototype, method);
  for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
    for (const name of Object.getOwnPropertyNames(owner)) {
      if (/^(lookup|resolve|reverse)/.test(name)) close(owner, name);
    }
  }
  syncBuiltinESMExports();
}
