import fc from 'fast-check';
import type { BackupInstance } from '../../../../../src/core/formats/bkupInfo/backupInstance';

// A CR cannot stand in CDATA: it reads back as LF.
const text = fc.oneof(
  fc.constantFrom('', ' ', 'a]]>b', '<&>"\'', 'Größe 中 🙂', 'a\nb'),
  fc.string({ unit: 'grapheme', maxLength: 12 }).filter((candidate) => !candidate.includes('\r')),
);

/** Any record of a backup, with texts that need care. */
export const backupInstance: fc.Arbitrary<BackupInstance> = fc.record(
  {
    gpoGuid: text,
    gpoDomain: text,
    gpoDomainGuid: text,
    gpoDomainController: text,
    backupTime: text,
    id: fc.uuid().map((id) => `{${id}}`),
    comment: text,
    gpoDisplayName: text,
    softwareInstallation: fc.boolean(),
  },
  {
    noNullPrototype: true,
    requiredKeys: [
      'gpoGuid',
      'gpoDomain',
      'gpoDomainGuid',
      'gpoDomainController',
      'backupTime',
      'id',
      'comment',
      'gpoDisplayName',
    ],
  },
);
