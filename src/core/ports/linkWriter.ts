import type { GpoLink } from '../model/domain';
import type { SomPath } from '../model/ids';

/** Writes a SOM's links and block inheritance. */
export interface LinkWriter {
  /** Replaces all links of the SOM, in link order; `expected` must still be what is there. @throws plan-changed-since */
  setLinks(som: SomPath, expected: readonly GpoLink[], links: readonly GpoLink[]): Promise<void>;
  setInheritanceBlocked(som: SomPath, blocked: boolean): Promise<void>;
}
