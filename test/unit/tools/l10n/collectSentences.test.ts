import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { collectSentences, pseudoTranslation, sourceFiles } from '../../../../tools/l10n/collectSentences';

const source = join(__dirname, '..', '..', '..', '..', 'src');

interface Call {
  readonly place: string;
  readonly argument: ts.Expression | undefined;
}

/** Every call of `t`, `l10n.t` or `vscode.l10n.t`, found by the compiler's own parser. */
function translationCalls(): readonly Call[] {
  return sourceFiles().flatMap((name) => {
    const file = ts.createSourceFile(name, readFileSync(join(source, name), 'utf8'), ts.ScriptTarget.ES2022, true);
    const found: Call[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && /^(?:t|(?:vscode\.)?l10n\.t)$/.test(node.expression.getText(file))) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
        found.push({ place: `${name}:${line + 1}`, argument: node.arguments[0] });
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    return found;
  });
}

/** The key under which a bundle holds the sentence of a call; undefined where it is not said in the call itself. */
function keyOf(argument: ts.Expression | undefined): string | undefined {
  if (argument === undefined) return undefined;
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (!ts.isObjectLiteralExpression(argument)) return undefined;
  const values = new Map(
    argument.properties.flatMap((property) =>
      ts.isPropertyAssignment(property) ? [[property.name.getText(), property.initializer] as const] : [],
    ),
  );
  const message = values.get('message');
  const comment = values.get('comment');
  if (message === undefined || !ts.isStringLiteralLike(message)) return undefined;
  if (comment === undefined || !ts.isArrayLiteralExpression(comment)) return undefined;
  const comments = comment.elements.filter(ts.isStringLiteralLike).map(({ text }) => text);
  return `${message.text}/${comments.join('')}`;
}

describe('sentences for translators', function () {
  this.timeout(60_000);
  let sentences: Awaited<ReturnType<typeof collectSentences>>;
  before(async () => {
    sentences = await collectSentences();
  });

  it('are all collected, and each is written in the call itself', () => {
    const calls = translationCalls();
    assert.ok(calls.length > 700, `${calls.length} calls`);
    assert.deepEqual(
      calls.filter(({ argument }) => keyOf(argument) === undefined).map(({ place }) => place),
      [],
    );
    const keys = new Set(calls.map(({ argument }) => keyOf(argument) ?? ''));
    assert.deepEqual(
      [...keys].filter((key) => !(key in sentences)),
      [],
    );
    assert.deepEqual(
      Object.keys(sentences).filter((key) => !keys.has(key)),
      [],
    );
  });

  it('keep their parameters in the pseudo-translation, and nothing else', () => {
    for (const [key, translated] of Object.entries(pseudoTranslation(sentences))) {
      const text = typeof translated === 'string' ? translated : translated.message;
      const original = sentences[key];
      const places = (value: string): readonly string[] => [...value.matchAll(/\{\d\}/g)].map(([place]) => place);
      assert.deepEqual(places(text), places(typeof original === 'string' ? original : (original?.message ?? '')), key);
      assert.doesNotMatch(text.replace(/\{\d\}/g, ''), /[A-Za-z]/, key);
    }
  });
});
