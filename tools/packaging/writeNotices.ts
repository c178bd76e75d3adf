// Writes ThirdPartyNotices.txt: the licence of every package of which something is in a bundle. Run after a build.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages, projectFolder } from './bundledPackages';

const line = '-'.repeat(80);
const notices = bundledPackages().map(
  ({ name, version, licence, text }) => `${line}\n${name} ${version} (${licence})\n${line}\n\n${text}\n`,
);
const head = 'Group Policy as Code contains parts of the following packages, under the licences given with each.\n';
writeFileSync(join(projectFolder, 'ThirdPartyNotices.txt'), [head, ...notices].join('\n'));
