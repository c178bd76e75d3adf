import { t } from '@vscode/l10n';
import type { CommanderError } from 'commander';

/** What is wrong with a command line, in the user's language; undefined where the help that was asked for is the answer. */
export function usageErrorText({ code, message }: CommanderError): string | undefined {
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? '';
  const suggestion = /\(Did you mean (?:one of )?(.*)\?\)/.exec(message)?.[1];
  const withSuggestion = (text: string): string =>
    suggestion === undefined ? text : `${text} ${t('Did you mean {0}?', suggestion)}`;
  switch (code) {
    case 'commander.unknownOption':
      return withSuggestion(t('There is no option {0}.', quoted));
    case 'commander.unknownCommand':
      return withSuggestion(t('There is no command {0}.', quoted));
    case 'commander.missingMandatoryOptionValue':
      return t('{0} is needed.', quoted);
    case 'commander.missingArgument':
      return t('{0} is needed.', `<${quoted}>`);
    case 'commander.optionMissingArgument':
      return t('The option {0} needs a value.', quoted);
    case 'commander.excessArguments':
      return t('There are too many arguments for {0}.', quoted);
    case 'commander.help':
    case 'commander.helpDisplayed':
    case 'commander.version':
      return undefined;
    default:
      return message.replace(/^error: /, '');
  }
}
