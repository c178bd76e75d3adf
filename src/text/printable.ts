/** The text with control characters and bidirectional overrides spelled out: a name in a backup must not steer a terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return character === '\t' ? ' ' : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
