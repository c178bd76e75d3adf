import { PolicyError } from '../kernel/errors';
import type { GpoSummary } from './gpo';
import type { GpoId } from './ids';

/** @throws gpo-name-invalid for a name that no GPO may have */
export function checkGpoName(name: string): void {
  if (name.trim() === '') throw new PolicyError('gpo-name-invalid', { name, reason: 'empty' });
  if (name.length > 255) throw new PolicyError('gpo-name-invalid', { name, reason: 'too-long' });
  if (/\p{Cc}/u.test(name)) throw new PolicyError('gpo-name-invalid', { name, reason: 'control-characters' });
}

/**
 * Names are compared without case, as the console shows them; AD itself would allow duplicates.
 * @throws gpo-name-taken when another GPO than `own` has it
 */
export function checkGpoNameIsFree(
  name: string,
  gpos: readonly Pick<GpoSummary, 'id' | 'name'>[],
  domain: string,
  own?: GpoId,
): void {
  const taken = gpos.find((gpo) => gpo.id !== own && gpo.name.toLowerCase() === name.toLowerCase());
  if (taken !== undefined) throw new PolicyError('gpo-name-taken', { name, domain, id: taken.id });
}
