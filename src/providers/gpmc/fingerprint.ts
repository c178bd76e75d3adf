import type { CancellationToken } from '../../core/kernel/cancellation';
import { inTurns } from '../../core/kernel/steps';
import { hashFileSteps } from '../../storage/hashFile';
import type { GpmcDeps } from './gpmcDeps';
import type { GpoFacts } from './protocol';

/**
 * A text that changes with the GPO's AD attributes, descriptor, versions and files. Not with the time of its last change: each
 * controller has its own. @throws cancelled, file-*
 */
export async function gpoFingerprint(facts: GpoFacts, deps: GpmcDeps, token: CancellationToken): Promise<string> {
  const { gpo, compared, sddl, computerExtensions, userExtensions } = facts;
  const { name, computerEnabled, userEnabled, computerVersion, userVersion, wmiFilter, description } = gpo;
  const parts: unknown[] = [
    [name, computerEnabled, userEnabled, computerVersion, userVersion, wmiFilter, description],
    compared,
    sddl,
    computerExtensions,
    userExtensions,
  ];
  const files = [...facts.files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const root = deps.paths.fromSession(facts.sysvolPath);
  const allowed = deps.allowUnc(root);
  try {
    for (const { path, size } of files) {
      await deps.pacer.breathe(token);
      const source = deps.files.join(root, ...path.split('/'));
      parts.push([path, size, await inTurns(hashFileSteps(deps.files, deps.hasher, source), deps.pacer, token)]);
    }
  } finally {
    allowed.dispose();
  }
  return deps.hasher.sha256(new TextEncoder().encode(JSON.stringify(parts)));
}
