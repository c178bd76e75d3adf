import { PolicyError } from '../../core/kernel/errors';
import type { BackupChoice } from '../../core/model/changeRequest';
import type { OperationProgress } from '../../core/model/operation';
import type { RunContext } from '../../core/ports/runContext';
import { BackupSet, type BackupSetPorts } from '../../storage/backupSet/backupSet';
import { findEntry } from '../../storage/backupSet/findEntry';
import { capability, type DomainRegistry } from '../domains/domainRegistry';
import { BatchProgress } from '../operations/batchProgress';
import type { ReportServicesDeps } from '../reports/createReportServices';

/** Where the bytes of a report come from: its GPO's provider, the backup that holds it, or a file that the user chose. */
export function reportXmlSource(ports: BackupSetPorts, domains: DomainRegistry): ReportServicesDeps['xmlOf'] {
  return async (source, run) => {
    switch (source.kind) {
      case 'file':
        return ports.files.readFile(source.path);
      case 'backup':
        return reportOfBackup(ports, source.backup);
      case 'gpo': {
        const provider = await domains.open(source.address);
        const { name } = await provider.reader.gpo(source.gpo);
        return reporting(name, run, (progress) =>
          capability(provider, 'operations').report(source.gpo, {
            token: run.token,
            progress: (status) => {
              progress.say(status);
            },
          }),
        );
      }
    }
  };
}

async function reporting(
  name: string,
  run: RunContext<OperationProgress>,
  work: (progress: BatchProgress) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const progress = new BatchProgress(1, run.progress);
  progress.begin(name, 1);
  const listening = run.token.onCancellationRequested(() => {
    progress.cancelling();
  });
  try {
    return await work(progress);
  } finally {
    listening.dispose();
    progress.end();
  }
}

/** @throws backup-not-found, backup-invalid when it has no report */
function reportOfBackup(ports: BackupSetPorts, { folder, id }: BackupChoice): Uint8Array {
  const report = findEntry(ports.files, new BackupSet(ports, folder).backupFolder(id), 'gpreport.xml');
  if (report === undefined)
    throw new PolicyError('backup-invalid', { backup: id, file: 'gpreport.xml', detail: 'missing' });
  return ports.files.readFile(report);
}
