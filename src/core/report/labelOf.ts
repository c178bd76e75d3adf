const known = new Map<string, string>();

/** A schema's name as a label: `deleteReadOnly` becomes `Delete read only`, `SOMPath` becomes `SOM path`. */
export function labelOf(name: string): string {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const label = makeLabel(name);
  if (known.size < 5000) known.set(name, label);
  return label;
}

/** A label before its value; many labels of templates end in a colon already. */
export function withColon(label: string): string {
  return /[:：?]\s*$/.test(label) ? label : `${label}:`;
}

/** Words that are abbreviations, however the schema spells them. */
const abbreviations = new Set([
  'clsid',
  'guid',
  'id',
  'ip',
  'msi',
  'os',
  'sid',
  'sp',
  'uid',
  'upn',
  'url',
  'wmi',
  'xml',
]);

function makeLabel(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_]+/)
    .map((word) => (/^[A-Z0-9]{2,}s?$/.test(word) ? word : word.toLowerCase()))
    .map((word) => (abbreviations.has(word) ? word.toUpperCase() : word))
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
