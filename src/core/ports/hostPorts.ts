import type { Pacer } from '../kernel/pacer';
import type { FileStore } from './fileStore';
import type { Clock, GuidSource, Hasher, Logger, ProcessIdentity } from './host';

/** What work on this computer needs of it. */
export interface HostPorts {
  readonly files: FileStore;
  readonly clock: Clock;
  readonly guids: GuidSource;
  readonly hasher: Hasher;
  readonly identity: ProcessIdentity;
  readonly logger: Logger;
  readonly pacer: Pacer;
}
