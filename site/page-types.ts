/**
 * The contract of page types: what each kind of page must say about itself and which sections it must have. The
 * frontmatter schema, the build and the page about writing documentation are all made from it.
 */

/** How a value of the frontmatter is written. A list of words is a choice among them. */
export type FieldKind = 'text' | 'date' | 'texts' | readonly string[];

/** A key of the frontmatter. */
export interface Field {
  readonly kind: FieldKind;
  readonly optional?: true;
  /** What it is for, as a contributor reads it. */
  readonly purpose: string;
}

/** A second-level heading that a page must, or may, have. */
export interface Section {
  readonly title: string;
  readonly optional?: true;
  /** Third-level headings that the section must have. */
  readonly subsections?: readonly string[];
  /** The fewest code blocks or list items that make the section worth its heading. */
  readonly atLeast?: { readonly blocks?: number; readonly items?: number };
  /** The most links that a reader can be offered here without being lost. */
  readonly mostLinks?: number;
}

/** One kind of page. */
export interface PageType {
  /** The name of the kind, as the byline prints it. */
  readonly label: string;
  /** When to choose it. */
  readonly purpose: string;
  /** Keys of the frontmatter beyond {@link commonFields}. */
  readonly fields: Readonly<Record<string, Field>>;
  /** Second-level headings in their order. Others may stand between them. */
  readonly sections: readonly Section[];
}

/** The keys that every page has, beside the title. */
export const commonFields = {
  description: {
    kind: 'text',
    purpose: 'one sentence of at most 160 characters; search results and link previews show it',
  },
  owner: { kind: 'text', purpose: 'who keeps the page true' },
  reviewed: { kind: 'date', purpose: 'the day on which a person last read the page against the code' },
  sources: { kind: 'texts', purpose: 'the paths in the repository that the page describes; each must exist' },
  requirements: {
    kind: 'texts',
    optional: true,
    purpose: 'the requirements that the page answers, as `<file>#<number>`',
  },
  generated: {
    kind: 'text',
    optional: true,
    purpose: 'the program that writes the page; such a page documents nothing',
  },
} as const satisfies Record<string, Field>;

/** The most characters that a description may have. */
export const longestDescription = 160;

const section = (title: string, more: Omit<Section, 'title'> = {}): Section => ({ title, ...more });
const whatsNext = section("What's next", { mostLinks: 5 });

/** The kinds of pages, by the value of `type`. */
export const pageTypes = {
  landing: {
    label: 'Overview',
    purpose: 'a page that only sends its reader on',
    fields: {},
    sections: [],
  },
  explanation: {
    label: 'Explanation',
    purpose: 'how something works and why it is so',
    fields: {},
    sections: [section('Overview'), section('Trade-offs'), whatsNext],
  },
  guide: {
    label: 'Guide',
    purpose: 'the steps to one goal',
    fields: {},
    sections: [
      section('Goal'),
      section('Prerequisites'),
      section('Steps', { atLeast: { items: 2 } }),
      section('Verify'),
      section('Troubleshooting'),
      whatsNext,
    ],
  },
  module: {
    label: 'Module',
    purpose: 'one module of the code, for someone who uses or changes it',
    fields: {
      module: { kind: 'text', purpose: 'the path of the module in the repository' },
      layer: {
        kind: ['core', 'domain', 'application', 'infrastructure', 'interface', 'main'],
        purpose: 'the layer that the module belongs to',
      },
    },
    sections: [
      section('Purpose'),
      section('Responsibilities'),
      section('Public API'),
      section('Usage', { atLeast: { blocks: 1 } }),
      section('Extension points'),
      section('Errors'),
      section('Dependencies'),
      section('Testing'),
      section('Design notes', { optional: true }),
      section('Related'),
    ],
  },
  endpoint: {
    label: 'Endpoint',
    purpose: 'one operation of an API',
    fields: {
      operationId: { kind: 'text', purpose: 'the id of the operation in the OpenAPI document' },
      method: { kind: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], purpose: 'the HTTP method' },
      path: { kind: 'text', purpose: 'the path, with its parameters in braces' },
      since: { kind: 'text', optional: true, purpose: 'the version of the API that introduced it' },
    },
    sections: [
      section('Summary'),
      section('Request'),
      section('Response'),
      section('Errors'),
      section('Authentication and authorisation'),
      section('Example', { atLeast: { blocks: 1 } }),
      section('Rate limits and idempotency'),
      section('Versioning and deprecation'),
    ],
  },
  adr: {
    label: 'Decision',
    purpose: 'one architectural decision with its reasons (MADR 4)',
    fields: {
      status: {
        kind: ['proposed', 'accepted', 'rejected', 'deprecated', 'superseded'],
        purpose: 'where the decision stands',
      },
      date: { kind: 'date', purpose: 'the day on which the decision was last changed' },
      supersedes: { kind: 'text', optional: true, purpose: 'the decision that this one replaces' },
      superseded_by: { kind: 'text', optional: true, purpose: 'the decision that replaced this one' },
    },
    sections: [
      section('Context and Problem Statement'),
      section('Decision Drivers', { optional: true }),
      section('Considered Options', { atLeast: { items: 2 } }),
      section('Decision Outcome', { subsections: ['Consequences', 'Confirmation'] }),
      section('Pros and Cons of the Options'),
      section('More Information', { optional: true }),
    ],
  },
  runbook: {
    label: 'Runbook',
    purpose: 'what to do when one alert fires',
    fields: {
      alerts: { kind: 'texts', purpose: 'the alerts that lead here' },
      severity: { kind: ['page', 'ticket'], purpose: 'whether the alert wakes somebody' },
      last_exercised: { kind: 'date', optional: true, purpose: 'the day on which the steps were last tried' },
    },
    sections: [
      section('Symptoms'),
      section('Impact'),
      section('Severity and escalation trigger'),
      section('Diagnosis', { atLeast: { items: 1 } }),
      section('Mitigation'),
      section('Verification'),
      section('Rollback'),
      section('Escalation'),
      section('Prevention/follow-up'),
      section('Related'),
    ],
  },
  config: {
    label: 'Configuration',
    purpose: 'the settings of one program',
    fields: {},
    sections: [
      section('Overview'),
      section('Settings'),
      section('Validation and precedence'),
      section('Examples per environment', { atLeast: { blocks: 1 } }),
      section('Security notes'),
    ],
  },
  glossary: { label: 'Glossary', purpose: 'terms and what they mean here', fields: {}, sections: [] },
  reference: { label: 'Reference', purpose: 'facts to look up', fields: {}, sections: [] },
  report: { label: 'Report', purpose: 'what a tool found, from its own data', fields: {}, sections: [] },
  template: { label: 'Template', purpose: 'the skeleton of a page to copy', fields: {}, sections: [] },
} as const satisfies Record<string, PageType>;

/** The values that `type` may have. */
export type PageTypeName = keyof typeof pageTypes;

/** Whether a value of the frontmatter names a type of page. */
export function isPageType(value: unknown): value is PageTypeName {
  return typeof value === 'string' && Object.hasOwn(pageTypes, value);
}
