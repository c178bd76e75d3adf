import type { Side } from '../../../core/model/gpo';

/** Whose settings a file holds. */
export interface FileOwner {
  readonly side: Side;
  /** Name of the client-side extension, as GPMC's reports call it. */
  readonly extension: string;
}

const extensions: readonly (readonly [RegExp, string])[] = [
  [/^gpo\.cmt$/, 'Description'],
  [/^registry\.pol$/, 'Registry'],
  [/^comment\.cmt[xl]$/, 'Registry'],
  [/^microsoft\/windows nt\/secedit\//, 'Security'],
  [/^microsoft\/windows nt\/audit\//, 'Advanced Audit Configuration'],
  [/^scripts\//, 'Scripts'],
  [/^documents & settings\//, 'Folder Redirection'],
  [/^applications\//, 'Software Installation'],
  [/^microsoft\/iexplorer\/|^microsoft\/iexplore\//, 'Internet Explorer Maintenance'],
  [/^microsoft\/remoteinstall\//, 'Remote Installation'],
];

/** The side and the extension of a file by its path in the GPO's folder (gpo-file-formats.md 2); what lies beside the sides counts to the computer. */
export function extensionOfPath(path: string): FileOwner {
  const match = /^(machine|user)\/(.*)$/i.exec(path);
  const side: Side = match?.[1]?.toLowerCase() === 'user' ? 'user' : 'computer';
  const rest = (match?.[2] ?? path).toLowerCase();
  const preferences = /^preferences\/([^/]+)\//i.exec(match?.[2] ?? '');
  if (preferences?.[1] !== undefined) return { side, extension: `Preferences: ${preferences[1]}` };
  return { side, extension: extensions.find(([pattern]) => pattern.test(rest))?.[1] ?? 'Files' };
}
