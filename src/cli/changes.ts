import { t } from '@vscode/l10n';
import type { Command } from 'commander';
import { PolicyError } from '../core/kernel/errors';
import type { ChangePlan } from '../core/model/changePlan';
import type { ChangeRequest } from '../core/model/changeRequest';
import { parsePlan } from '../core/model/planFile';
import { pageToText } from '../text/pageText';
import { describePlan } from '../text/plan';
import { quietRun, type CommandContext } from './commandContext';
import { exitCodes } from './exitCodes';
import { printSummary } from './output';
import { withProgress } from './progress';

/** The options of every command that changes something. */
export interface ChangeOptions {
  readonly json?: boolean;
  readonly progress?: string;
  readonly dryRun?: boolean;
  readonly plan?: string;
  readonly yes?: boolean;
  readonly allowDefaultPolicy?: boolean;
  /** False with `--no-safety-backup`. */
  readonly safetyBackup?: boolean;
}

/** Adds {@link ChangeOptions} to a command. */
export function withChangeOptions(command: Command): Command {
  return command
    .option('--dry-run', t('show the plan and change nothing'))
    .option('--plan <file>', t('apply a plan that --dry-run --json saved, if nothing has changed since'))
    .option('-y, --yes', t('do not ask before applying the plan'))
    .option(
      '--allow-default-policy',
      t('allow changes of the Default Domain Policy and Default Domain Controllers Policy'),
    )
    .option('--no-safety-backup', t('take no safety backup before; the change cannot be undone then'))
    .option('--json', t('print one JSON document on standard output'))
    .option('--progress <form>', t('json: progress as NDJSON on standard error'));
}

/** Plans the request (or reads the saved plan), shows the plan, asks on a terminal, applies it and prints the summary. */
export async function runChange(
  context: CommandContext,
  options: ChangeOptions,
  makeRequest: () => Promise<ChangeRequest>,
): Promise<void> {
  if (options.plan !== undefined && options.safetyBackup === false)
    throw new PolicyError('wrong-use', { detail: t('Give --no-safety-backup when the plan is made.') });
  const plan =
    options.plan === undefined
      ? await context.services.planChange(
          { request: await makeRequest(), ...(options.safetyBackup === false ? { safetyBackups: false } : {}) },
          quietRun(context),
        )
      : parsePlan(context.readFile(context.absolutePath(options.plan)), options.plan);
  if (options.dryRun === true) {
    context.terminal.out(
      options.json === true ? `${JSON.stringify(plan, undefined, 2)}\n` : pageToText(describePlan(plan)),
    );
    return;
  }
  if (options.plan === undefined) context.terminal.err(`${pageToText(describePlan(plan))}\n`);
  const typedNames = await confirm(context, options, plan);
  if (typedNames === undefined) {
    context.terminal.err(`${t('Discarded; nothing was changed.')}\n`);
    context.exit(exitCodes.cancelled);
    return;
  }
  const summary = await withProgress(context, options, (run) =>
    context.services.applyPlan({ plan, typedNames, mappingShown: options.plan === undefined }, run),
  );
  printSummary(context, options, summary);
}

/** The names typed for default GPOs; undefined when the user does not want to go on. */
async function confirm(
  context: CommandContext,
  options: ChangeOptions,
  plan: ChangePlan,
): Promise<readonly string[] | undefined> {
  const names = plan.confirmations.map((confirmation) => confirmation.name);
  if (options.allowDefaultPolicy === true || names.length === 0)
    return (await mayApply(context, options)) ? names : undefined;
  if (!context.terminal.isInteractive)
    throw new PolicyError('default-gpo-needs-confirmation', { name: names[0] ?? '', operation: plan.request.kind });
  const typed: string[] = [];
  for (const name of names)
    typed.push(await context.terminal.ask(t('Type the name of the GPO to go on ({0}): ', name)));
  return typed;
}

async function mayApply(context: CommandContext, options: ChangeOptions): Promise<boolean> {
  if (options.yes === true || !context.terminal.isInteractive) return true;
  const answer = await context.terminal.ask(t('Apply this plan? [y/N] '));
  return /^y(es)?$/i.test(answer.trim());
}
