/** Markers of quotes and lists in one line from which on a page is not read. Parsers take ever longer for each. */
const mostContainers = 500;
/** Open braces from which on a page of MDX is not read. */
const mostBraces = 200;

const containers = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/;
const container = />|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])/g;

/** Whether quotes and lists are nested so deeply in a line of Markdown that no parser reads it in a fair time. */
export function isTooDeep(text: string): boolean {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    // A line is only looked at when it is long enough to hold so many.
    if (end - start > mostContainers) {
      const [lead = ''] = containers.exec(text.slice(start, end)) ?? [];
      if ((lead.match(container)?.length ?? 0) > mostContainers) return true;
    }
    start = end + 1;
  }
  return false;
}

/** What a look at the expressions of a page of MDX tells, without parsing them. */
export interface ExpressionLook {
  /** Whether braces are nested so deeply that no parser reads them in a fair time. */
  readonly tooDeep: boolean;
  /** The most tags that one expression opens, closed or not. */
  readonly tags: number;
}

const fence = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})/;

const signs = /\\.|(?<!`)(`+)(?!`)(?:(?!\1).)*\1(?!`)|\/\*|\*\/|[{}]|<[A-Za-z>]/g;

/** The place of the next sign that may matter outside of expressions: a brace, or what may open or close a fence. */
function nextSign(text: string, from: number, next: { brace: number; ticks: number; tildes: number }): number {
  const find = (known: number, sign: string): number => {
    if (known >= from) return known;
    const found = text.indexOf(sign, from);
    return found < 0 ? text.length : found;
  };
  next.brace = find(next.brace, '{');
  next.ticks = find(next.ticks, '```');
  next.tildes = find(next.tildes, '~~~');
  return Math.min(next.brace, next.ticks, next.tildes);
}

/** Looks at braces and tags outside of code. It errs where only a parser can know, and so decides nothing about the page. */
export function lookAtExpressions(text: string): ExpressionLook {
  let depth = 0;
  let tags = 0;
  let most = 0;
  let deepest = 0;
  let comment = false;
  let open: string | undefined;
  const next = { brace: -1, ticks: -1, tildes: -1 };
  for (let start = 0; start < text.length; ) {
    if (depth === 0) {
      // Lines on which nothing can matter are stepped over: there are few others.
      const sign = nextSign(text, start, next);
      if (sign === text.length) break;
      start = Math.max(start, text.lastIndexOf('\n', sign) + 1);
    }
    const newline = text.indexOf('\n', start);
    const line = text.slice(start, newline < 0 ? text.length : newline);
    start += line.length + 1;
    const mark = !comment && /```|~~~/.test(line) ? fence.exec(line)?.[1] : undefined;
    if (mark !== undefined && (open === undefined || (mark[0] === open[0] && mark.length >= open.length))) {
      open = open === undefined ? mark : undefined;
      continue;
    }
    if (open !== undefined || (depth === 0 && !line.includes('{'))) continue;
    for (const [sign] of line.matchAll(signs)) {
      if (sign === '*/') comment = false;
      else if (comment) continue;
      else if (sign === '/*') comment = depth > 0;
      else if (sign === '{') {
        depth += 1;
        deepest = Math.max(deepest, depth);
      } else if (sign === '}') {
        depth = Math.max(depth - 1, 0);
        if (depth === 0) tags = 0;
      } else if (sign.startsWith('<') && depth > 0) {
        tags += 1;
        most = Math.max(most, tags);
      }
    }
  }
  return { tooDeep: deepest > mostBraces, tags: most };
}
