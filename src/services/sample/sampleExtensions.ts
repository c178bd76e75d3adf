import { withExtension } from '../../core/formats/extensionList/extensionList';
import type { SampleGpo } from './sampleGpos';

const registryCse = '{35378EAC-683F-11D2-A89A-00C04FBBCFA2}';
const machineTool = '{D02B1F72-3407-48AE-BA88-E8213C6761F1}';
const userTool = '{D02B1F73-3407-48AE-BA88-E8213C6761F1}';

/** The extension lists that a sample GPO's settings need. */
export function sampleExtensionLists(gpo: SampleGpo): {
  readonly gPCMachineExtensionNames: string;
  readonly gPCUserExtensionNames: string;
} {
  const list = (pairs: readonly (readonly [string, string])[]): string =>
    pairs.reduce((text, [cse, tool]) => withExtension(text, cse, tool), '');
  const hasPol = gpo.computer !== undefined || gpo.files?.some((file) => file.path === 'Machine/registry.pol') === true;
  return {
    gPCMachineExtensionNames: list([
      ...(hasPol ? [[registryCse, machineTool] as const] : []),
      ...(gpo.machineExtensions ?? []),
    ]),
    gPCUserExtensionNames: list([
      ...(gpo.user === undefined ? [] : [[registryCse, userTool] as const]),
      ...(gpo.userExtensions ?? []),
    ]),
  };
}
