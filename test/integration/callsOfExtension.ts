/** Functions of Node that read the disk, and those that start a process or a thread, by module. */
const watched = {
  'node:fs': [
    'accessSync',
    'existsSync',
    'lstatSync',
    'openSync',
    'opendirSync',
    'readdirSync',
    'readFileSync',
    'statSync',
  ],
  'node:fs/promises': ['access', 'lstat', 'open', 'opendir', 'readdir', 'readFile', 'stat'],
  'node:child_process': ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'],
  'node:worker_threads': ['Worker'],
} as const;

/** Watches which of those functions the code of the extension's bundle calls, until `stop`. */
export class CallsOfExtension {
  /** Names of the functions, in the order of the calls. */
  readonly names: string[] = [];
  readonly #undo: (() => void)[] = [];

  /** @param bundle Path of the bundle, which stands in the stack of its calls. */
  constructor(bundle: string) {
    for (const [name, functions] of Object.entries(watched)) {
      const module = process.getBuiltinModule(name) as unknown as Record<string, object>;
      for (const key of functions) this.#watch(module, key, bundle);
    }
  }

  stop(): void {
    for (const undo of this.#undo) undo();
  }

  #watch(module: Record<string, object>, key: string, bundle: string): void {
    const real = module[key];
    if (real === undefined) throw new Error(`this Node has no ${key}`);
    const note = (): void => {
      if (new Error().stack?.includes(bundle) === true) this.names.push(key);
    };
    module[key] = new Proxy(real, {
      apply: (target, self, args: unknown[]): unknown => {
        note();
        return Reflect.apply(target as () => unknown, self, args);
      },
      construct: (target, args: unknown[]): object => {
        note();
        return Reflect.construct(target as new () => object, args) as object;
      },
    });
    this.#undo.push(() => {
      module[key] = real;
    });
  }
}
