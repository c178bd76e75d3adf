import { labelRightNames, labelType, maskNames, otherMaskNames, rightNames } from './sddlNames';

const bitOfName = new Map<string, number>([...rightNames, ...maskNames, ...otherMaskNames]);
const labelBitOfName = new Map<string, number>(labelRightNames);
const nameOfMask = new Map<number, string>(maskNames.map(([name, mask]) => [mask, name]));

/** The mask that SDDL's rights field holds: names one behind another, or a number; undefined when it is neither. */
export function parseAccessMask(text: string, aceType: number): number | undefined {
  const field = text.trim().toUpperCase();
  if (/^0X[0-9A-F]{1,8}$/.test(field)) return Number.parseInt(field.slice(2), 16);
  if (/^\d+$/.test(field)) return Number(field) <= 0xffff_ffff ? Number(field) : undefined;
  const bits = aceType === labelType ? labelBitOfName : bitOfName;
  let mask = 0;
  for (let at = 0; at < field.length; at += 2) {
    const bit = bits.get(field.slice(at, at + 2));
    if (bit === undefined) return undefined;
    mask = (mask | bit) >>> 0;
  }
  return mask;
}

/** A mask as Windows writes it: a name of the whole, else names of its bits, else hex. */
export function formatAccessMask(mask: number, aceType: number): string {
  const whole = aceType === labelType ? undefined : nameOfMask.get(mask);
  if (whole !== undefined) return whole;
  let rest = mask;
  let text = '';
  for (const [name, bit] of aceType === labelType ? labelRightNames : rightNames) {
    if ((rest & bit) === 0) continue;
    text += name;
    rest = (rest & ~bit) >>> 0;
  }
  return rest === 0 ? text : `0x${mask.toString(16)}`;
}
