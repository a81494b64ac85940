const text = { type: 'string' };
const plain = { type: ['string', 'number', 'boolean', 'null'] };
const map = { type: ['object', 'string'] };
/** A value that an expression `${{ … }}` may stand for. */
const number = { type: ['number', 'string'] };
const flag = { type: ['boolean', 'string'] };

const environment = { type: ['object', 'string'], additionalProperties: plain };
const concurrency = {
  type: ['string', 'object'],
  properties: { group: text, 'cancel-in-progress': flag, queue: plain },
};
const permissions = {
  type: ['string', 'object'],
  additionalProperties: { enum: ['read', 'write', 'none'] },
};
const defaults = {
  type: 'object',
  properties: {
    run: {
      type: 'object',
      properties: { shell: text, 'working-directory': text },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};
const container = {
  type: ['string', 'object'],
  properties: {
    image: text,
    credentials: map,
    env: environment,
    ports: { type: ['array', 'string'] },
    volumes: { type: ['array', 'string'] },
    options: text,
    command: text,
    entrypoint: text,
  },
  additionalProperties: false,
};

const step = {
  type: 'object',
  properties: {
    id: text,
    if: plain,
    name: plain,
    uses: text,
    run: text,
    'working-directory': text,
    shell: text,
    with: { type: ['object', 'string'], additionalProperties: plain },
    env: environment,
    'continue-on-error': flag,
    'timeout-minutes': number,
  },
  additionalProperties: false,
};

const job = {
  type: 'object',
  properties: {
    name: plain,
    permissions,
    needs: { type: ['string', 'array'], items: text },
    if: plain,
    'runs-on': { type: ['string', 'array', 'object'] },
    snapshot: { type: ['string', 'object'] },
    environment: { type: ['string', 'object'] },
    concurrency,
    outputs: { type: 'object', additionalProperties: plain },
    env: environment,
    defaults,
    steps: { type: 'array', items: step },
    'timeout-minutes': number,
    strategy: {
      type: ['object', 'string'],
      properties: { matrix: { type: ['object', 'string'] }, 'fail-fast': flag, 'max-parallel': number },
      additionalProperties: false,
    },
    'continue-on-error': flag,
    container,
    services: { type: ['object', 'string'], additionalProperties: container },
    uses: text,
    with: { type: ['object', 'string'], additionalProperties: plain },
    secrets: { type: ['object', 'string'] },
  },
  additionalProperties: false,
};

/** The syntax of a GitHub Actions workflow, as GitHub documents it. GitHub refuses a key that it does not know. */
export const workflowSchema: Readonly<Record<string, unknown>> = {
  type: 'object',
  properties: {
    name: plain,
    'run-name': plain,
    on: { type: ['string', 'array', 'object'], items: text },
    permissions,
    env: environment,
    defaults,
    concurrency,
    jobs: { type: 'object', additionalProperties: job },
  },
  additionalProperties: false,
};
