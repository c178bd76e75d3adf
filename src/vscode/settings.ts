import { vscode } from './vscodeApi';
import { isAbsolute } from 'node:path';
import { DisposableStore, type Disposable } from '../core/kernel/disposable';
import { Emitter } from '../core/kernel/event';
import { parseDomainAddress, snapshotAddress, type DomainAddress } from '../core/model/ids';
import type { WorkerOptions } from '../worker/protocol';
import type { Places } from './model/catalogues';
import { contextKeys } from './views/viewIds';

/** The extension's settings. All that name folders or domains are of machine scope. */
export class Settings implements Places, Disposable {
  readonly #store = new DisposableStore();
  readonly #placesChanged = this.#store.add(new Emitter<void>());
  readonly onDidChange = this.#placesChanged.event;

  constructor() {
    this.#store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('groupPolicy')) return;
        this.#sayContext();
        this.#placesChanged.fire();
      }),
    );
    this.#sayContext();
  }

  domains(): readonly DomainAddress[] {
    const addresses = texts('domains').flatMap((text) => {
      const parsed = parseDomainAddress(text);
      if (parsed !== undefined) return [parsed.address];
      return isAbsolute(text) ? [snapshotAddress(text)] : [];
    });
    return [...new Set(addresses)];
  }

  backupFolders(): readonly string[] {
    return [...new Set(texts('backupFolders').filter((folder) => isAbsolute(folder)))];
  }

  setDomains(domains: readonly DomainAddress[]): Promise<void> {
    return update('domains', domains);
  }

  setBackupFolders(folders: readonly string[]): Promise<void> {
    return update('backupFolders', folders);
  }

  /** What the worker is started with. */
  workerOptions(): WorkerOptions {
    const configuration = vscode.workspace.getConfiguration('groupPolicy');
    return {
      retentionDays: configuration.get('safetyBackups.retentionDays', 30),
      safetyBackups: configuration.get('safetyBackups.enabled', true),
      uncRoots: [
        ...this.backupFolders(),
        ...this.domains().map((address) => parseDomainAddress(address)?.location ?? ''),
      ]
        .filter((folder) => /^[\\/]{2}/.test(folder))
        .sort(),
      translations: vscode.l10n.bundle === undefined ? undefined : JSON.stringify(vscode.l10n.bundle),
    };
  }

  dispose(): void {
    this.#store.dispose();
  }

  #sayContext(): void {
    const say = (key: string, value: boolean): void => {
      void vscode.commands.executeCommand('setContext', key, value);
    };
    const hasDomains = this.domains().length > 0;
    const hasBackupFolders = this.backupFolders().length > 0;
    say(contextKeys.hasDomains, hasDomains);
    say(contextKeys.noDomains, !hasDomains);
    say(contextKeys.hasBackupFolders, hasBackupFolders);
    say(contextKeys.noBackupFolders, !hasBackupFolders);
  }
}

function texts(name: string): readonly string[] {
  const value = vscode.workspace.getConfiguration('groupPolicy').get<unknown>(name);
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

async function update(name: string, value: readonly string[]): Promise<void> {
  await vscode.workspace.getConfiguration('groupPolicy').update(name, value, vscode.ConfigurationTarget.Global);
}
