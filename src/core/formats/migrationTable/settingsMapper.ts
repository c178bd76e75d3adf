import type { BackupDirectoryObject } from '../backupXml/backupDocument';
import { mapObjects } from '../backupXml/mapObjects';
import { readFdeploy, rewriteFdeployTargets, writeFdeploy } from '../folderRedirection/fdeploy';
import { readFdeploy1, rewriteRedirections, writeFdeploy1 } from '../folderRedirection/fdeploy1';
import { readGptTmpl } from '../gptTmpl/readGptTmpl';
import { rewriteTemplatePrincipals } from '../gptTmpl/templatePrincipals';
import { writeGptTmpl } from '../gptTmpl/writeGptTmpl';
import { readScriptsIni, rewriteScripts, writeScriptsIni } from '../scriptsIni/scriptsIni';
import { rewriteSddlSids } from '../securityDescriptor/rewriteSddl';
import { wellKnownNames } from '../securityDescriptor/wellKnownNames';
import { PolicyError } from '../../kernel/errors';
import { parseSid, type Sid } from '../../model/ids';
import {
  mapPaths,
  needsMapping,
  principalEntry,
  principalForms,
  relativeName,
  type PrincipalNames,
} from './mapReferences';
import type { MigrationTable } from './migrationTable';

/** The domain that mapped settings go to. */
export interface MappingTarget {
  readonly dnsName: string;
  readonly netbiosName: string;
  readonly sid: string;
  /** At least those of its principals that the table names as destinations. */
  readonly principals: readonly PrincipalNames[];
}

/** What becomes of a principal: as it is, gone, or another one, whose SID is undefined when the target does not know it. */
export type MappedPrincipal =
  | { readonly kind: 'keep' }
  | { readonly kind: 'remove' }
  | { readonly kind: 'to'; readonly sid: Sid | undefined; readonly name: string };

/**
 * Applies a migration table to settings, field by field: principals in rights, groups, security descriptors and folder
 * redirection, UNC paths in scripts, redirections and packages. Preferences are copied as they are (windows-facts.md 2.3).
 */
export class SettingsMapper {
  /** Principals and paths that the table does not map, as written, each once. */
  readonly unmapped = new Set<string>();
  /** Destinations that the target domain does not know: where a SID is needed what stood there is kept, else the name is written. */
  readonly unresolved = new Set<string>();

  constructor(
    private readonly mapping: { readonly table: MigrationTable; readonly strict: boolean },
    private readonly source: readonly PrincipalNames[],
    private readonly target: MappingTarget,
  ) {}

  /** The bytes of a file of the GPO (path relative, `/`-separated) with the table applied; undefined when nothing changed. */
  file(path: string, bytes: () => Uint8Array): Uint8Array | undefined {
    switch (path.toLowerCase()) {
      case 'machine/microsoft/windows nt/secedit/gpttmpl.inf':
        return this.#template(bytes());
      case 'machine/scripts/scripts.ini':
      case 'machine/scripts/psscripts.ini':
      case 'user/scripts/scripts.ini':
      case 'user/scripts/psscripts.ini':
        return writeScriptsIni(rewriteScripts(readScriptsIni(bytes()).value, (text) => this.paths(text)));
      case 'user/documents & settings/fdeploy.ini':
        return this.#fdeploy(bytes());
      case 'user/documents & settings/fdeploy1.ini':
        return this.#fdeploy1(bytes());
      default:
        return undefined;
    }
  }

  /** Objects below the GPO with the places of packages mapped: `msiFileList` holds `number:path`. */
  objects(objects: readonly BackupDirectoryObject[]): readonly BackupDirectoryObject[] {
    return mapObjects(objects, (object) => ({
      ...object,
      attributes: object.attributes.map((attribute) =>
        attribute.name.toLowerCase() === 'msifilelist'
          ? { ...attribute, values: attribute.values.map((value) => this.paths(value)) }
          : attribute,
      ),
    }));
  }

  /** A descriptor as SDDL whose SIDs are written out. */
  sddl(text: string): string {
    return rewriteSddlSids(text, ({ sid }) => {
      const mapped = this.principal(sid);
      return mapped.kind === 'keep' ? undefined : mapped.kind === 'remove' ? 'remove' : this.#sid(mapped);
    });
  }

  /** @throws migration-table-unmapped when the table is strict and left something */
  check(): void {
    const left = [...this.unmapped, ...this.unresolved];
    if (this.mapping.strict && left.length > 0)
      throw new PolicyError('migration-table-unmapped', { file: '', sources: left });
  }

  #template(bytes: Uint8Array): Uint8Array {
    const { value } = rewriteTemplatePrincipals(readGptTmpl(bytes).value, ({ principal, role }) => {
      const mapped = this.principal(principal);
      if (mapped.kind !== 'to') return mapped.kind === 'remove' ? 'remove' : undefined;
      const sid = this.#sid(mapped);
      if (role !== 'sddl') return { to: sid ?? mapped.name };
      return sid === undefined ? undefined : { to: sid };
    });
    return writeGptTmpl(value);
  }

  #fdeploy(bytes: Uint8Array): Uint8Array {
    const mapped = rewriteFdeployTargets(readFdeploy(bytes).value, (target) => {
      const sid = this.#redirected(target.sid);
      return sid === 'remove' ? 'remove' : { sid, path: this.paths(target.path) };
    });
    return writeFdeploy(mapped);
  }

  #fdeploy1(bytes: Uint8Array): Uint8Array {
    const mapped = rewriteRedirections(readFdeploy1(bytes).value, (redirection) => {
      const sid = this.#redirected(redirection.sid);
      if (sid === 'remove') return 'remove';
      const { fullPath } = redirection;
      return { ...redirection, sid, fullPath: fullPath === undefined ? undefined : this.paths(fullPath) };
    });
    return writeFdeploy1(mapped);
  }

  #redirected(sid: string): string {
    const mapped = this.principal(sid.toUpperCase());
    if (mapped.kind === 'keep') return sid;
    return mapped.kind === 'remove' ? 'remove' : (this.#sid(mapped) ?? sid);
  }

  /** A text with its UNC paths mapped. */
  paths(text: string): string {
    const prefix = /^\d+:(?=\\\\)/.exec(text)?.[0] ?? '';
    const mapped = mapPaths(this.mapping.table, text.slice(prefix.length));
    for (const path of mapped.unmapped) this.unmapped.add(path);
    return prefix + mapped.text;
  }

  /** What becomes of a principal, a SID or a name as it is written. */
  principal(principal: string): MappedPrincipal {
    const lower = principal.toLowerCase();
    const known = this.source.find((names) => principalForms(names).includes(lower));
    const forms = known === undefined ? [lower] : [lower, ...principalForms(known)];
    const wellKnown = wellKnownNames.get(principal.toUpperCase());
    const entry = principalEntry(
      this.mapping.table,
      wellKnown === undefined ? forms : [...forms, wellKnown.toLowerCase()],
    );
    if (entry === undefined) {
      const isOfTarget = lower.startsWith(`${this.target.sid.toLowerCase()}-`);
      if (needsMapping(principal) && !isOfTarget) this.unmapped.add(principal);
      return { kind: 'keep' };
    }
    switch (entry.destination.kind) {
      case 'same-as-source':
        return { kind: 'keep' };
      case 'none':
        return { kind: 'remove' };
      case 'text':
        return this.#inTarget(entry.destination.text);
      case 'by-relative-name': {
        const name = known?.samAccountName ?? relativeName(entry.source);
        return this.#inTarget(name, `${this.target.netbiosName}\\${name}`);
      }
    }
  }

  #inTarget(text: string, otherwise = text): MappedPrincipal {
    const lower = text.toLowerCase();
    const found =
      parseSid(text) ??
      this.target.principals.find((names) => principalForms(names).includes(lower))?.sid ??
      [...wellKnownNames].find(
        ([, name]) => name.toLowerCase() === lower.replace(/^(?:builtin|nt authority)\\/, ''),
      )?.[0];
    return { kind: 'to', sid: found === undefined ? undefined : parseSid(found), name: otherwise };
  }

  #sid({ sid, name }: Extract<MappedPrincipal, { readonly kind: 'to' }>): Sid | undefined {
    if (sid === undefined) this.unresolved.add(name);
    return sid;
  }
}
