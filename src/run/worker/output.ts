/** The most characters that are kept of what one example prints. */
const most = 256 * 1024;

/** What one example printed. */
export interface Printed {
  text: string;
  cut: boolean;
}

/** Gives what is printed to whatever example runs. Nothing of it reaches the real channels. */
export function captureOutput(current: () => Printed): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (chunk: unknown, encoding?: unknown, done?: unknown): boolean => {
      const to = current();
      const code = typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8';
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString(code);
      if (to.text.length + text.length > most) to.cut = true;
      to.text += text.slice(0, most - to.text.length);
      const callback = typeof encoding === 'function' ? encoding : done;
      if (typeof callback === 'function') queueMicrotask(() => callback());
      return true;
    };
  }
}
