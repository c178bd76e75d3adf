import { PolicyError } from '../../src/core/kernel/errors';
import type { Services } from '../../src/services/api';

/** Services of which a test gives only those that are to be called; any other call fails by its name. */
export function fakeServices(given: Partial<Services>): Services {
  return new Proxy(given, {
    get: (target, name): unknown =>
      Reflect.get(target, name) ??
      (() => Promise.reject(new PolicyError('unexpected', { detail: `${String(name)} was not to be called` }))),
  }) as Services;
}
