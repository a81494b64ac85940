/** Pages from which on memory is what a run may lack. */
const many = 2000;

/**
 * Keeps memory from growing for speed when there are many pages. V8 doubles the space for young objects while much of what
 * is new survives, which is what reading pages looks like: on 5,000 pages that costs 100 MB and saves a tenth of the time.
 * And it lets the heap grow to more than twice what is alive before it looks again: where examples are compiled, much is
 * alive for a moment only, and to look sooner saves 100 MB for a tenth of the time.
 */
export function limitMemory(pages: number, compiles: boolean): void {
  if (pages < many) return;
  const v8 = process.getBuiltinModule('node:v8');
  v8.setFlagsFromString('--semi-space-growth-factor=1');
  if (compiles) v8.setFlagsFromString('--heap-growing-percent=10');
}
