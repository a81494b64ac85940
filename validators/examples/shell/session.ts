/** What a reader types, taken out of what a block shows. */
export interface Session {
  /** The commands. What is no command is blank, so that every character keeps its offset in the block. */
  readonly text: string;
  /** Whether prompts tell the commands from what they print. */
  readonly prompted: boolean;
  /** Whether the prompts are those of Windows. */
  readonly foreign: boolean;
}

const foreignPrompt = /^[ \t]*(?:PS(?: [A-Za-z]:[^>\n]*)?>|[A-Za-z]:\\[^>\n]*>)[ \t]*/;
const prompt =
  /^[ \t]*(?:(?:\([\w.-]+\)[ \t]*)?(?:[\w.-]+@[\w.-]+[^$#%\n]*|~[^$#%\n]*|(?!\d)[\w./-]+)?[$%][ \t]+|[❯➜›»][ \t]+)/u;
/** `> npm test`: a prompt when the block begins with it, and else what a shell prints before the rest of a command. */
const arrow = /^[ \t]*>[ \t]+/;
const emptyPrompt = /^[ \t]*(?:[\w.-]+@[\w.-]+[^$#%\n]*)?[$%❯➜][ \t]*\r?$/u;

const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');
const continues = (line: string): boolean => /(?:^|[^\\])(?:\\\\)*\\\r?$/.test(line);
const heredocOf = (line: string): string | undefined => /<<-?[ \t]*(["']?)([A-Za-z_]\w*)\1/.exec(line)?.[2];

/**
 * Takes prompts, and what the commands print, out of a block. A block in which no line has a prompt is commands only; one
 * that shows a terminal without a prompt is only what was printed.
 */
export function readSession(value: string, terminal: boolean): Session {
  const lines = value.split('\n');
  const first = lines.find((line) => line.trim() !== '' && !/^\s*#/.test(line)) ?? '';
  if (lines.some((line) => foreignPrompt.test(line))) return { text: '', prompted: true, foreign: true };
  const begins = arrow.test(first) ? arrow : prompt;
  if (!lines.some((line) => begins.test(line) || emptyPrompt.test(line))) {
    return { text: terminal ? blank(value) : value, prompted: false, foreign: false };
  }
  let open = false;
  let heredoc: string | undefined;
  const commands = lines.map((line) => {
    const mark = emptyPrompt.test(line) ? undefined : begins.exec(line)?.[0];
    if (heredoc !== undefined) {
      if (line.replace(/^[\s>]+/, '').trimEnd() === heredoc) heredoc = undefined;
      return line;
    }
    if (mark === undefined && !open) return blank(line);
    const lead = mark ?? (open ? (arrow.exec(line)?.[0] ?? '') : '');
    open = continues(line);
    heredoc = heredocOf(line);
    return blank(lead) + line.slice(lead.length);
  });
  return { text: commands.join('\n'), prompted: true, foreign: false };
}
