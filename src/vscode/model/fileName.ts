/** Names that Windows keeps for devices, with any ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A name for a file that every file system takes, without an ending. */
export function fileName(title: string): string {
  const name = title
    .replace(/[<>:"/\\|?*]|\p{Cc}/gu, '_')
    .slice(0, 100)
    .replace(/[. ]+$/, '');
  return name === '' || reserved.test(name) ? `_${name}` : name;
}
